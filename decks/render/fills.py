"""What a surface is filled with: a colour, a gradient, a pattern or a picture."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QGradient, QImage, QLinearGradient, QPainterPath, QRadialGradient

from decks.pptx.ooxml import Element, attribute, child, children, fraction, local_name, truth, whole
from decks.render.colours import mixed
from decks.render.images import ImageError, crop_of
from decks.render.scene import Scene

FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill", "noFill", "grpFill"))


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill element, the sheet whose relationships it uses, and the colour it leaves open."""

    element: Element
    part: str
    replaced: QColor | None = None


def fill_in(properties: Element | None) -> Element | None:
    """The fill among the children of a properties element."""
    for element in () if properties is None else properties:
        if local_name(element) in FILLS:
            return element
    return None


def styled_fill(scene: Scene, reference: Element | None, part: str) -> Fill | None:
    """The theme's fill that a `fillRef` or `bgRef` names."""
    index = whole(reference, "idx")
    styles, place = (scene.palette.theme.fills, index - 1)
    if index >= 1000:
        styles, place = (scene.palette.theme.backgrounds, index - 1001)
    if reference is None or not 0 <= place < len(styles):
        return None
    return Fill(styles[place], part, scene.palette.colour_in(reference))


def paint_fill(scene: Scene, fill: Fill | None, path: QPainterPath, area: QRectF) -> None:
    """Fill a path; `area` is the shape's own rectangle, across which gradients and pictures run."""
    if fill is None or local_name(fill.element) in ("noFill", "grpFill"):
        return
    if local_name(fill.element) == "blipFill":
        _paint_picture(scene, fill, path, area)
        return
    brush = brush_of(scene, fill, area)
    if brush is not None:
        scene.painter.fillPath(path, brush)


def brush_of(scene: Scene, fill: Fill, area: QRectF) -> QBrush | None:
    """The brush for a colour, gradient or pattern; `None` for everything else."""
    match local_name(fill.element):
        case "solidFill":
            colour = scene.palette.colour_in(fill.element, fill.replaced)
            return None if colour is None else QBrush(colour)
        case "gradFill":
            return _gradient(scene, fill, area)
        case "pattFill":
            return _pattern(scene, fill)
    return None


def colour_of(scene: Scene, fill: Fill) -> QColor | None:
    """One colour for a fill, where only one can be used (text, thin lines)."""
    if local_name(fill.element) == "gradFill":
        stops = children(child(fill.element, "a:gsLst"), "a:gs")
        return scene.palette.colour_in(stops[0], fill.replaced) if stops else None
    brush = brush_of(scene, fill, QRectF(0, 0, 1, 1))
    return None if brush is None else brush.color()


def _gradient(scene: Scene, fill: Fill, area: QRectF) -> QBrush | None:
    stops = []
    for stop in children(child(fill.element, "a:gsLst"), "a:gs"):
        colour = scene.palette.colour_in(stop, fill.replaced)
        if colour is not None:
            stops.append((min(1.0, max(0.0, fraction(stop, "pos"))), colour))
    if not stops:
        return None
    path = child(fill.element, "a:path")
    gradient = _linear(fill.element, area) if path is None else _radial(path, area)
    gradient.setStops(sorted(stops, key=lambda stop: stop[0]))
    return QBrush(gradient)


def _linear(element: Element, area: QRectF) -> QGradient:
    line = child(element, "a:lin")
    angle = math.radians(whole(line, "ang") / 60_000)
    across, down = math.cos(angle), math.sin(angle)
    if truth(line, "scaled") and area.width() > 0 and area.height() > 0:
        across, down = across * area.width(), down * area.height()
        length = math.hypot(across, down) or 1.0
        across, down = across / length, down / length
    half = (abs(area.width() * across) + abs(area.height() * down)) / 2
    reach = QPointF(across * half, down * half)
    return QLinearGradient(area.center() - reach, area.center() + reach)


def _radial(path: Element, area: QRectF) -> QGradient:
    focus = child(path, "a:fillToRect")
    left, top = fraction(focus, "l"), fraction(focus, "t")
    right, bottom = fraction(focus, "r"), fraction(focus, "b")
    x = area.left() + area.width() * (left + 1 - right) / 2
    y = area.top() + area.height() * (top + 1 - bottom) / 2
    corners = (area.topLeft(), area.topRight(), area.bottomLeft(), area.bottomRight())
    return QRadialGradient(QPointF(x, y), max(math.hypot(c.x() - x, c.y() - y) for c in corners) or 1.0)


def _pattern(scene: Scene, fill: Fill) -> QBrush:
    """Patterns are finer than a projector's pixels from the back row: their mixture stands for them."""
    ink = scene.palette.colour_in(child(fill.element, "a:fgClr"), fill.replaced) or QColor("black")
    ground = scene.palette.colour_in(child(fill.element, "a:bgClr"), fill.replaced) or QColor("white")
    digits = attribute(fill.element, "prst").removeprefix("pct")
    return QBrush(mixed(ink, ground, int(digits) / 100 if digits.isdigit() else 0.4))


def _paint_picture(scene: Scene, fill: Fill, path: QPainterPath, area: QRectF) -> None:
    painter = scene.painter
    try:
        blip = child(fill.element, "a:blip")
        pixels = area.width() / scene.pixel, area.height() / scene.pixel
        image = scene.images.image(fill.part, blip, *pixels)
    except ImageError as error:
        scene.report_image(error)
        painter.fillPath(path, QColor(0x80, 0x80, 0x80, 0x40))
        return
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    amount = child(blip, "a:alphaModFix")
    if amount is not None:
        painter.setOpacity(min(1.0, max(0.0, fraction(amount, "amt", 1.0))))
    if child(fill.element, "a:tile") is not None:
        _tile(scene, fill.element, image, area)
    else:
        stretch = child(fill.element, "a:stretch", "a:fillRect")
        left, top, right, bottom = (fraction(stretch, side) for side in ("l", "t", "r", "b"))
        target = area.adjusted(
            left * area.width(), top * area.height(), -right * area.width(), -bottom * area.height()
        )
        painter.drawImage(target, image, QRectF(*crop_of(fill.element, image)))
    painter.restore()


def _tile(scene: Scene, element: Element, image: QImage, area: QRectF) -> None:
    tile = child(element, "a:tile")
    # A pixel of a tile without a resolution of its own is 1/96 inch.
    width = image.width() * 9525 * (fraction(tile, "sx", 1.0) or 1.0)
    height = image.height() * 9525 * (fraction(tile, "sy", 1.0) or 1.0)
    brush = QBrush(image)
    transform = brush.transform()
    transform.translate(area.left() + whole(tile, "tx"), area.top() + whole(tile, "ty"))
    transform.scale(width / image.width(), height / image.height())
    brush.setTransform(transform)
    scene.painter.fillRect(area, brush)
