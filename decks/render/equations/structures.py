"""What equations are built of: fractions, scripts, roots, brackets, matrices, put together from boxes.

The distances follow TeX's rules (The TeXbook, appendix G), in ems of Computer Modern.
"""

from collections.abc import Sequence

from decks.render.equations.boxes import Box, Ink, Outline, Placed, overlaid, rule
from decks.render.equations.stretching import accent, lying, upright
from decks.render.equations.style import Style

_X_HEIGHT = 0.43


def fraction(above: Box, below: Box, style: Style, *, bar: bool) -> Box:
    """One box over another (rule 15), with a line or without."""
    em, line = style.em, style.line if bar else 0.0
    gap = (3.0 if style.is_display else 1.5) * (style.line if bar else 2 * style.line)
    up = max((0.677 if style.is_display else 0.394) * em, style.axis + line / 2 + gap + above.descent)
    down = max((0.686 if style.is_display else 0.345) * em, below.ascent + gap + line / 2 - style.axis)
    width = max(above.width + above.slant, below.width + below.slant)
    pad = 0.1 * em
    parts = [
        (pad + (width - above.width) / 2, -up, above),
        (pad + (width - below.width) / 2, down, below),
    ]
    if bar:
        stroke = rule(width + pad, line, style.axis - line / 2, style.ink)
        parts.append((pad / 2, 0.0, stroke))
    return overlaid(width + 2 * pad, *parts)


def skewed(above: Box, below: Box, style: Style) -> Box:
    """A fraction with a slanting line."""
    height = max(1.1 * style.em, above.height + below.height * 0.8)
    slash = upright("/", height, style.em, style.ink) or Box()
    slash = slash.lowered(height / 2 - style.axis)
    rise = slash.ascent - above.ascent
    fall = slash.descent - below.descent
    overlap = 0.3 * slash.width
    left = above.width - overlap
    right = left + slash.width - overlap
    return overlaid(right + below.width, (0.0, -rise, above), (left, 0.0, slash), (right, fall, below))


def scripts(
    base: Box, upper: Box | None, lower: Box | None, style: Style, *, letter: bool, tuck: float = 0.0
) -> Box:
    """Superscript and subscript (rule 18); `letter` if the base is a single one, `tuck` is how far the
    subscript moves in under a slanting base."""
    up, down = _shifts(base, upper, lower, style, letter=letter)
    gap = 0.05 * style.em
    width, parts = base.width, [(0.0, 0.0, base)]
    if upper is not None:
        x = base.width + base.slant + gap / 2
        parts.append((x, -up, upper))
        width = max(width, x + upper.width)
    if lower is not None:
        x = base.width - tuck + gap / 2
        parts.append((x, down, lower))
        width = max(width, x + lower.width)
    return overlaid(width + gap, *parts)


def scripts_before(base: Box, upper: Box, lower: Box, style: Style) -> Box:
    """Scripts on the left of their base, close to it."""
    up, down = _shifts(base, upper, lower, style, letter=False)
    width = max(upper.width, lower.width) + 0.05 * style.em
    return overlaid(
        width + base.width,
        (width - upper.width - 0.05 * style.em, -up, upper),
        (width - lower.width - 0.05 * style.em, down, lower),
        (width, 0.0, base),
    )


def _shifts(
    base: Box, upper: Box | None, lower: Box | None, style: Style, *, letter: bool
) -> tuple[float, float]:
    em, small, x_height = style.em, style.script().em, _X_HEIGHT * style.em
    up = 0.0 if letter else base.ascent - 0.386 * small
    down = 0.0 if letter else base.descent + 0.05 * small
    if upper is not None:
        up = max(up, (0.413 if style.is_display else 0.363) * em, upper.descent + x_height / 4)
    if lower is not None:
        down = max(down, (0.15 if upper is None else 0.247) * em, lower.ascent - 0.8 * x_height)
    if upper is not None and lower is not None:
        room = 4 * style.line - (up - upper.descent - (lower.ascent - down))
        if room > 0:
            # The superscript rises at most to four fifths of the x-height, the rest sinks.
            rise = min(room, max(0.0, 0.8 * x_height - (up - upper.descent)))
            up, down = up + rise, down + room - rise
    return up, down


