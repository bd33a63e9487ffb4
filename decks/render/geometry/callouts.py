"""Preset shapes: callouts with a tail or a line, clouds, ribbons, scrolls and waves. Formulas: the annex
of presets to ECMA-376 part 1, 20.1.10.56."""

import math

from PySide6.QtGui import QPainterPath

from decks.render.geometry.boxes import oval, rounded
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
    transposed,
    upturned,
)


def _tip(box: Box) -> tuple[float, float]:
    x = box.x + box.w * box.raw("adj1", -20_833) / 100_000
    return x, box.y + box.h * box.raw("adj2", 62_500) / 100_000


def _tail_side(box: Box, tip: tuple[float, float]) -> str:
    """The side of the rectangle that the tail leaves: where it points further out, by share."""
    across, down = (tip[0] - box.x) / (box.w or 1), (tip[1] - box.y) / (box.h or 1)
    if abs(down) > abs(across):
        return "bottom" if down > 0 else "top"
    return "right" if across > 0 else "left"


def _wedged(box: Box, radius: float) -> Track:
    """A rectangle with corners of this radius and a tail."""
    tip, w, h = _tip(box), box.w, box.h
    side = _tail_side(box, tip)
    near, far = (7 / 12, 10 / 12) if tip[0] > box.x else (2 / 12, 5 / 12)
    high, low = (7 / 12, 10 / 12) if tip[1] > box.y else (2 / 12, 5 / 12)
    tails = {
        "top": ((w * near, 0), tip, (w * far, 0)),
        "right": ((w, h * high), tip, (w, h * low)),
        "bottom": ((w * far, h), tip, (w * near, h)),
        "left": ((0, h * low), tip, (0, h * high)),
    }
    track = Track(0, radius).arc(radius, radius, 180, 90)
    ends = {"top": (w - radius, 0), "right": (w, h - radius), "bottom": (radius, h), "left": (0, radius)}
    for index, (name, end) in enumerate(ends.items()):
        if name == side:
            track.line(*tails[name])
        track.line(end)
        if name != "left":
            track.arc(radius, radius, 270 + 90 * index, 90)
    return track.closed()


def _wedge_rect(box: Box) -> Outline:
    return plain(_wedged(box, 0))


def _wedge_round_rect(box: Box) -> Outline:
    radius = box.short * box.adj("adj3", 16_667, 0.5)
    return plain(_wedged(box, radius), rounded(box, radius).text)


def _wedge_ellipse(box: Box) -> Outline:
    x, y = _tip(box)
    aim = math.degrees(math.atan2((y - box.y) * box.w, (x - box.x) * box.h))
    # The tail spans 22° of the ellipse's own angle.
    begin = math.radians(aim + 11)
    track = Track(box.x + box.x * math.cos(begin), box.y + box.y * math.sin(begin))
    area = rectangle(0, 0, box.w, box.h).boundingRect()
    track.arcTo(area, -(aim + 11), -338)
    return plain(track.line((x, y)).closed(), oval(box).text)


_BUMPS = (
    (6753, 9190, -11_429_249, 7_426_832),
    (5333, 7267, -8_646_143, 5_396_714),
    (4365, 5945, -8_748_475, 5_983_381),
    (4857, 6595, -7_859_164, 7_034_504),
    (5333, 7273, -4_722_533, 6_541_615),
    (6775, 9220, -2_776_035, 7_816_140),
    (5785, 7867, 37_501, 6_842_000),
    (6752, 9215, 1_347_096, 6_910_353),
    (7720, 10543, 3_974_558, 4_542_661),
    (4360, 5918, -16_496_525, 8_804_134),
    (4345, 5945, -14_809_710, 9_151_131),
)
"""The arcs of a cloud: radii in 43,200ths of the box, begin and sweep in 60,000ths of a degree."""
_FOLDS = (
    (4693, 26177, 4345, 5945, 5_204_520, 1_585_770),
    (6928, 34899, 4360, 5918, 4_416_628, 686_848),
    (16478, 39090, 6752, 9215, 8_257_449, 844_866),
    (28827, 34751, 6752, 9215, 387_196, 959_901),
    (34129, 22954, 5785, 7867, -4_217_541, 4_255_042),
    (41798, 15354, 5333, 7273, 1_819_082, 1_665_090),
    (38324, 5426, 4857, 6595, -824_660, 891_534),
    (29078, 3952, 4857, 6595, -8_950_887, 1_091_722),
    (22141, 4720, 4365, 5945, -9_809_656, 1_061_181),
    (14000, 5192, 6753, 9190, -4_002_417, 739_161),
    (4127, 15789, 6753, 9190, 9_459_261, 711_490),
)
"""The short arcs inside it, each with the point where it begins."""


