"""Signs that grow: brackets, arrows, hats. Drawn from curves, so that strokes keep their thickness."""

from decks.render.equations.boxes import Box, Ink, Outline, Placed, Segment

_LINE, _FULL = 0.06, 0.09
"""Thickness of straight strokes, and of round ones where they are fullest, in ems."""
_MIRRORED = {
    ")": "(",
    "]": "[",
    "}": "{",
    "⟩": "⟨",
    "〉": "⟨",
    "⌉": "⌈",
    "⌋": "⌊",
    "⟧": "⟦",
    "﴿": "(",
    ">": "<",
}
_SAME = {"〈": "⟨", "∣": "|", "│": "|", "∥": "‖", "<": "⟨"}
STRETCHY = frozenset((*_MIRRORED, *_SAME, *"([{⟨⌈⌊⟦|‖/\\"))


def upright(sign: str, height: float, em: float, ink: Ink) -> Box | None:
    """A bracket or bar of this height, standing on the baseline; `None` for other signs."""
    mirrored = sign in _MIRRORED
    sign = _MIRRORED.get(sign, sign)
    sign = _SAME.get(sign, sign)
    drawn = _figures(sign, height, em)
    if drawn is None:
        return None
    width, figures, thickness = drawn
    if mirrored:
        figures = tuple(_mirrored(figure, width) for figure in figures)
    raised = tuple(_moved(figure, 0.0, -height) for figure in figures)
    return Box(width, height, 0.0, (Placed(0.0, 0.0, Outline(raised, thickness, ink)),))


def lying(sign: str, width: float, em: float, ink: Ink) -> Box | None:
    """A bracket or arrow of this width, lying on the baseline; `None` for other signs."""
    if sign in _ARROWS:
        return _arrow(sign, width, em, ink)
    turned = _LYING.get(sign)
    drawn = None if turned is None else _figures(turned[0], width, em)
    if turned is None or drawn is None:
        return None
    height, figures, thickness = drawn
    # A standing bracket turned by a quarter: what was left is now above, or below.
    flip = turned[1]
    laid = tuple(
        tuple(_laid(segment, height if flip else 0.0, -1.0 if flip else 1.0) for segment in figure)
        for figure in figures
    )
    raised = tuple(_moved(figure, 0.0, -height) for figure in laid)
    return Box(width, height, 0.0, (Placed(0.0, 0.0, Outline(raised, thickness, ink)),))


_LYING = {
    "⏞": ("{", False),
    "⏟": ("{", True),
    "⏜": ("(", False),
    "⏝": ("(", True),
    "⎴": ("[", False),
    "⎵": ("[", True),
    "⏠": ("⟦", False),
    "⏡": ("⟦", True),
}
_ARROWS = {"→": (0, 1), "←": (1, 0), "↔": (1, 1), "⇒": (0, 2), "⇐": (2, 0), "⇔": (2, 2)}

Drawn = tuple[float, tuple[tuple[Segment, ...], ...], float | None]


def _figures(sign: str, height: float, em: float) -> Drawn | None:
    """The width, figures below their top, and the stroke's thickness or `None` for filled ones."""
    line, half = _LINE * em, _LINE * em / 2
    width = 0.28 * em
    match sign:
        case "(":
            return _parenthesis(height, em)
        case "{":
            return _brace(height, em)
        case "|":
            return 0.2 * em, (((0.1 * em, 0.0), (0.1 * em, height)),), line
        case "‖":
            lines = tuple(((x * em, 0.0), (x * em, height)) for x in (0.1, 0.26))
            return 0.36 * em, lines, line
        case "⟨":
            wide = min(0.5, 0.22 + 0.05 * height / em) * em
            points = ((wide - half, 0.0), (0.06 * em, height / 2), (wide - half, height))
            return wide + 0.04 * em, (points,), line
        case "/" | "\\":
            wide = min(0.9 * em, 0.35 * height)
            ends = ((wide, 0.0), (0.0, height)) if sign == "/" else ((0.0, 0.0), (wide, height))
            return wide, (ends,), line
    feet = {"[": (True, True), "⌈": (True, False), "⌊": (False, True), "⟦": (True, True)}.get(sign)
    if feet is None:
        return None
    left = 0.1 * em
    top = ((width, half), (left, half)) if feet[0] else ((left, 0.0),)
    bottom = ((left, height - half), (width, height - half)) if feet[1] else ((left, height),)
    figures: tuple[tuple[Segment, ...], ...] = ((*top, *bottom),)
    if sign == "⟦":
        figures += (((left + 0.1 * em, 0.0), (left + 0.1 * em, height)),)
    return width + 0.06 * em, figures, line


