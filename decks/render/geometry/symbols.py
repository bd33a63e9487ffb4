"""Preset shapes: symbols, signs of arithmetic and action buttons. Formulas: the annex of presets to
ECMA-376 part 1, 20.1.10.56."""

import math

from PySide6.QtGui import QPainterPath, QTransform

from decks.render.geometry.boxes import oval
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
    joined,
    mirrored,
    plain,
    polygon,
    rectangle,
)


def _heart(box: Box) -> Outline:
    far, near, top = box.w * 49 / 48, box.w * 10 / 48, -box.h / 3
    track = Track(box.x, box.h / 4)
    track.cubicTo(box.x + near, top, box.x + far, box.h / 4, box.x, box.h)
    track.cubicTo(box.x - far, box.h / 4, box.x - near, top, box.x, box.h / 4)
    return plain(track.closed(), between(*box.at(1 / 6, 1 / 4), *box.at(5 / 6, 2 / 3)))


def _moon(box: Box) -> Outline:
    thick = box.adj("adj", 50_000, 0.875)
    # The inner circle goes through both horns and leaves `thick` of the moon; seen on a box of width 1
    # and half height 1.
    centre = (2 - thick**2) / (2 * (1 - thick))
    radius, reach = centre - thick, math.degrees(math.atan2(1, centre - 1))
    track = Track(box.w, box.h).arc(box.w, box.y, 90, 180)
    around = rectangle(
        (centre - radius) * box.w, (1 - radius) * box.y, (centre + radius) * box.w, (1 + radius) * box.y
    ).boundingRect()
    track.arcTo(around, 180 - reach, 2 * reach)
    edge = box.w * (1 - math.sqrt(0.5))
    return plain(track.closed(), between(edge, box.h * 0.2, max(edge, thick * box.w), box.h * 0.8))


def _sun(box: Box) -> Outline:
    size = box.adj("adj", 25_000, 0.46875, 0.125)
    core = 0.5 - size
    wide, narrow = core * 30_274 / 32_768, core * 12_540 / 32_768
    side, tip = (0.5 - wide) * 0.75, 0.03662
    high = (0.5 - narrow) * 0.75
    near, far = side + tip, high + 0.125
    rays = [[(1.0, 0.5), (1 - side, 1 - far), (1 - side, far)]]
    slanted = [(18_436 / 21_600, 3_163 / 21_600), (1 - near, high + tip), (1 - high - tip, near)]
    rays.append(slanted)
    path = QPainterPath()
    for quarter in range(4):
        for ray in rays:
            path.addPath(polygon(box.at(*_quartered(point, quarter)) for point in ray))
    path.addPath(ellipse(box.x, box.y, box.w * core, box.h * core))
    reach = core * math.sqrt(0.5)
    return plain(path, between(*box.at(0.5 - reach, 0.5 - reach), *box.at(0.5 + reach, 0.5 + reach)))


def _quartered(point: tuple[float, float], quarters: int) -> tuple[float, float]:
    x, y = point
    for _ in range(quarters):
        x, y = 1 - y, x
    return x, y


def _smiley(box: Box) -> Outline:
    bend = box.h * box.adj("adj", 4_653, 0.04653, -0.04653)
    left, right = box.w * 4_969 / 21_699, box.w * 16_640 / 21_600
    y, eye_y = box.h * 16_515 / 21_600, box.h * 7_570 / 21_600
    eyes = joined(
        *(
            ellipse(box.w * at / 21_600, eye_y, box.w * 1_125 / 21_600, box.h * 1_125 / 21_600)
            for at in (7_305, 14_295)
        )
    )
    mouth = Track(left, y - bend)
    mouth.quadTo(box.x, y + 3 * bend, right, y - bend)
    face = ellipse(box.x, box.y, box.x, box.y)
    return Outline((Face(face), Face(eyes, Shade.DARKEN_LESS), drawn(mouth)), oval(box).text)


def _gear(teeth: int, usual_depth: float, usual_gap: float) -> Maker:
    def outline(box: Box) -> Outline:
        depth = box.short * box.adj("adj1", usual_depth, 0.2)
        gap = box.adj("adj2", usual_gap, 0.05358) * 2
        across, down = box.x - depth, box.y - depth
        pitch = math.tau / teeth
        foot = pitch * 0.33 + gap
        tooth = max(0.05, foot * 0.45)
        corners = []
        for index in range(teeth):
            middle = pitch * index - math.pi / 2
            for angle, out in ((-foot, 0.0), (-tooth, depth), (tooth, depth), (foot, 0.0)):
                x = box.x + (across + out) * math.cos(middle + angle)
                corners.append((x, box.y + (down + out) * math.sin(middle + angle)))
        inset = math.sqrt(0.5)
        text = between(
            box.x - across * inset, box.y - down * inset, box.x + across * inset, box.y + down * inset
        )
        return plain(polygon(corners), text)

    return outline