def limits(base: Box, upper: Box | None, lower: Box | None, style: Style) -> Box:
    """One box above and one below another, centred (rule 13)."""
    em = style.em
    width = max(box.width for box in (base, upper, lower) if box is not None)
    parts = [((width - base.width) / 2, 0.0, base)]
    if upper is not None:
        y = -base.ascent - max(0.111 * em, 0.2 * em - upper.descent) - upper.descent
        parts.append(((width - upper.width) / 2 + base.slant / 2, y, upper))
    if lower is not None:
        y = base.descent + max(0.167 * em, 0.6 * em - lower.ascent - 0.25 * em) + lower.ascent
        parts.append(((width - lower.width) / 2 - base.slant / 2, y, lower))
    return overlaid(width, *parts)


def radical(content: Box, degree: Box | None, style: Style) -> Box:
    """A root (rule 11), its sign as high as what stands under it."""
    em, line = style.em, style.line
    gap = line + (0.25 * _X_HEIGHT * em if style.is_display else line / 4)
    top = max(content.ascent, 0.6 * em) + gap + line
    bottom = max(content.descent, 0.05 * em)
    height = top + bottom
    wide = min(0.95, 0.5 + 0.06 * height / em) * em
    figure = (
        (0.0, bottom - 0.42 * height),
        (0.16 * wide, bottom - 0.47 * height),
        (0.48 * wide, bottom - line),
        (wide, -top + line / 2),
        (wide + content.width + content.slant + 0.08 * em, -top + line / 2),
    )
    heavy = (
        (0.14 * wide, bottom - 0.48 * height),
        (0.22 * wide, bottom - 0.5 * height),
        (0.5 * wide, bottom - 0.8 * line),
        (0.45 * wide, bottom),
    )
    width = wide + content.width + content.slant + 0.08 * em
    signs = (
        Placed(0.0, 0.0, Outline((figure,), line, style.ink)),
        Placed(0.0, 0.0, Outline((heavy,), None, style.ink)),
    )
    root = overlaid(width, (0.0, 0.0, Box(width, top, bottom, signs)), (wide, 0.0, content))
    if degree is None or not degree.width:
        return root.padded(0.03 * em, 0.05 * em)
    before = max(0.0, degree.width - 0.12 * wide)
    rise = 0.55 * height - bottom + degree.descent
    return overlaid(
        before + width, (max(0.0, 0.12 * wide - degree.width), -rise, degree), (before, 0.0, root)
    )


def centred(box: Box, style: Style) -> Box:
    """The box with its middle on the axis."""
    return box.lowered((box.ascent - box.descent) / 2 - style.axis)


def bracket(sign: str, height: float, style: Style) -> Box | None:
    """A bracket of this height around the axis; `None` for a sign that can't grow."""
    drawn = upright(sign, height, style.em, style.ink)
    return None if drawn is None else centred(drawn, style)


def fence_height(content: Box, style: Style) -> float:
    """How high brackets around this must be (rule 19): nine tenths of it, or all but half an em."""
    reach = max(content.ascent - style.axis, content.descent + style.axis)
    return max(0.92 * 2 * reach, 2 * reach - 0.5 * style.em)


def accented(base: Box, sign: str, style: Style) -> Box | None:
    """An accent above (rule 12); `None` for one that is unknown."""
    mark = accent(sign, base.width, style.em, style.ink)
    if mark is None:
        return None
    lean = min(0.5 * base.slant + 0.12 * base.ascent, 0.12 * style.em)
    wide = mark.width > 0.9 * base.width and base.width > style.em
    x = (base.width - mark.width) / 2 + (0.0 if wide else lean)
    y = -max(base.ascent, _X_HEIGHT * style.em) - 0.07 * style.em
    made = overlaid(base.width, (0.0, 0.0, base), (x, y, mark))
    return Box(made.width, made.ascent, made.descent, made.parts, base.slant)