def _cloud(box: Box) -> Outline:
    across, down = box.w / 43_200, box.h / 43_200
    edge = Track(3900 * across, 14_370 * down)
    for wide, high, start, sweep in _BUMPS:
        edge.arc(wide * across, high * down, start / 60_000, sweep / 60_000)
    folds = QPainterPath()
    for x, y, wide, high, start, sweep in _FOLDS:
        fold = Track(x * across, y * down)
        folds.addPath(fold.arc(wide * across, high * down, start / 60_000, sweep / 60_000))
    text = between(*box.at(2977 / 21_600, 3262 / 21_600), *box.at(17_087 / 21_600, 17_337 / 21_600))
    return Outline((Face(edge.closed()), drawn(folds)), text)


def _cloud_callout(box: Box) -> Outline:
    cloud = _cloud(box)
    x, y = _tip(box)
    bubbles = QPainterPath()
    # Three bubbles lead from the cloud's edge to the tip, each smaller than the one before.
    length = math.hypot(x - box.x, y - box.y) or 1.0
    angle = math.atan2((y - box.y) * box.w, (x - box.x) * box.h)
    edge_x, edge_y = box.x + box.x * math.cos(angle), box.y + box.y * math.sin(angle)
    gap = max(0.0, length - math.hypot(edge_x - box.x, edge_y - box.y))
    for part, radius in ((0.25, 1800), (0.62, 1200), (1.0, 600)):
        size = box.short * radius / 21_600
        along = (length - gap * (1 - part)) / length
        bubbles.addPath(ellipse(box.x + (x - box.x) * along, box.y + (y - box.y) * along, size, size))
    return Outline((*cloud.faces, Face(bubbles)), cloud.text)


def _line_callout(count: int, *, border: bool, accent: bool) -> Maker:
    """A box with a line of `count` pieces; `accent` draws a bar beside it."""
    usual = {
        1: (18_750, -8_333, 112_500, -38_333),
        2: (18_750, -8_333, 18_750, -16_667, 112_500, -46_667),
        3: (18_750, -8_333, 18_750, -16_667, 100_000, -16_667, 112_963, -8_333),
    }[count]

    def outline(box: Box) -> Outline:
        values = [box.raw(f"adj{index}", value) / 100_000 for index, value in enumerate(usual, 1)]
        stops = [box.at(x, y) for y, x in zip(values[::2], values[1::2], strict=True)]
        faces = [Face(rectangle(0, 0, box.w, box.h), stroked=border)]
        if accent:
            faces.append(drawn(Track(stops[0][0], 0).line((stops[0][0], box.h))))
        faces.append(drawn(Track(*stops[0]).line(*stops[1:])))
        return Outline(tuple(faces))

    return outline


def _line_callouts() -> dict[str, Maker]:
    kinds = [("callout", False, False), ("borderCallout", True, False)]
    kinds += [("accentCallout", False, True), ("accentBorderCallout", True, True)]
    return {
        f"{name}{count}": _line_callout(count, border=border, accent=accent)
        for name, border, accent in kinds
        for count in (1, 2, 3)
    }


