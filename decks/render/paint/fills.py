"""What a surface is filled with: a colour, a gradient, a pattern or a picture."""

import math
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QBrush, QColor, QPainterPath, QTransform

from decks.pptx.ooxml import Element, attribute, child, local_name, whole
from decks.render.paint.colours import mixed
from decks.render.paint.gradients import (
    Stops,
    gradient_brush,
    has_more_stops,
    is_rectangular,
    is_tiled_otherwise,
    paint_rectangular,
    stops_of,
)
from decks.render.paint.patterns import pattern
from decks.render.paint.picture_fill import paint_picture
from decks.render.slide.scene import Scene

FILLS = frozenset(("solidFill", "gradFill", "blipFill", "pattFill", "noFill", "grpFill"))
_DOT = 9525
"""The dots of a pattern are pixels of a screen with 96 to the inch."""


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill element, the sheet whose relationships it uses, and the colour it leaves open. `across` is
    the rectangle of the page, in EMU, that the fill of a group runs across."""

    element: Element
    part: str
    replaced: QColor | None = None
    across: QRectF | None = None

    @property
    def empty(self) -> bool:
        """Whether it fills nothing."""
        kind = local_name(self.element)
        return kind in ("noFill", "grpFill") or (kind == "pattFill" and not self.element.get("prst"))


def fill_in(properties: Element | None) -> Element | None:
    """The fill among the children of a properties element."""
    for element in () if properties is None else properties:
        if local_name(element) in FILLS:
            return element
    return None


def styled_fill(scene: Scene, reference: Element | None, part: str) -> Fill | None:
    """The theme's fill that a `fillRef` or `bgRef` names. Its pictures are found through `part`."""
    index = whole(reference, "idx")
    styles, place = (scene.palette.theme.fills, index - 1)
    if index >= 1000:
        styles, place = (scene.palette.theme.backgrounds, index - 1001)
    if reference is None or not 0 <= place < len(styles):
        return None
    return Fill(styles[place], part, scene.palette.colour_in(reference))


def paint_fill(scene: Scene, fill: Fill | None, path: QPainterPath, area: QRectF) -> None:
    """Fill a path; `area` is the shape's own rectangle, across which gradients and pictures run."""
    if fill is None or fill.empty:
        return
    if fill.across is not None:
        _paint_across(scene, fill, path, fill.across)
        return
    kind = local_name(fill.element)
    if kind == "blipFill":
        paint_picture(scene, fill.element, fill.part, path, area, fill.replaced)
        return
    if kind == "gradFill" and is_rectangular(fill.element):
        stops = _stops(scene, fill)
        if stops:
            paint_rectangular(scene.painter, fill.element, stops, path, area)
        return
    brush = brush_of(scene, fill, area)
    if brush is not None:
        scene.painter.fillPath(path, brush)


def _paint_across(scene: Scene, fill: Fill, path: QPainterPath, area: QRectF) -> None:
    """Fill a path as a piece of something larger on the page."""
    painter = scene.painter
    page = QTransform.fromScale(1 / scene.pixel, 1 / scene.pixel)
    piece = (painter.worldTransform() * page.inverted()[0]).map(path)
    painter.save()
    painter.setWorldTransform(page)
    paint_fill(scene, replace(fill, across=None), piece, area)
    painter.restore()


def brush_of(scene: Scene, fill: Fill, area: QRectF) -> QBrush | None:
    """The brush for a colour, gradient or pattern; `None` for everything else."""
    match local_name(fill.element):
        case "solidFill":
            colour = scene.palette.colour_in(fill.element, fill.replaced)
            return None if colour is None else QBrush(colour)
        case "gradFill":
            stops = _stops(scene, fill)
            return gradient_brush(fill.element, stops, area, turn_of(scene)) if stops else None
        case "pattFill" if not fill.empty:
            return _pattern(scene, fill)
    return None


def colour_of(scene: Scene, fill: Fill) -> QColor | None:
    """One colour for a fill, where only one can be used (text, thin lines)."""
    match local_name(fill.element):
        case "gradFill":
            stops = _stops(scene, fill)
            return stops[0][1] if stops else None
        case "pattFill":
            ink, ground = _inks(scene, fill)
            return mixed(ink, ground, 0.5)
    brush = brush_of(scene, fill, QRectF(0, 0, 1, 1))
    return None if brush is None else brush.color()


def turn_of(scene: Scene) -> float:
    """By how many degrees clockwise what is drawn now lies on the page; 0 where it is mirrored."""
    world = scene.painter.worldTransform()
    if world.determinant() <= 0:
        return 0.0
    return round(math.degrees(math.atan2(world.m12(), world.m11())), 3) % 360


def _stops(scene: Scene, fill: Fill) -> Stops:
    if has_more_stops(fill.element):
        scene.report("render.shape_too_fine")
    if is_tiled_otherwise(fill.element):
        scene.report("render.fill_plain", serious=False)
    return stops_of(scene.palette, fill.element, fill.replaced)


def _inks(scene: Scene, fill: Fill) -> tuple[QColor, QColor]:
    ink = scene.palette.colour_in(child(fill.element, "a:fgClr"), fill.replaced) or QColor("black")
    return ink, scene.palette.colour_in(child(fill.element, "a:bgClr"), fill.replaced) or QColor("white")


def _pattern(scene: Scene, fill: Fill) -> QBrush:
    brush = QBrush(pattern(attribute(fill.element, "prst"), *_inks(scene, fill)))
    dot = max(_DOT, scene.pixel)
    brush.setTransform(QTransform.fromScale(dot, dot))
    return brush