def barred(base: Box, style: Style, *, above: bool) -> Box:
    """A line over or under a box (rules 9 and 10)."""
    gap = 3 * style.line
    bottom = base.ascent + gap if above else -base.descent - gap - style.line
    width = base.width + base.slant
    return overlaid(width, (0.0, 0.0, base), (0.0, 0.0, rule(width, style.line, bottom, style.ink)))


def grouped(base: Box, sign: Box, style: Style, *, above: bool) -> Box:
    """A lying bracket or arrow over or under a box."""
    gap = 0.1 * style.em
    y = -base.ascent - gap - sign.descent if above else base.descent + gap + sign.ascent
    width = max(base.width, sign.width)
    return overlaid(width, ((width - base.width) / 2, 0.0, base), ((width - sign.width) / 2, y, sign))


def group_sign(sign: str, width: float, style: Style) -> Box | None:
    """The lying bracket or arrow for a group of this width; `None` for one that is unknown."""
    return lying(sign, max(width, 0.5 * style.em), style.em, style.ink)


def grid(rows: Sequence[Sequence[Box]], aligns: Sequence[str], gaps: Sequence[float], style: Style) -> Box:
    """Rows under each other, centred on the axis. `aligns` are `l`, `c` or `r` for the columns, `gaps`
    the room before them."""
    em = style.em
    count = max((len(line) for line in rows), default=0)
    widths = [max((line[at].width for line in rows if at < len(line)), default=0.0) for at in range(count)]
    parts: list[tuple[float, float, Box]] = []
    top = 0.0
    for line in rows:
        ascent = max([0.7 * em, *(box.ascent for box in line)])
        descent = max([0.25 * em, *(box.descent for box in line)])
        x = 0.0
        for at, box in enumerate(line):
            x += gaps[at]
            share = {"l": 0.0, "r": 1.0}.get(aligns[at], 0.5)
            parts.append((x + share * (widths[at] - box.width), top + ascent, box))
            x += widths[at]
        top += ascent + descent + 0.2 * em
    return centred(overlaid(sum(widths) + sum(gaps[:count]), *parts), style)


def bordered(content: Box, style: Style, sides: Sequence[str], strikes: Sequence[str]) -> Box:
    """A frame with `sides` of `top bottom left right` and lines `h v up down` through it."""
    pad, line = 0.15 * style.em, style.line
    width, top, bottom = content.width + 2 * pad, content.ascent + pad, content.descent + pad
    edges = {
        "top": ((0.0, -top), (width, -top)),
        "bottom": ((0.0, bottom), (width, bottom)),
        "left": ((0.0, -top), (0.0, bottom)),
        "right": ((width, -top), (width, bottom)),
        "h": ((0.0, (bottom - top) / 2), (width, (bottom - top) / 2)),
        "v": ((width / 2, -top), (width / 2, bottom)),
        "up": ((0.0, bottom), (width, -top)),
        "down": ((0.0, -top), (width, bottom)),
    }
    figures = tuple(edges[name] for name in (*sides, *strikes))
    frame = Box(width, top, bottom, (Placed(0.0, 0.0, Outline(figures, line, style.ink)),))
    return overlaid(width, (0.0, 0.0, frame), (pad, 0.0, content))


def missing(style: Style) -> Box:
    """The dotted square of Office, as a thin box, where something is still to be filled in."""
    side, line = 0.5 * style.em, 0.03 * style.em
    ink = Ink(0x80808080) if style.ink.rgba is None else style.ink
    corners = ((0.0, 0.0), (side, 0.0), (side, -side), (0.0, -side), (0.0, 0.0))
    return Box(side, side, 0.0, (Placed(0.0, 0.0, Outline((corners,), line, ink)),)).padded(line, line)


def stacked(lines: Sequence[Box], align: str, gap: float) -> Box:
    """Lines under each other; the baseline is that of the first."""
    width = max((line.width for line in lines), default=0.0)
    parts: list[tuple[float, float, Box]] = []
    y = 0.0
    for number, line in enumerate(lines):
        if number:
            y += lines[number - 1].descent + gap + line.ascent
        share = {"left": 0.0, "right": 1.0}.get(align, 0.5)
        parts.append((share * (width - line.width), y, line))
    return overlaid(width, *parts)