def _parenthesis(height: float, em: float) -> Drawn:
    width = min(0.62, 0.24 + 0.06 * height / em) * em
    tip, full = 0.05 * em, _FULL * em
    left, right = 0.07 * em, width - 0.04 * em
    bulge = (left - right * 0.25) / 0.75
    inner = (left + full - (right - tip) * 0.25) / 0.75
    figure = (
        (right, 0.0),
        (bulge, height * 0.28, bulge, height * 0.72, right, height),
        (right - tip, height),
        (inner + tip, height * 0.70, inner + tip, height * 0.30, right - tip, 0.0),
    )
    return width, (figure,), None


def _brace(height: float, em: float) -> Drawn:
    width, line, full = 0.42 * em, 0.035 * em, 0.08 * em
    stem, right, tip = 0.18 * em, width - 0.02 * em, 0.03 * em
    bend, middle = min(0.5 * em, height / 4), height / 2
    wide = stem + full
    figure: tuple[Segment, ...] = (
        (right, 0.0),
        (wide, 0.0, stem, bend * 0.35, stem, bend),
        (stem, middle - bend * 0.8),
        (stem, middle - bend * 0.3, stem - 0.04 * em, middle, tip, middle),
        (stem - 0.04 * em, middle, stem, middle + bend * 0.3, stem, middle + bend * 0.8),
        (stem, height - bend),
        (stem, height - bend * 0.35, wide, height, right, height),
        (right, height - line),
        (wide + line, height - line, wide, height - bend * 0.5, wide, height - bend),
        (wide, middle + bend * 0.8),
        (wide, middle + bend * 0.3, stem + 0.02 * em, middle, stem - 0.02 * em, middle),
        (stem + 0.02 * em, middle, wide, middle - bend * 0.3, wide, middle - bend * 0.8),
        (wide, bend),
        (wide, bend * 0.5, wide + line, line, right, line),
    )
    return width, (figure,), None


def _arrow(sign: str, width: float, em: float, ink: Ink) -> Box:
    start, end = _ARROWS[sign]
    line, barb, middle = _LINE * em * 0.8, 0.13 * em, -0.16 * em
    gap = 0.05 * em if 2 in (start, end) else 0.0
    inset = 2 * gap
    shafts = {middle - gap, middle + gap}
    figures: list[tuple[Segment, ...]] = [
        ((inset if start else 0.0, y), (width - (inset if end else 0.0), y)) for y in sorted(shafts)
    ]
    reach = barb + gap
    if start:
        figures.append(((reach, middle - reach), (0.0, middle), (reach, middle + reach)))
    if end:
        figures.append(((width - reach, middle - reach), (width, middle), (width - reach, middle + reach)))
    return Box(width, 0.34 * em, 0.0, (Placed(0.0, 0.0, Outline(tuple(figures), line, ink)),))