def _ribbon(box: Box) -> Outline:
    """A ribbon whose middle hangs lower than its ends."""
    w, h, unit = box.w, box.h, box.w / 32
    sag = h * box.adj("adj1", 16_667, 0.33333)
    left = box.x - w * box.adj("adj2", 50_000, 0.75, 0.25) / 2
    right, bow, low, tail = w - left, sag / 4, h - sag, w / 8

    def edge() -> Track:
        track = Track().line((left + 3 * unit, 0)).arc(unit, bow, 270, 180)
        track.line((left + unit, sag / 2)).arc(unit, bow, 270, -180).line((right - unit, sag))
        track.arc(unit, bow, 90, -180).line((right - 3 * unit, sag / 2)).arc(unit, bow, 90, 180)
        track.line((w, 0), (w - tail, low / 2), (w, low), (right, low), (right, h - bow))
        track.arc(unit, bow, 0, 90).line((left + unit, h)).arc(unit, bow, 90, 90)
        return track.line((left, low), (0, low), (tail, low / 2)).closed()

    fold = Track(left + 4 * unit, bow).arc(unit, bow, 0, 90).line((left + unit, sag / 2))
    fold.arc(unit, bow, 270, -180).line((left + 4 * unit, sag)).closed()
    other = Track(right - 4 * unit, bow).arc(unit, bow, 180, -90).line((right - unit, sag / 2))
    other.arc(unit, bow, 270, 180).line((right - 4 * unit, sag)).closed()
    creases = [Track(x, bow).line((x, sag)) for x in (left + 4 * unit, right - 4 * unit)]
    creases += [Track(x, low).line((x, sag - bow)) for x in (left, right)]
    dark = filled(joined(fold, other), Shade.DARKEN_LESS)
    return Outline((filled(edge()), dark, drawn(joined(edge(), *creases))), between(left, sag, right, h))


def _bent_ribbon(box: Box) -> Outline:
    """A ribbon along a parabola, its middle hanging lower than its ends."""
    w, h = box.w or 1.0, box.h
    share = box.adj("adj1", 25_000)
    sag = h * share
    left = box.x - w * box.adj("adj2", 50_000, 0.75, 0.25) / 2
    rise = h * box.adj("adj3", 12_500, share, max(0.0, share - (1 - share) / 2))
    fold, right, steep = left + w / 8, w - left, 4 * rise / w
    low = h - sag

    def curve(x: float) -> float:
        return steep * (x - x * x / w)

    top, shift = curve(fold), sag - rise
    inner = curve(left) + shift
    control = 2 * (rise + shift) - inner + 0.0
    tail = (rise * 14 / 16 + low) / 2

    def edge() -> Track:
        track = Track()
        track.quadTo(fold / 2, steep * fold / 2, fold, top)
        track.line((left, inner))
        track.quadTo(box.x, control, right, inner)
        track.line((w - fold, top))
        track.quadTo(w - fold / 2, steep * fold / 2, w, 0)
        track.line((w - w / 8, tail), (w, low))
        track.quadTo(w - left / 2, steep * left / 2 + low, right, curve(left) + low)
        track.line((right, inner + low))
        track.quadTo(box.x, control + low, left, inner + low)
        track.line((left, curve(left) + low))
        track.quadTo(left / 2, steep * left / 2 + low, 0, low)
        return track.line((w / 8, tail)).closed()

    back = top + shift
    folds = Track(fold, back).line((fold, top), (left, inner))
    folds.quadTo(box.x, control, right, inner)
    folds.line((w - fold, top), (w - fold, back))
    folds.quadTo(box.x, 2 * sag - back, fold, back)
    creases = [Track(x, curve(left) + low).line((x, inner)) for x in (left, right)]
    creases += [Track(x, top).line((x, back)) for x in (fold, w - fold)]
    dark = filled(folds.closed(), Shade.DARKEN_LESS)
    faces = (filled(edge()), dark, drawn(joined(edge(), *creases)))
    return Outline(faces, between(left, sag, right, inner + low))


def _horizontal_scroll(box: Box) -> Outline:
    roll, w, h = box.short * box.adj("adj", 12_500, 0.25), box.w, box.h
    half, quarter = roll / 2, roll / 4
    edge = Track(0, roll + half).arc(half, half, 180, 90).line((w - roll, roll), (w - roll, half))
    edge.arc(half, half, 180, 180).line((w, h - roll - half)).arc(half, half, 0, 90)
    edge.line((roll, h - roll), (roll, h - half)).arc(half, half, 0, 180).closed()
    inside = Track(half, 2 * roll).arc(half, half, 90, -90).arc(quarter, quarter, 0, -180).closed()
    curl = Track(w - half, roll).arc(half, half, 90, -270).arc(quarter, quarter, 180, -180).closed()
    lines = Track(w - roll, roll).line((w - half, roll)).arc(half, half, 90, -90)
    more = Track(w - half, roll).line((w - half, half)).arc(quarter, quarter, 0, 180)
    left = (
        Track(half, 2 * roll)
        .line((half, roll + half))
        .arc(quarter, quarter, 180, 180)
        .arc(half, half, 0, 180)
    )
    drop = Track(roll, roll + half).line((roll, h - roll))
    dark = filled(joined(inside, curl), Shade.DARKEN_LESS)
    faces = (filled(edge), dark, drawn(joined(edge, lines, more, left, drop)))
    return Outline(faces, between(roll, roll, w - half, h - roll))


