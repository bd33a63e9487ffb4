"""Preset shapes: block arrows, straight, bent, round and with a box. Formulas: the annex of presets to
ECMA-376 part 1, 20.1.10.56."""

import math

from decks.render.geometry.outline import (
    Box,
    Face,
    Maker,
    Outline,
    Shade,
    Track,
    between,
    drawn,
    filled,
    joined,
    mirrored,
    plain,
    polygon,
    rectangle,
    transposed,
    turned,
    upturned,
)


def _home_plate(box: Box) -> Outline:
    neck = box.w - box.short * box.adj("adj", 50_000, box.of_width())
    path = polygon([(0, 0), (neck, 0), (box.w, box.y), (neck, box.h), (0, box.h)])
    return plain(path, between(0, 0, (neck + box.w) / 2, box.h))


def _chevron(box: Box) -> Outline:
    slant = box.short * box.adj("adj", 50_000, box.of_width())
    neck, w, h = box.w - slant, box.w, box.h
    path = polygon([(0, 0), (neck, 0), (w, box.y), (neck, h), (0, h), (slant, box.y)])
    return plain(path, between(slant, 0, neck, h) if neck > slant else between(0, 0, w, h))


def _right_arrow(box: Box) -> Outline:
    half = box.y * box.adj("adj1", 50_000)
    head = box.short * box.adj("adj2", 50_000, box.of_width())
    top, bottom, neck, w = box.y - half, box.y + half, box.w - head, box.w
    path = polygon([(0, top), (neck, top), (neck, 0), (w, box.y), (neck, box.h), (neck, bottom), (0, bottom)])
    return plain(path, between(0, top, neck + head * half / (box.y or 1), bottom))


def _notched_arrow(box: Box) -> Outline:
    half = box.y * box.adj("adj1", 50_000)
    head = box.short * box.adj("adj2", 50_000, box.of_width())
    top, bottom, neck = box.y - half, box.y + half, box.w - head
    notch = half * head / (box.y or 1)
    tip = [(0, top), (neck, top), (neck, 0), (box.w, box.y), (neck, box.h), (neck, bottom), (0, bottom)]
    return plain(polygon([*tip, (notch, box.y)]), between(notch, top, neck + notch, bottom))


def _striped_arrow(box: Box) -> Outline:
    half, unit = box.y * box.adj("adj1", 50_000), box.short / 32
    head = box.short * box.adj("adj2", 50_000, box.of_width() * 0.84375)
    top, bottom, neck = box.y - half, box.y + half, box.w - head
    start = 5 * unit
    tip = [
        (start, top),
        (neck, top),
        (neck, 0),
        (box.w, box.y),
        (neck, box.h),
        (neck, bottom),
        (start, bottom),
    ]
    stripes = rectangle(0, top, unit, bottom), rectangle(2 * unit, top, 4 * unit, bottom)
    text = between(start, top, neck + head * half / (box.y or 1), bottom)
    return plain(joined(*stripes, polygon(tip)), text)


def _left_right_arrow(box: Box) -> Outline:
    half = box.y * box.adj("adj1", 50_000)
    head = box.short * box.adj("adj2", 50_000, box.of_width() / 2)
    top, bottom, w, h = box.y - half, box.y + half, box.w, box.h
    upper = [(0, box.y), (head, 0), (head, top), (w - head, top), (w - head, 0), (w, box.y)]
    path = polygon([*upper, (w - head, h), (w - head, bottom), (head, bottom), (head, h)])
    side = head - head * half / (box.y or 1)
    return plain(path, between(side, top, w - side, bottom))


def _quad_arrow(box: Box) -> Outline:
    wide = box.adj("adj2", 22_500, 0.5)
    thick = box.short * box.adj("adj1", 22_500, 2 * wide) / 2
    head, reach = box.short * box.adj("adj3", 22_500, 0.5 - wide), box.short * wide
    corner = _cross_corner(box.x, box.y, thick, reach, head)
    text = between(
        head * thick / (reach or 1), box.y - thick, box.w - head * thick / (reach or 1), box.y + thick
    )
    return plain(polygon(_four_ways(box, corner)), text)


def _cross_corner(x: float, y: float, thick: float, reach: float, head: float) -> list[tuple[float, float]]:
    """The upper left quarter of four arrows, from the left tip to before the upper one."""
    side = [(0.0, y), (head, y - reach), (head, y - thick), (x - thick, y - thick)]
    return [*side, (x - thick, head), (x - reach, head), (x, 0.0)]


