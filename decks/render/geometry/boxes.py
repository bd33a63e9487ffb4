"""Preset shapes: rectangles, ellipses, polygons, stars and solids. Formulas: the annex of presets to
ECMA-376 part 1, 20.1.10.56."""

import math

from PySide6.QtGui import QTransform

from decks.render.geometry.outline import (
    Box,
    Face,
    Maker,
    Outline,
    Shade,
    Track,
    between,
    drawn,
    ellipse,
    filled,
    joined,
    plain,
    polygon,
    rectangle,
)

_ROOT_HALF = math.sqrt(0.5)
_INSET = 1 - _ROOT_HALF


def points(*corners: tuple[float, float], text: tuple[float, float, float, float] | None = None) -> Maker:
    """A closed outline of points, and the rectangle of its text, in fractions of width and height."""

    def outline(box: Box) -> Outline:
        area = None
        if text is not None:
            area = between(*box.at(text[0], text[1]), *box.at(text[2], text[3]))
        return plain(polygon(box.at(x, y) for x, y in corners), area)

    return outline


def rect(box: Box) -> Outline:
    """The whole rectangle."""
    return plain(rectangle(0, 0, box.w, box.h))


def oval(box: Box) -> Outline:
    """The ellipse that fills the box."""
    x, y = box.w / 2 * _INSET, box.h / 2 * _INSET
    return plain(ellipse(box.x, box.y, box.x, box.y), between(x, y, box.w - x, box.h - y))


def rounded(box: Box, radius: float) -> Outline:
    """A rectangle with round corners."""
    track = Track(0, radius).arc(radius, radius, 180, 90).line((box.w - radius, 0))
    track.arc(radius, radius, 270, 90).line((box.w, box.h - radius)).arc(radius, radius, 0, 90)
    track.line((radius, box.h)).arc(radius, radius, 90, 90).closed()
    inset = radius * _INSET
    return plain(track, between(inset, inset, box.w - inset, box.h - inset))


def _round_rect(box: Box) -> Outline:
    return rounded(box, box.short * box.adj("adj", 16_667, 0.5))


def _corners(kinds: str, first: tuple[str, float], second: tuple[str, float] = ("adj2", 0)) -> Maker:
    """A rectangle with its corners (clockwise from the top left) plain `-`, cut `1` `2` or rounded
    `A` `B` by the first or second adjustment."""

    def outline(box: Box) -> Outline:
        sizes = dict.fromkeys("1A", box.short * box.adj(*first, 0.5))
        sizes |= dict.fromkeys("2B", box.short * box.adj(*second, 0.5))
        track = Track()
        for index, (kind, corner) in enumerate(zip(kinds, ((0, 0), (1, 0), (1, 1), (0, 1)), strict=True)):
            size, (x, y) = sizes.get(kind, 0.0), box.at(*corner)
            before = x + (0, -size, 0, size)[index], y + (size, 0, -size, 0)[index]
            after = x + (size, 0, -size, 0)[index], y + (0, size, 0, -size)[index]
            if index:
                track.line(before)
            else:
                track.moveTo(*before)
            if kind in "AB":
                track.arc(size, size, 180 + 90 * index, 90)
            else:
                track.line(after)
        share = {"A": _INSET, "B": _INSET, "1": 0.5, "2": 0.5, "-": 0.0}
        inset = [sizes.get(kind, 0.0) * share[kind] for kind in kinds]
        left, right = max(inset[0], inset[3]), max(inset[1], inset[2])
        top, bottom = max(inset[0], inset[1]), max(inset[2], inset[3])
        return plain(track.closed(), between(left, top, box.w - right, box.h - bottom))

    return outline


def _triangle(box: Box) -> Outline:
    peak = box.w * box.adj("adj", 50_000)
    path = polygon([(0, box.h), (peak, 0), (box.w, box.h)])
    return plain(path, between(peak / 2, box.y, peak / 2 + box.x, box.h))


def _parallelogram(box: Box) -> Outline:
    most = box.of_width()
    share = box.adj("adj", 25_000, most)
    slant = box.short * share
    inset = (1 + 5 * share / most) / 12 if most else 0
    path = polygon([(0, box.h), (slant, 0), (box.w, 0), (box.w - slant, box.h)])
    return plain(path, between(*box.at(inset, inset), *box.at(1 - inset, 1 - inset)))


def _trapezoid(box: Box) -> Outline:
    most = box.of_width() / 2
    share = box.adj("adj", 25_000, most)
    slant, inset = box.short * share, share / most / 3 if most else 0
    path = polygon([(0, box.h), (slant, 0), (box.w - slant, 0), (box.w, box.h)])
    return plain(path, between(*box.at(inset, inset), *box.at(1 - inset, 1)))