def _funnel(box: Box) -> Outline:
    w, h = box.w, box.h
    lip, low = h / 4, h * 0.86
    rim = min(box.w, box.h) / 20
    body = Track(0, lip).arc(box.x, lip, 180, 180)
    body.line((box.x + w / 8, low)).arc(w / 8, h - low, 0, 180).closed()
    mouth = ellipse(box.x, lip, max(1e-6, box.x - rim), max(1e-6, lip - rim))
    return plain(joined(body, mouth.toReversed()))


def _math_plus(box: Box) -> Outline:
    thick = box.short * box.adj("adj1", 23_520, 0.7349) / 2
    left, top = box.at(0.13255, 0.13255)
    x, y, w, h = box.x, box.y, box.w, box.h
    high = y - thick
    upper = [(left, high), (x - thick, high), (x - thick, top), (x + thick, top), (x + thick, high)]
    upper.append((w - left, high))
    path = polygon([*upper, *((w - px, h - py) for px, py in upper)])
    return plain(path, between(left, high, w - left, y + thick))


def _bar(box: Box, middle: float, half: float) -> QPainterPath:
    return rectangle(box.w * 0.13255, middle - half, box.w * (1 - 0.13255), middle + half)


def _math_minus(box: Box) -> Outline:
    path = _bar(box, box.y, box.y * box.adj("adj1", 23_520))
    return plain(path, path.boundingRect())


def _math_multiply(box: Box) -> Outline:
    thick = box.short * box.adj("adj1", 23_520, 0.51965) / 2
    long = math.hypot(box.w, box.h) * 0.51965 / 2
    angle = math.degrees(math.atan2(box.h, box.w))
    bar = rectangle(-long, -thick, long, thick)
    place = QTransform().translate(box.x, box.y)
    path = QTransform(place).rotate(angle).map(bar).united(QTransform(place).rotate(-angle).map(bar))
    return plain(path, path.boundingRect())


def _math_divide(box: Box) -> Outline:
    bar = box.adj("adj1", 23_520, 0.36745, 0.01)
    dot = box.adj("adj3", 11_760, min((0.7349 - bar) / 4, 0.36745 * box.w / (box.h or 1)), 0.01)
    gap = box.adj("adj2", 5_880, max(0.0, 0.7349 - 4 * dot - bar))
    radius, half = box.h * dot, box.h * bar / 2
    off = half + box.h * gap + radius
    dots = (ellipse(box.x, box.y + side * off, radius, radius) for side in (-1, 1))
    path = _bar(box, box.y, half)
    return plain(joined(path, *dots), path.boundingRect())


def _equal_bars(box: Box) -> tuple[QPainterPath, QPainterPath]:
    thick = box.adj("adj1", 23_520, 0.36745)
    gap = box.adj("adj3" if box.has("adj3") else "adj2", 11_760, max(0.0, 1 - 2 * thick))
    half, off = box.h * thick / 2, box.h * (gap + thick) / 2
    return _bar(box, box.y - off, half), _bar(box, box.y + off, half)


def _math_equal(box: Box) -> Outline:
    bars = _equal_bars(box)
    return plain(joined(*bars), joined(*bars).boundingRect())


def _math_not_equal(box: Box) -> Outline:
    upper, lower = _equal_bars(box)
    lean = max(70.0, min(110.0, box.raw("adj2", 6_600_000) / 60_000))
    thick = box.h * box.adj("adj1", 23_520, 0.5) / 2
    stroke = rectangle(-2 * box.h, -thick, 2 * box.h, thick)
    slash = QTransform().translate(box.x, box.y).rotate(lean).map(stroke)
    slash = slash.intersected(rectangle(-box.w, 0, 2 * box.w, box.h))
    path = upper.united(lower).united(slash)
    return plain(path, joined(upper, lower).boundingRect())


def _button(icon: str) -> Maker:
    def outline(box: Box) -> Outline:
        plate = rectangle(0, 0, box.w, box.h)
        size = box.short * 3 / 8
        place = QTransform().translate(box.x - size, box.y - size).scale(2 * size, 2 * size)
        sign = place.map(_ICONS[icon]())
        return Outline((Face(plate), Face(sign, Shade.DARKEN)))

    return outline