def accent(sign: str, width: float, em: float, ink: Ink) -> Box | None:
    """An accent as wide as what it stands on, standing on the baseline; `None` for other signs. Hats
    and tildes stretch as far as they look well, lines and arrows all the way."""
    line = 0.05 * em
    if sign in "\u20d6\u20d7\u20e1":
        kind = {"\u20d6": "←", "\u20d7": "→", "\u20e1": "↔"}[sign]
        return _arrow(kind, max(width, 0.45 * em), em * 0.8, ink)
    if sign in "\u0304\u0305":
        wide = width if sign == "\u0305" else min(max(width * 0.8, 0.35 * em), width)
        figure: tuple[Segment, ...] = ((0.0, -line / 2), (wide, -line / 2))
        return Box(wide, line, 0.0, (Placed(0.0, 0.0, Outline((figure,), line, ink)),))
    if sign in "\u0307\u0308\u20db\u20dc":
        return _dots({"\u0307": 1, "\u0308": 2, "\u20db": 3, "\u20dc": 4}[sign], em, ink)
    wide = min(max(width * 0.9, 0.4 * em), 1.6 * em)
    figures = _accent_figures(sign, wide, (0.11 + 0.05 * wide / em) * em)
    if figures is None:
        return None
    narrow = 0.3 * em if sign in "\u0300\u0301" else wide
    height = max(-y for segment in figures for y in segment[1::2])
    return Box(narrow, height, 0.0, (Placed(0.0, 0.0, Outline((figures,), line, ink)),))


def _accent_figures(sign: str, wide: float, high: float) -> tuple[Segment, ...] | None:
    half = wide / 2
    match sign:
        case "\u0302":
            return ((0.0, 0.0), (half, -high), (wide, 0.0))
        case "\u030c":
            return ((0.0, -high), (half, 0.0), (wide, -high))
        case "\u0303":
            top = -high * 1.6
            return (
                (0.0, -high * 0.15),
                (wide * 0.2, top, wide * 0.4, top * 0.8, half, -high * 0.5),
                (wide * 0.6, high * 0.2, wide * 0.8, high * 0.3, wide, -high),
            )
        case "\u0306":
            return ((0.0, -high), (wide * 0.15, high * 0.25, wide * 0.85, high * 0.25, wide, -high))
        case "\u0311":
            return ((0.0, 0.0), (wide * 0.15, -high * 1.25, wide * 0.85, -high * 1.25, wide, 0.0))
        case "\u0300":
            return ((0.0, -high * 1.3), (high * 1.2, 0.0))
        case "\u0301":
            return ((high * 1.2, -high * 1.3), (0.0, 0.0))
    return None


def _dots(count: int, em: float, ink: Ink) -> Box:
    radius, step = 0.055 * em, 0.2 * em
    width = 2 * radius + (count - 1) * step
    figures = tuple(_disc(radius + number * step, -radius, radius) for number in range(count))
    return Box(width, 2 * radius, 0.0, (Placed(0.0, 0.0, Outline(figures, None, ink)),))


def _disc(x: float, y: float, radius: float) -> tuple[Segment, ...]:
    handle = 0.5523 * radius
    return (
        (x + radius, y),
        (x + radius, y + handle, x + handle, y + radius, x, y + radius),
        (x - handle, y + radius, x - radius, y + handle, x - radius, y),
        (x - radius, y - handle, x - handle, y - radius, x, y - radius),
        (x + handle, y - radius, x + radius, y - handle, x + radius, y),
    )


def _mirrored(figure: tuple[Segment, ...], width: float) -> tuple[Segment, ...]:
    return tuple(
        tuple(width - value if place % 2 == 0 else value for place, value in enumerate(segment))
        for segment in figure
    )


def _moved(figure: tuple[Segment, ...], x: float, y: float) -> tuple[Segment, ...]:
    return tuple(
        tuple(value + (x if place % 2 == 0 else y) for place, value in enumerate(segment))
        for segment in figure
    )


def _laid(segment: Segment, offset: float, sign: float) -> Segment:
    laid: list[float] = []
    for x, y in zip(segment[::2], segment[1::2], strict=True):
        laid += [y, offset + sign * x]
    return tuple(laid)