def _uneven_trapezoid(box: Box) -> Outline:
    most = box.of_width() / 2
    left, right = box.short * box.adj("adj1", 25_000, most), box.short * box.adj("adj2", 25_000, most)
    path = polygon([(0, box.h), (left, 0), (box.w - right, 0), (box.w, box.h)])
    top = box.h / 3 * max(left, right) / (box.x or 1)
    return plain(path, between(left / 3 * 2, top, box.w - right / 3 * 2, box.h))


def _hexagon(box: Box) -> Outline:
    most = box.of_width() / 2
    share = box.adj("adj", 25_000, most)
    cut, half = box.short * share, box.y * box.raw("vf", 115_470) / 100_000 * math.sin(math.radians(60))
    top, bottom = box.y - half, box.y + half
    upper = [(0, box.y), (cut, top), (box.w - cut, top)]
    path = polygon([*upper, (box.w, box.y), (box.w - cut, bottom), (cut, bottom)])
    # From 1/12 of the sides at no slant over 1/6 half way to a quarter of the rest.
    part = share / most if most else 0.0
    inset = (2 + 4 * part) / 24 if part <= 0.5 else (4 + 6 * (part - 0.5)) / 24
    return plain(path, between(*box.at(inset, inset), *box.at(1 - inset, 1 - inset)))


def _octagon(box: Box) -> Outline:
    cut = box.short * box.adj("adj", 29_289, 0.5)
    w, h, inset = box.w, box.h, cut / 2
    upper = [(0, cut), (cut, 0), (w - cut, 0), (w, cut)]
    path = polygon([*upper, (w, h - cut), (w - cut, h), (cut, h), (0, h - cut)])
    return plain(path, between(inset, inset, w - inset, h - inset))


def _regular(corners: int, stretch: tuple[float, float], text: tuple[float, float, float, float]) -> Maker:
    """A regular polygon standing on its side, with the stretch that makes it fill its box."""

    def outline(box: Box) -> Outline:
        across = box.x * box.raw("hf", stretch[0]) / 100_000
        down = box.y * box.raw("vf", stretch[1]) / 100_000
        angles = [math.tau * step / corners - math.pi / 2 for step in range(corners)]
        path = polygon((box.x + across * math.cos(a), down + down * math.sin(a)) for a in angles)
        return plain(path, between(*box.at(text[0], text[1]), *box.at(text[2], text[3])))

    return outline


def _decagon(box: Box) -> Outline:
    down = box.y * box.raw("vf", 105_146) / 100_000
    angles = [math.radians(36 * step) for step in range(10)]
    path = polygon((box.x + box.x * math.cos(a), box.y + down * math.sin(a)) for a in angles)
    return plain(path, between(*box.at(0.0955, 0.19), *box.at(0.9045, 0.81)))


def _star(
    rays: int, usual: float, stretch: tuple[float, float] = (100_000, 100_000), inset: float = _ROOT_HALF
) -> Maker:
    """A star; `inset` is the share of the inner circle that text may fill."""

    def outline(box: Box) -> Outline:
        across = box.x * box.raw("hf", stretch[0]) / 100_000
        down = box.y * box.raw("vf", stretch[1]) / 100_000
        inner = box.adj("adj", usual, 0.5) * 2
        corners = []
        for step in range(2 * rays):
            reach, angle = 1.0 if step % 2 == 0 else inner, math.pi * step / rays - math.pi / 2
            corners.append((box.x + across * reach * math.cos(angle), down + down * reach * math.sin(angle)))
        x, y = across * inner * inset, down * inner * inset
        return plain(polygon(corners), between(box.x - x, down - y, box.x + x, down + y))

    return outline


def _plus(box: Box) -> Outline:
    arm, w, h = box.short * box.adj("adj", 25_000, 0.5), box.w, box.h
    upper = [(0, arm), (arm, arm), (arm, 0), (w - arm, 0), (w - arm, arm), (w, arm)]
    lower = [(w, h - arm), (w - arm, h - arm), (w - arm, h), (arm, h), (arm, h - arm), (0, h - arm)]
    text = between(0, arm, w, h - arm) if w > h else between(arm, 0, w - arm, h)
    return plain(polygon([*upper, *lower]), text)