def _four_ways(box: Box, corner: list[tuple[float, float]]) -> list[tuple[float, float]]:
    upper = [*corner, *((box.w - x, y) for x, y in reversed(corner))]
    return [*upper, *((x, box.h - y) for x, y in reversed(upper))]


def _left_right_up_arrow(box: Box) -> Outline:
    wide = box.adj("adj2", 25_000, 0.5)
    thick = box.short * box.adj("adj1", 25_000, 2 * wide) / 2
    head, reach = box.short * box.adj("adj3", 25_000, 0.5 - wide), box.short * wide
    middle = box.h - reach
    left = _cross_corner(box.x, middle, thick, reach, head)
    below = [(0.0, middle), (head, box.h), (head, middle + thick)]
    right = [(box.w - x, y) for x, y in reversed(left)]
    under = [(box.w - x, y) for x, y in below]
    path = polygon([*left, *right, *under[1:], *reversed(below[1:])])
    side = head * thick / (reach or 1)
    return plain(path, between(side, middle - thick, box.w - side, middle + thick))


def _left_up_arrow(box: Box) -> Outline:
    wide = box.adj("adj2", 25_000, 0.5)
    thick = box.short * box.adj("adj1", 25_000, 2 * wide) / 2
    head, reach = box.short * box.adj("adj3", 25_000, 1 - 2 * wide), box.short * wide
    x, y, w, h = box.w - reach, box.h - reach, box.w, box.h
    left = _cross_corner(x, y, thick, reach, head)
    right = [(w, head), (x + thick, head), (x + thick, y + thick), (head, y + thick), (head, h)]
    side = head * thick / (reach or 1)
    return plain(polygon([*left, *right]), between(side, y - thick, x + thick, y + thick))


def _bent_up_arrow(box: Box) -> Outline:
    thick, reach = box.short * box.adj("adj1", 25_000, 0.5), box.short * box.adj("adj2", 25_000, 0.5)
    head, x, floor = box.short * box.adj("adj3", 25_000, 0.5), box.w - reach, box.h - thick
    left, right = x - thick / 2, x + thick / 2
    arm = [(0, floor), (left, floor), (left, head), (x - reach, head), (x, 0), (box.w, head), (right, head)]
    return plain(polygon([*arm, (right, box.h), (0, box.h)]), between(0, floor, right, box.h))


def _bent_arrow(box: Box) -> Outline:
    wide = box.adj("adj2", 25_000, 0.5)
    thick, reach = box.short * box.adj("adj1", 25_000, 2 * wide), box.short * wide
    head, rest = box.short * box.adj("adj3", 25_000, 0.5), reach - thick / 2
    most = min(box.w - head, box.h - rest) / (box.short or 1)
    bend = box.short * box.adj("adj4", 43_750, max(0.0, most))
    inner, neck = max(bend - thick, 0.0), box.w - head
    track = Track(0, box.h).line((0, rest + bend)).arc(bend, bend, 180, 90)
    track.line((neck, rest), (neck, 0), (box.w, reach), (neck, 2 * reach), (neck, rest + thick))
    track.line((thick + inner, rest + thick)).arc(inner, inner, 270, -90).line((thick, box.h))
    return plain(track.closed())


def _u_turn_arrow(box: Box) -> Outline:
    wide = box.adj("adj2", 25_000, 0.25)
    slim = box.adj("adj1", 25_000, 2 * wide)
    long = box.adj("adj3", 25_000, max(0.0, box.of_height() - slim))
    least = min(1.0, (long + slim) / (box.of_height() or 1))
    tip = box.h * box.adj("adj5", 75_000, 1.0, least)
    thick, reach, neck = box.short * slim, box.short * wide, tip - box.short * long
    right = box.w - reach + thick / 2
    bend = box.short * box.adj("adj4", 43_750, max(0.0, min(right / 2, neck) / (box.short or 1)))
    inner, left = max(bend - thick, 0.0), right - thick
    track = Track(0, box.h).line((0, bend)).arc(bend, bend, 180, 90).line((right - bend, 0))
    track.arc(bend, bend, 270, 90)
    track.line((right, neck), (box.w, neck), (box.w - reach, tip), (box.w - 2 * reach, neck), (left, neck))
    track.line((left, thick + inner)).arc(inner, inner, 0, -90).line((thick + inner, thick))
    track.arc(inner, inner, 270, -90).line((thick, box.h))
    return plain(track.closed())