def _forward() -> QPainterPath:
    return polygon([(0, 0), (1, 0.5), (0, 1)])


def _to_end() -> QPainterPath:
    return joined(polygon([(0, 0), (0.72, 0.5), (0, 1)]), rectangle(0.8, 0, 1, 1))


def _home() -> QPainterPath:
    walls = polygon(
        [(0.12, 0.5), (0.88, 0.5), (0.88, 1), (0.62, 1), (0.62, 0.68), (0.38, 0.68), (0.38, 1), (0.12, 1)]
    )
    return joined(polygon([(0.5, 0), (1, 0.5), (0, 0.5)]), walls)


def _letter() -> QPainterPath:
    stem = polygon(
        [(0.36, 0.4), (0.58, 0.4), (0.58, 0.74), (0.66, 0.74), (0.66, 0.8), (0.36, 0.8), (0.36, 0.74)]
    )
    return joined(ellipse(0.5, 0.5, 0.5, 0.5), stem, ellipse(0.5, 0.25, 0.08, 0.08))


def _question() -> QPainterPath:
    hook = (
        Track(0.25, 0.28)
        .arc(0.25, 0.25, 180, 225)
        .line((0.57, 0.58), (0.57, 0.72), (0.43, 0.72), (0.43, 0.52))
    )
    hook.line((0.58, 0.38)).arc(0.12, 0.12, 45, -225).closed()
    return joined(hook, ellipse(0.5, 0.9, 0.09, 0.09))


def _back_again() -> QPainterPath:
    hook = Track(0, 0.25).line((0.25, 0.25), (0.25, 0.6)).arc(0.12, 0.12, 180, -90).line((0.5, 0.72))
    hook.arc(0.12, 0.12, 90, -90).line(
        (0.62, 0.25), (0.5, 0.25), (0.75, 0), (1, 0.25), (0.87, 0.25), (0.87, 0.6)
    )
    return hook.arc(0.37, 0.37, 0, 90).line((0.37, 0.97)).arc(0.37, 0.37, 90, 90).closed()


def _sheet() -> QPainterPath:
    page = polygon([(0.12, 0), (0.62, 0), (0.88, 0.25), (0.88, 1), (0.12, 1)])
    return joined(page, polygon([(0.6, 0.05), (0.6, 0.27), (0.84, 0.27)]))


def _loudspeaker() -> QPainterPath:
    cone = polygon([(0, 0.3), (0.25, 0.3), (0.55, 0.02), (0.55, 0.98), (0.25, 0.7), (0, 0.7)])
    waves = [
        polygon([(0.68, y), (0.98, y + lean), (0.98, y + lean + 0.06), (0.68, y + 0.06)])
        for y, lean in _WAVES
    ]
    return joined(cone, *waves)


_WAVES = ((0.3, -0.2), (0.47, 0.0), (0.64, 0.2))


def _camera() -> QPainterPath:
    lens = polygon([(0.72, 0.42), (1, 0.3), (1, 0.78), (0.72, 0.66)])
    return joined(
        rectangle(0, 0.28, 0.7, 0.8), lens, ellipse(0.18, 0.16, 0.12, 0.12), ellipse(0.5, 0.16, 0.12, 0.12)
    )


def _nothing() -> QPainterPath:
    return QPainterPath()


_ICONS = {
    "Blank": _nothing,
    "ForwardNext": _forward,
    "End": _to_end,
    "Home": _home,
    "Information": _letter,
    "Help": _question,
    "Return": _back_again,
    "Document": _sheet,
    "Sound": _loudspeaker,
    "Movie": _camera,
}

SYMBOLS: dict[str, Maker] = {
    "heart": _heart,
    "moon": _moon,
    "sun": _sun,
    "smileyFace": _smiley,
    "gear6": _gear(6, 15_000, 3_526),
    "gear9": _gear(9, 10_000, 1_763),
    "funnel": _funnel,
    "mathPlus": _math_plus,
    "mathMinus": _math_minus,
    "mathMultiply": _math_multiply,
    "mathDivide": _math_divide,
    "mathEqual": _math_equal,
    "mathNotEqual": _math_not_equal,
    **{f"actionButton{name}": _button(name) for name in _ICONS},
    "actionButtonBackPrevious": mirrored(_button("ForwardNext")),
    "actionButtonBeginning": mirrored(_button("End")),
}