def _plaque(box: Box) -> Outline:
    bite, w, h = box.short * box.adj("adj", 16_667, 0.5), box.w, box.h
    track = Track(0, bite).arc(bite, bite, 90, -90).line((w - bite, 0)).arc(bite, bite, 180, -90)
    track.line((w, h - bite)).arc(bite, bite, 270, -90).line((bite, h)).arc(bite, bite, 0, -90).closed()
    inset = bite * _ROOT_HALF
    return plain(track, between(inset, inset, w - inset, h - inset))


def _donut(box: Box) -> Outline:
    ring = box.short * box.adj("adj", 25_000, 0.5)
    path = joined(
        ellipse(box.x, box.y, box.x, box.y),
        ellipse(box.x, box.y, max(0.0, box.x - ring), max(0.0, box.y - ring)),
    )
    return plain(path, oval(box).text)


def _no_smoking(box: Box) -> Outline:
    ring = box.short * box.adj("adj", 18_750, 0.5)
    across, down = max(1e-6, box.x - ring), max(1e-6, box.y - ring)
    hole = ellipse(box.x, box.y, across, down)
    long, thick = 2 * (box.w + box.h), ring / 2
    bar = Track(-long, -thick).line((long, -thick), (long, thick), (-long, thick))
    angle = math.degrees(math.atan2(box.h, box.w))
    bar_path = QTransform().translate(box.x, box.y).rotate(angle).map(bar.closed())
    return plain(joined(ellipse(box.x, box.y, box.x, box.y), hole.subtracted(bar_path)), oval(box).text)


def _pie(box: Box) -> Outline:
    start, end = box.angle("adj1", 0), box.angle("adj2", 270)
    track = _begun(box, start).arc(box.x, box.y, start, (end - start) % 360 or 360)
    track.line((box.x, box.y)).closed()
    return plain(track, oval(box).text)


def _chord(box: Box) -> Outline:
    start, end = box.angle("adj1", 45), box.angle("adj2", 270)
    track = _begun(box, start).arc(box.x, box.y, start, (end - start) % 360 or 360).closed()
    return plain(track, oval(box).text)


def _arc(box: Box) -> Outline:
    start, end = box.angle("adj1", 270), box.angle("adj2", 0)
    sweep = (end - start) % 360 or 360
    slice_ = _begun(box, start).arc(box.x, box.y, start, sweep).line((box.x, box.y)).closed()
    return Outline((filled(slice_), drawn(_begun(box, start).arc(box.x, box.y, start, sweep))))


def _block_arc(box: Box) -> Outline:
    start, end = box.angle("adj1", 180), box.angle("adj2", 0)
    sweep, ring = (end - start) % 360 or 360, box.short * box.adj("adj3", 25_000, 0.5)
    across, down = max(1e-6, box.x - ring), max(1e-6, box.y - ring)
    track = _begun(box, start).arc(box.x, box.y, start, sweep)
    x, y = _on_ellipse(box, across, down, start + sweep)
    track.line((x, y)).arc(across, down, start + sweep, -sweep).closed()
    return plain(track)


def _on_ellipse(box: Box, across: float, down: float, ray: float) -> tuple[float, float]:
    angle = math.radians(ray)
    turn = math.atan2(across * math.sin(angle), down * math.cos(angle))
    return box.x + across * math.cos(turn), box.y + down * math.sin(turn)


def _begun(box: Box, ray: float) -> Track:
    return Track(*_on_ellipse(box, box.x, box.y, ray))


def _pie_wedge(box: Box) -> Outline:
    return plain(Track(0, box.h).arc(box.w, box.h, 180, 90).line((box.w, box.h)).closed())


def _teardrop(box: Box) -> Outline:
    reach = box.adj("adj", 100_000, 2.0)
    x, y = box.x + box.x * reach, box.y - box.y * reach
    track = Track(0, box.y).arc(box.x, box.y, 180, 90)
    track.quadTo((box.x + x) / 2, 0, x, y)
    track.quadTo(box.w, (box.y + y) / 2, box.w, box.y)
    track.arc(box.x, box.y, 0, 90).arc(box.x, box.y, 90, 90).closed()
    return plain(track, oval(box).text)


def _frame(box: Box) -> Outline:
    edge = box.short * box.adj("adj1", 12_500, 0.5)
    right, bottom = box.w - edge, box.h - edge
    hole = polygon([(edge, edge), (edge, bottom), (right, bottom), (right, edge)])
    return plain(joined(rectangle(0, 0, box.w, box.h), hole), between(edge, edge, right, bottom))