def _arrow_with_box(box: Box) -> Outline:
    wide = box.adj("adj2", 25_000, box.of_height() / 2)
    thick = box.short * box.adj("adj1", 25_000, 2 * wide) / 2
    long = box.adj("adj3", 25_000, box.of_width())
    edge = box.w * box.adj("adj4", 64_977, max(0.0, 1 - long / (box.of_width() or 1)))
    neck, reach, y = box.w - box.short * long, box.short * wide, box.y
    upper = [(0, 0), (edge, 0), (edge, y - thick), (neck, y - thick), (neck, y - reach), (box.w, y)]
    lower = [(neck, y + reach), (neck, y + thick), (edge, y + thick), (edge, box.h), (0, box.h)]
    return plain(polygon([*upper, *lower]), between(0, 0, edge, box.h))


def _two_arrows_with_box(box: Box) -> Outline:
    wide = box.adj("adj2", 25_000, box.of_height() / 2)
    thick = box.short * box.adj("adj1", 25_000, 2 * wide) / 2
    long = box.adj("adj3", 25_000, box.of_width() / 2)
    half = box.x * box.adj("adj4", 48_123, max(0.0, 1 - 2 * long / (box.of_width() or 1)))
    head, reach, y, edge = box.short * long, box.short * wide, box.y, box.x - half
    left = [(0, y), (head, y - reach), (head, y - thick), (edge, y - thick), (edge, 0)]
    right = [(box.w - x, top) for x, top in reversed(left)]
    lower = [(x, box.h - top) for x, top in reversed([*left[1:], *right[:-1]])]
    return plain(polygon([*left, *right, *lower]), between(edge, 0, box.w - edge, box.h))


def _four_arrows_with_box(box: Box) -> Outline:
    wide = box.adj("adj2", 18_515, 0.5)
    slim = box.adj("adj1", 18_515, 2 * wide)
    long = box.adj("adj3", 18_515, 0.5 - wide)
    half = box.adj("adj4", 48_123, max(slim, 1 - 2 * long), slim) / 2
    thick, head, reach = box.short * slim / 2, box.short * long, box.short * wide
    left, top = box.x - box.w * half, box.y - box.h * half
    corner = [(0.0, box.y), (head, box.y - reach), (head, box.y - thick), (left, box.y - thick), (left, top)]
    corner += [(box.x - thick, top), (box.x - thick, head), (box.x - reach, head), (box.x, 0.0)]
    return plain(polygon(_four_ways(box, corner)), between(left, top, box.w - left, box.h - top))


def _circular_arrow(box: Box, tips: tuple[bool, bool] = (False, True)) -> Outline:
    """An arc with a head at its begin, its end or both; clockwise."""
    wide = box.short * box.adj("adj5", 12_500, 0.25)
    thick = box.short * box.adj("adj1", 12_500, 0.5)
    head, start = box.angle("adj2", 1_142_319 / 60_000), box.angle("adj4", 180)
    end = box.angle("adj3", 20_457_681 / 60_000)
    across, down = max(1e-6, box.x - wide), max(1e-6, box.y - wide)

    def at(degrees: float, off: float) -> tuple[float, float]:
        angle = math.radians(degrees)
        return box.x + (across + off) * math.cos(angle), box.y + (down + off) * math.sin(angle)

    sweep, half = (end - start) % 360 or 360, thick / 2
    track = Track(*at(start, half)).arc(across + half, down + half, start, sweep)
    if tips[1]:
        track.line(at(end, wide), at(end + head, 0), at(end, -wide))
    inner = at(end, -half)
    track.line(inner).arc(max(1e-6, across - half), max(1e-6, down - half), end, -sweep)
    if tips[0]:
        track.line(at(start, -wide), at(start - head, 0), at(start, wide))
    return plain(track.closed())


def _left_circular_arrow(box: Box) -> Outline:
    """As the circular arrow, but its head looks back from where the arc begins."""
    return _circular_arrow(box, (True, False))


def _left_right_circular_arrow(box: Box) -> Outline:
    return _circular_arrow(box, (True, True))