def _wave(double: bool) -> Maker:
    def outline(box: Box) -> Outline:
        most = 0.125 if double else 0.2
        swell = box.h * box.adj("adj1", 6_250 if double else 12_500, most)
        lean = 2 * box.w * box.adj("adj2", 0, 0.1, -0.1)
        left, right = max(0.0, -lean), box.w - max(0.0, lean)
        waves = 2 if double else 1
        step, high = (right - left) / waves / 3, swell * 10 / 3
        track = Track(left, swell)
        for wave in range(waves):
            x = left + 3 * step * wave
            track.cubicTo(x + step, swell - high, x + 2 * step, swell + high, x + 3 * step, swell)
        low, shift = box.h - swell, max(0.0, lean) - max(0.0, -lean)
        track.line((right + shift, low))
        for wave in range(waves):
            x = right + shift - 3 * step * wave
            track.cubicTo(x - step, low + high, x - 2 * step, low - high, x - 3 * step, low)
        edges = max(left, left + shift), min(right, right + shift)
        return plain(track.closed(), between(edges[0], 2 * swell, edges[1], box.h - 2 * swell))

    return outline


def _jagged(corners: tuple[tuple[int, int], ...], text: tuple[int, int, int, int]) -> Maker:
    """A jagged outline by its points in 21,600ths of the box."""

    def outline(box: Box) -> Outline:
        path = polygon(box.at(x / 21_600, y / 21_600) for x, y in corners)
        left, top, right, bottom = (value / 21_600 for value in text)
        return plain(path, between(*box.at(left, top), *box.at(right, bottom)))

    return outline


_SEAL_1 = (
    *((10800, 5800), (14522, 0), (14155, 5325), (18380, 4457), (16702, 7315), (21097, 8137)),
    *((17607, 10475), (21600, 13290), (16837, 12942), (18145, 18095), (14020, 14457), (13247, 19737)),
    *((10532, 14935), (8485, 21600), (7715, 15627), (4762, 17617), (5667, 13937), (135, 14587)),
    *((3722, 11775), (0, 8615), (4627, 7617), (370, 2295), (7312, 6320), (8352, 2295)),
)
_SEAL_2 = (
    *((11462, 4342), (14790, 0), (14525, 5777), (18007, 3172), (16380, 6532), (21600, 6645), (16985, 9402)),
    *((18270, 11290), (16380, 12310), (18877, 15632), (14640, 14350), (14942, 17370), (12180, 15935)),
    *((11612, 18842), (9872, 17370), (8700, 19712), (7527, 18125), (4917, 21600), (4805, 18240)),
    *((1285, 17825), (3330, 15370), (0, 12877), (3935, 11592), (1172, 8270), (5372, 7817)),
    *((4502, 3625), (8550, 6382), (9722, 1887)),
)
_LIGHTNING = (
    *((8472, 0), (12860, 6080), (11050, 6797), (16577, 12007), (14767, 12877), (21600, 21600)),
    *((10012, 14915), (12222, 13987), (5022, 9705), (7602, 8382), (0, 3890)),
)

CALLOUTS: dict[str, Maker] = {
    "wedgeRectCallout": _wedge_rect,
    "wedgeRoundRectCallout": _wedge_round_rect,
    "wedgeEllipseCallout": _wedge_ellipse,
    "cloudCallout": _cloud_callout,
    "cloud": _cloud,
    **_line_callouts(),
    "ribbon": _ribbon,
    "ribbon2": upturned(_ribbon),
    "ellipseRibbon": _bent_ribbon,
    "ellipseRibbon2": upturned(_bent_ribbon),
    "horizontalScroll": _horizontal_scroll,
    "verticalScroll": transposed(_horizontal_scroll),
    "wave": _wave(False),
    "doubleWave": _wave(True),
    "irregularSeal1": _jagged(_SEAL_1, (4627, 6320, 16702, 13937)),
    "irregularSeal2": _jagged(_SEAL_2, (5372, 6382, 14640, 15935)),
    "lightningBolt": _jagged(_LIGHTNING, (8757, 7437, 13917, 14277)),
}