def _half_frame(box: Box) -> Outline:
    w, h = box.w or 1, box.h or 1
    x = box.short * box.adj("adj2", 33_333, box.of_width())
    y = box.short * box.adj("adj1", 33_333, max(0.0, h - h * x / w) / (box.short or 1))
    path = polygon([(0, 0), (w, 0), (w - y * w / h, y), (x, y), (x, h - x * h / w), (0, h)])
    return plain(path, between(0, 0, w - y * w / h / 2, h - x * h / w / 2))


def _corner(box: Box) -> Outline:
    x = box.short * box.adj("adj2", 50_000, box.of_width())
    y = box.h - box.short * box.adj("adj1", 50_000, box.of_height())
    path = polygon([(0, 0), (x, 0), (x, y), (box.w, y), (box.w, box.h), (0, box.h)])
    return plain(path, between(0, y, box.w, box.h) if box.w > box.h else between(0, 0, x, box.h))


def _stripe(box: Box) -> Outline:
    share = box.adj("adj", 50_000)
    x, y = box.at(share, share)
    return plain(
        polygon([(0, y), (x, 0), (box.w, 0), (0, box.h)]), between(0, 0, (x + box.w) / 2, (y + box.h) / 2)
    )


def _folded_corner(box: Box) -> Outline:
    fold, w, h = box.short * box.adj("adj", 16_667, 0.5), box.w, box.h
    sheet = polygon([(0, 0), (w, 0), (w, h - fold), (w - fold, h), (0, h)])
    inner = (w - fold * 0.8, h - fold * 0.8)
    flap = polygon([(w - fold, h), inner, (w, h - fold)])
    crease = Track(w - fold, h).line(inner, (w, h - fold))
    faces = (Face(sheet), filled(flap, Shade.DARKEN_LESS), drawn(crease))
    return Outline(faces, between(0, 0, w, h - fold))


def bevelled(box: Box, edge: float) -> tuple[Face, ...]:
    """A raised plate: its top and four slanting sides in their light."""
    w, h = box.w, box.h
    inner = [(edge, edge), (w - edge, edge), (w - edge, h - edge), (edge, h - edge)]
    outer = [(0.0, 0.0), (w, 0.0), (w, h), (0.0, h)]
    shades = (Shade.LIGHTEN_LESS, Shade.DARKEN, Shade.DARKEN_LESS, Shade.LIGHTEN)
    sides = []
    for index, shade in enumerate(shades):
        after = (index + 1) % 4
        sides.append(Face(polygon([outer[index], outer[after], inner[after], inner[index]]), shade))
    return (Face(polygon(inner)), *sides)


def _bevel(box: Box) -> Outline:
    edge = box.short * box.adj("adj", 12_500, 0.5)
    return Outline(bevelled(box, edge), between(edge, edge, box.w - edge, box.h - edge))


def _cube(box: Box) -> Outline:
    depth, w, h = box.short * box.adj("adj", 25_000), box.w, box.h
    front = rectangle(0, depth, w - depth, h)
    top = polygon([(0, depth), (depth, 0), (w, 0), (w - depth, depth)])
    side = polygon([(w - depth, depth), (w, 0), (w, h - depth), (w - depth, h)])
    faces = (Face(front), Face(top, Shade.LIGHTEN_LESS), Face(side, Shade.DARKEN_LESS))
    return Outline(faces, between(0, depth, w - depth, h))


def can(box: Box, bow: float) -> Outline:
    """A cylinder whose lid is an ellipse of this half height."""
    body = (
        Track(0, bow).arc(box.x, bow, 180, -180).line((box.w, box.h - bow)).arc(box.x, bow, 0, 180).closed()
    )
    lid = ellipse(box.x, bow, box.x, bow)
    return Outline((Face(body), Face(lid, Shade.LIGHTEN)), between(0, 2 * bow, box.w, box.h - bow))


def _can(box: Box) -> Outline:
    return can(box, box.short * box.adj("adj", 25_000, box.of_height() / 2) / 2)


def _tabs(kind: str) -> Maker:
    def outline(box: Box) -> Outline:
        size = math.hypot(box.w, box.h) / 20
        parts = []
        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)):
            left, top = x * (box.w - size), y * (box.h - size)
            if kind == "square":
                parts.append(rectangle(left, top, left + size, top + size))
                continue
            corner = (x * box.w, y * box.h)
            across, down = corner[0] + (size if x == 0 else -size), corner[1] + (size if y == 0 else -size)
            if kind == "corner":
                parts.append(polygon([corner, (across, corner[1]), (corner[0], down)]))
            else:
                start = {(0, 0): 0, (1, 0): 90, (1, 1): 180, (0, 1): 270}[(x, y)]
                first = (across, corner[1]) if start in (0, 180) else (corner[0], down)
                parts.append(Track(*corner).line(first).arc(size, size, start, 90).closed())
        return plain(joined(*parts), between(size, size, box.w - size, box.h - size))

    return outline


