"""The surface of a shape or picture: what it says itself, what its place on the layout and its style say."""

from copy import deepcopy
from dataclasses import dataclass

from lxml import etree
from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, child, local_name, qname, truth
from decks.render.geometry.geometry import Geometry, geometry_of
from decks.render.paint.effects import Effects, effects_of
from decks.render.paint.fills import Fill, fill_in, styled_fill
from decks.render.paint.lines import Stroke, stroke_for, styled_line
from decks.render.paint.surface import Surface
from decks.render.slide.attempt import Attempt
from decks.render.slide.scene import Scene


@dataclass(frozen=True, slots=True)
class Origins:
    """Where a shape's properties come from: the shape itself and those whose place it fills, nearest
    first."""

    shapes: tuple[Element, ...]

    @property
    def shape(self) -> Element:
        """The shape itself."""
        return self.shapes[0]

    @property
    def chain(self) -> list[Element]:
        """Their `p:spPr`."""
        return [found for shape in self.shapes if (found := child(shape, "p:spPr")) is not None]

    @property
    def style(self) -> Element | None:
        """The nearest `p:style`."""
        return next((found for s in self.shapes if (found := child(s, "p:style")) is not None), None)


def origins_of(attempt: Attempt, shape: Element) -> Origins:
    """The shape and what it inherits from."""
    return Origins((shape, *attempt.scene.sheets.inherited(attempt.sheet, shape)))


def effects_around(scene: Scene, origins: Origins) -> Effects:
    """The effects of the shape."""
    return effects_of(scene, origins.chain, origins.style)


def surface_of(attempt: Attempt, origins: Origins, area: QRectF) -> Surface:
    """The surface, of a picture with its picture on top."""
    scene, shape, chain = attempt.scene, origins.shape, origins.chain
    fill = _own_fill(attempt, chain)
    if fill is None and local_name(shape) != "pic":
        fill = styled_fill(scene, child(origins.style, "a:fillRef"), scene.theme_part)
    if attempt.emphasis.fill is not None:
        fill = _solid(attempt.emphasis.fill)
    picture = next((f for f in shape if local_name(f) == "blipFill"), None)
    fills = [fill, None if picture is None else Fill(picture, attempt.sheet.part)]
    return Surface(
        _geometry(scene, chain, area),
        area,
        tuple(found for found in fills if found is not None),
        _stroke(attempt, chain, origins.style, area),
        through=truth(shape, "useBgFill")
        and not any(fill_in(properties) is not None for properties in chain),
    )


def _geometry(scene: Scene, chain: list[Element], area: QRectF) -> Geometry:
    outline = next((p for p in chain if _has_geometry(p)), None)
    geometry = geometry_of(outline, area.width(), area.height())
    if geometry.unknown:
        scene.report("render.shape_kind", serious=False, kind=geometry.unknown)
    if geometry.cut:
        scene.report("render.shape_too_fine")
    return geometry


def _has_geometry(properties: Element) -> bool:
    return child(properties, "a:prstGeom") is not None or child(properties, "a:custGeom") is not None


def _stroke(attempt: Attempt, chain: list[Element], style: Element | None, area: QRectF) -> Stroke | None:
    scene, colour = attempt.scene, attempt.emphasis.line
    lines = [line for properties in chain if (line := child(properties, "a:ln")) is not None]
    styled = styled_line(scene, child(style, "a:lnRef"))
    return stroke_for(scene, lines, styled, area, None if colour is None else _solid(colour))


def _solid(colour: Element) -> Fill:
    element = etree.Element(qname("a:solidFill"))
    element.append(deepcopy(colour))
    return Fill(element, "")


def _own_fill(attempt: Attempt, chain: list[Element]) -> Fill | None:
    for index, properties in enumerate(chain):
        element = fill_in(properties)
        if element is None:
            continue
        if local_name(element) == "grpFill":
            return attempt.group_fill
        part = attempt.sheet.part
        if index and local_name(element) == "blipFill":
            # A picture inherited from a placeholder lies among the relationships of that sheet.
            part = attempt.scene.sheets.part_of(properties) or part
        return Fill(element, part)
    return None