def _curved_right_arrow(box: Box) -> Outline:
    w, h = box.w or 1.0, box.h
    wide = box.adj("adj2", 50_000, box.of_height() / 2)
    thick, reach = box.short * box.adj("adj1", 25_000, wide), box.short * wide
    radius = max(1e-6, h / 2 - (thick + reach) / 4)
    most = math.sqrt(max(0.0, 4 * radius**2 - thick**2)) / (2 * radius) * w
    head = box.short * box.adj("adj3", 25_000, most / (box.short or 1))
    drop = math.sqrt(max(0.0, w**2 - head**2)) * radius / w
    upper, lower = radius + drop, radius + thick + drop
    spread, tip, neck = (reach - thick) / 2, h - reach / 2, w - head
    swing = math.degrees(math.atan2(drop, head))
    back = math.degrees(math.atan2(thick / 2, most)) if most else 0.0

    def blade() -> Track:
        track = Track(0, radius).arc(w, radius, 180, -swing)
        track.line((neck, upper - spread), (w, tip), (neck, lower + spread), (neck, lower))
        return track.arc(w, radius, 180 - swing, swing)

    shadow = Track(w, thick).arc(w, radius, 270, back - 90).arc(w, radius, 180 - back, 90 + back).closed()
    line = blade().line((0, radius)).arc(w, radius, 180, 90).line((w, thick)).arc(w, radius, 270, back - 90)
    return Outline((filled(blade().closed()), filled(shadow, Shade.DARKEN_LESS), drawn(line)))


def _swoosh_arrow(box: Box) -> Outline:
    w, h = box.w, box.h
    thick = h * box.adj("adj1", 25_000, 0.75, 0.01)
    head = box.short * box.adj("adj2", 16_667, box.of_width() * 0.7)
    neck, top = w - head, h / 8
    track = Track(0, h)
    track.quadTo(w / 6, top + h / 4, neck, top)
    track.line((neck * 0.995, 0), (w, top + thick / 2), (neck * 1.01, 2 * top + thick), (neck, top + thick))
    track.quadTo(w / 4, top + thick + h / 8, 0, h)
    return plain(track.closed())


def _left_right_ribbon(box: Box) -> Outline:
    w, h = box.w, box.h
    fold = h * box.adj("adj3", 16_667, 0.33333)
    thick = box.adj("adj1", 50_000, max(0.0, 1 - fold / (h or 1))) * (h - fold) / 2
    head = box.short * box.adj("adj2", 50_000, box.of_width() / 2 - 1 / 32)
    left_y, right_y, unit = (h - fold) / 2, (h + fold) / 2, w / 32
    left = [(0, left_y), (head, 0), (head, left_y - thick), (box.x + unit, left_y - thick)]
    left += [(box.x + unit, left_y + thick), (head, left_y + thick), (head, 2 * left_y)]
    right = [(w, right_y), (w - head, h), (w - head, right_y + thick), (box.x - unit, right_y + thick)]
    right += [(box.x - unit, right_y - thick), (w - head, right_y - thick), (w - head, h - 2 * left_y)]
    faces = (Face(polygon(right)), Face(polygon(left)))
    band = rectangle(box.x - unit, right_y - thick, box.x + unit, max(right_y - thick, left_y + thick))
    text = between(head, left_y - thick, w - head, right_y + thick)
    return Outline((*faces, Face(band, Shade.DARKEN_LESS)), text)


ARROWS: dict[str, Maker] = {
    "homePlate": _home_plate,
    "chevron": _chevron,
    "rightArrow": _right_arrow,
    "downArrow": turned(_right_arrow, 1),
    "leftArrow": turned(_right_arrow, 2),
    "upArrow": turned(_right_arrow, 3),
    "notchedRightArrow": _notched_arrow,
    "stripedRightArrow": _striped_arrow,
    "leftRightArrow": _left_right_arrow,
    "upDownArrow": turned(_left_right_arrow, 1),
    "quadArrow": _quad_arrow,
    "leftRightUpArrow": _left_right_up_arrow,
    "leftUpArrow": _left_up_arrow,
    "bentUpArrow": _bent_up_arrow,
    "bentArrow": _bent_arrow,
    "uturnArrow": _u_turn_arrow,
    "rightArrowCallout": _arrow_with_box,
    "downArrowCallout": turned(_arrow_with_box, 1),
    "leftArrowCallout": turned(_arrow_with_box, 2),
    "upArrowCallout": turned(_arrow_with_box, 3),
    "leftRightArrowCallout": _two_arrows_with_box,
    "upDownArrowCallout": turned(_two_arrows_with_box, 1),
    "quadArrowCallout": _four_arrows_with_box,
    "circularArrow": _circular_arrow,
    "leftCircularArrow": _left_circular_arrow,
    "leftRightCircularArrow": _left_right_circular_arrow,
    "curvedRightArrow": _curved_right_arrow,
    "curvedLeftArrow": mirrored(_curved_right_arrow),
    "curvedDownArrow": transposed(_curved_right_arrow),
    "curvedUpArrow": upturned(transposed(_curved_right_arrow)),
    "swooshArrow": _swoosh_arrow,
    "leftRightRibbon": _left_right_ribbon,
}