def _chart_mark(lines: tuple[tuple[float, float, float, float], ...]) -> Maker:
    def outline(box: Box) -> Outline:
        strokes = [Track(*box.at(a, b)).line(box.at(c, d)) for a, b, c, d in lines]
        return Outline((filled(rectangle(0, 0, box.w, box.h)), drawn(joined(*strokes))))

    return outline


_CROSSED = ((0.0, 0.0, 1.0, 1.0), (0.0, 1.0, 1.0, 0.0))
_UPRIGHT = ((0.5, 0.0, 0.5, 1.0), (0.0, 0.5, 1.0, 0.5))
DIAMOND = points((0, 0.5), (0.5, 0), (1, 0.5), (0.5, 1), text=(0.25, 0.25, 0.75, 0.75))
_TWELVE = (2894 / 21600, 7906 / 21600, 13694 / 21600, 18706 / 21600)
_DODECAGON = (
    *((0, _TWELVE[1]), (_TWELVE[0], _TWELVE[0]), (_TWELVE[1], 0), (_TWELVE[2], 0), (_TWELVE[3], _TWELVE[0])),
    *((1, _TWELVE[1]), (1, _TWELVE[2]), (_TWELVE[3], _TWELVE[3]), (_TWELVE[2], 1), (_TWELVE[1], 1)),
    *((_TWELVE[0], _TWELVE[3]), (0, _TWELVE[2])),
)

BOXES: dict[str, Maker] = {
    "rect": rect,
    "ellipse": oval,
    "roundRect": _round_rect,
    "round1Rect": _corners("-A--", ("adj", 16_667)),
    "round2SameRect": _corners("AABB", ("adj1", 16_667), ("adj2", 0)),
    "round2DiagRect": _corners("ABAB", ("adj1", 16_667), ("adj2", 0)),
    "snip1Rect": _corners("-1--", ("adj", 16_667)),
    "snip2SameRect": _corners("1122", ("adj1", 16_667), ("adj2", 0)),
    "snip2DiagRect": _corners("1212", ("adj1", 0), ("adj2", 16_667)),
    "snipRoundRect": _corners("A2--", ("adj1", 16_667), ("adj2", 16_667)),
    "triangle": _triangle,
    "rtTriangle": points((0, 1), (0, 0), (1, 1), text=(1 / 12, 7 / 12, 7 / 12, 11 / 12)),
    "diamond": DIAMOND,
    "parallelogram": _parallelogram,
    "trapezoid": _trapezoid,
    "nonIsoscelesTrapezoid": _uneven_trapezoid,
    "pentagon": _regular(5, (105_146, 110_557), (0.191, 0.236, 0.809, 1)),
    "hexagon": _hexagon,
    "heptagon": _regular(7, (102_572, 105_210), (0.099, 0.198, 0.901, 0.802)),
    "octagon": _octagon,
    "decagon": _decagon,
    "dodecagon": points(*_DODECAGON, text=(_TWELVE[0], _TWELVE[0], _TWELVE[3], _TWELVE[3])),
    "star4": _star(4, 12_500),
    "star5": _star(5, 19_098, (105_146, 110_557), 0.95),
    "star6": _star(6, 28_868, (115_470, 100_000), 0.9),
    "star7": _star(7, 34_601, (102_572, 105_210)),
    "star8": _star(8, 37_500),
    "star10": _star(10, 42_533, (105_146, 100_000)),
    "star12": _star(12, 37_500),
    "star16": _star(16, 37_500),
    "star24": _star(24, 37_500),
    "star32": _star(32, 37_500),
    "plus": _plus,
    "plaque": _plaque,
    "donut": _donut,
    "noSmoking": _no_smoking,
    "pie": _pie,
    "chord": _chord,
    "arc": _arc,
    "blockArc": _block_arc,
    "pieWedge": _pie_wedge,
    "teardrop": _teardrop,
    "frame": _frame,
    "halfFrame": _half_frame,
    "corner": _corner,
    "diagStripe": _stripe,
    "foldedCorner": _folded_corner,
    "bevel": _bevel,
    "cube": _cube,
    "can": _can,
    "squareTabs": _tabs("square"),
    "cornerTabs": _tabs("corner"),
    "plaqueTabs": _tabs("plaque"),
    "chartX": _chart_mark(_CROSSED),
    "chartPlus": _chart_mark(_UPRIGHT),
    "chartStar": _chart_mark((*_CROSSED, _UPRIGHT[0])),
}
