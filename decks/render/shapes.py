"""The shapes of a sheet, one after another: each is drawn, or a quiet box stands for it."""

import logging
from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, attribute, child, children, descendants, local_name, truth
from decks.render.fills import Fill, fill_in, paint_fill, styled_fill
from decks.render.frame import Frame, Place, place_of
from decks.render.geometry import Geometry, geometry_of
from decks.render.graphics import draw_graphic
from decks.render.outlines import draw_heads, pen_for, styled_line
from decks.render.scene import MOST_SHAPES, Scene
from decks.render.sheet import Sheet, placeholder_of
from decks.render.text import body_look, draw_text
from decks.render.text_style import TextDefaults, TextStyle

DEEPEST_GROUP = 30

log = logging.getLogger(__name__)


def draw_sheets(scene: Scene) -> None:
    """Draw master and layout decoration, then the slide's shapes."""
    sheets = scene.sheets
    slide_shows = truth(sheets.slide.root, "showMasterSp", default=True)
    if slide_shows and sheets.layout is not None:
        if sheets.master is not None and truth(sheets.layout.root, "showMasterSp", default=True):
            _draw_all(scene, sheets.master, sheets.master.tree, Frame(), None)
        _draw_all(scene, sheets.layout, sheets.layout.tree, Frame(), None)
    _draw_all(scene, sheets.slide, sheets.slide.tree, Frame(), None)


def _draw_all(
    scene: Scene, sheet: Sheet, tree: Iterable[Element] | None, frame: Frame, group_fill: Fill | None
) -> None:
    for shape in () if tree is None else tree:
        draw = _DRAWERS.get(local_name(shape))
        if draw is None or _is_hidden(shape) or _is_gone(scene, sheet, shape):
            continue
        if sheet is not scene.sheets.slide and placeholder_of(shape) is not None:
            continue
        if not scene.has_room():
            scene.report("render.too_many_shapes", most=str(MOST_SHAPES))
            return
        _Attempt(scene, sheet, frame, group_fill).draw(draw, shape)


class _Attempt:
    """One shape on one sheet: whatever goes wrong in drawing it stays with it."""

    def __init__(self, scene: Scene, sheet: Sheet, frame: Frame, group_fill: Fill | None) -> None:
        self.scene, self.sheet, self.frame, self.group_fill = scene, sheet, frame, group_fill

    def draw(self, draw: Callable[["_Attempt", Element], None], shape: Element) -> None:
        """Draw with the painter's state restored afterwards."""
        self.scene.painter.save()
        try:
            draw(self, shape)
        except Exception:
            log.exception("A shape on slide %d could not be drawn", self.scene.number)
            self.scene.report("render.shape_failed")
        finally:
            self.scene.painter.restore()

    def enter(self, place: Place) -> QRectF:
        """Move the painter so that the place's rectangle is unturned with its corner at 0, 0."""
        painter, area = self.scene.painter, place.area
        painter.translate(area.center())
        painter.rotate(place.turn)
        if place.flip_h or place.flip_v:
            painter.scale(-1 if place.flip_h else 1, -1 if place.flip_v else 1)
        painter.translate(-area.width() / 2, -area.height() / 2)
        return QRectF(0, 0, area.width(), area.height())


def _draw_group(attempt: _Attempt, shape: Element) -> None:
    properties = child(shape, "p:grpSpPr")
    transform = child(properties, "a:xfrm")
    place = place_of(transform)
    if attempt.frame.depth >= DEEPEST_GROUP:
        attempt.scene.report("render.shape_failed")
        return
    own = fill_in(properties)
    fill = attempt.group_fill
    if own is not None and local_name(own) != "grpFill":
        fill = Fill(own, attempt.sheet.part)
    frame = attempt.frame
    if place is not None:
        mapped = attempt.frame.map(place)
        frame = attempt.frame.inside(transform, attempt.enter(mapped))
    _draw_all(attempt.scene, attempt.sheet, shape, frame, fill)


def _draw_shape(attempt: _Attempt, shape: Element) -> None:
    scene = attempt.scene
    inherited = scene.sheets.inherited(attempt.sheet, shape)
    chain = [p for s in (shape, *inherited) if (p := child(s, "p:spPr")) is not None]
    place = _find_place(attempt, chain)
    if place is None:
        return
    area = attempt.enter(place)
    outline = next((p for p in chain if _has_geometry(p)), None)
    geometry = geometry_of(outline, area.width(), area.height())
    if geometry.unknown:
        scene.report("render.shape_kind", serious=False, kind=geometry.unknown)
    _draw_surface(attempt, shape, inherited, chain, geometry, area)
    body = child(shape, "p:txBody")
    if body is not None and any(True for _ in descendants(body, "a:t", "a:fld")):
        _draw_body(attempt, shape, inherited, body, place, area)


def _find_place(attempt: _Attempt, chain: list[Element]) -> Place | None:
    places = (place_of(child(properties, "a:xfrm")) for properties in chain)
    place = next((found for found in places if found is not None), None)
    return None if place is None else attempt.frame.map(place)


def _draw_surface(
    attempt: _Attempt,
    shape: Element,
    inherited: list[Element],
    chain: list[Element],
    geometry: Geometry,
    area: QRectF,
) -> None:
    scene = attempt.scene
    style = next((s for e in (shape, *inherited) if (s := child(e, "p:style")) is not None), None)
    if geometry.closed:
        fill = _own_fill(attempt, chain) or styled_fill(scene, child(style, "a:fillRef"), attempt.sheet.part)
        paint_fill(scene, fill, geometry.path, area)
    lines = [line for properties in chain if (line := child(properties, "a:ln")) is not None]
    pen = pen_for(scene, lines, styled_line(scene, child(style, "a:lnRef")))
    if pen is not None:
        scene.painter.strokePath(geometry.path, pen)
        draw_heads(scene, lines, pen, geometry.path)


def _own_fill(attempt: _Attempt, chain: list[Element]) -> Fill | None:
    for index, properties in enumerate(chain):
        element = fill_in(properties)
        if element is None:
            continue
        if local_name(element) == "grpFill":
            return attempt.group_fill
        part = attempt.sheet.part
        if index and local_name(element) == "blipFill":
            # A picture inherited from a placeholder lies among the relationships of that sheet.
            part = _part_holding(attempt.scene, properties) or part
        return Fill(element, part)
    return None


def _part_holding(scene: Scene, properties: Element) -> str:
    root = properties.getroottree().getroot()
    sheets = (scene.sheets.slide, scene.sheets.layout, scene.sheets.master)
    return next((sheet.part for sheet in sheets if sheet is not None and sheet.root is root), "")


def _draw_body(
    attempt: _Attempt, shape: Element, inherited: list[Element], body: Element, place: Place, area: QRectF
) -> None:
    scene = attempt.scene
    if place.flip_h or place.flip_v:
        # Text is never mirrored; turned upside down it stands on its head.
        painter = scene.painter
        painter.translate(area.center())
        painter.scale(-1 if place.flip_h else 1, -1 if place.flip_v else 1)
        if place.flip_v:
            painter.rotate(180)
        painter.translate(-area.center())
    bodies = [b for s in (shape, *inherited) if (b := child(s, "p:txBody", "a:bodyPr")) is not None]
    style = TextStyle(scene, _text_defaults(scene, shape, inherited))
    own = attempt.sheet is scene.sheets.slide
    hidden = scene.look.hidden_paragraphs.get(shape_id(shape), frozenset()) if own else frozenset()
    draw_text(scene, body, style, body_look(bodies), area, hidden)


def _text_defaults(scene: Scene, shape: Element, inherited: list[Element]) -> TextDefaults:
    styles = [child(s, "p:txBody", "a:lstStyle") for s in (shape, *inherited)]
    styles += [scene.sheets.text_style(shape), scene.default_text_style]
    reference = child(shape, "p:style", "a:fontRef")
    font = {"major": "+mj-lt", "minor": "+mn-lt"}.get(attribute(reference, "idx"), "")
    return TextDefaults(
        tuple(style for style in styles if style is not None),
        colour=scene.palette.colour_in(reference),
        font=font,
    )


def _has_geometry(properties: Element) -> bool:
    return child(properties, "a:prstGeom") is not None or child(properties, "a:custGeom") is not None


def _draw_picture(attempt: _Attempt, shape: Element) -> None:
    scene = attempt.scene
    inherited = scene.sheets.inherited(attempt.sheet, shape)
    chain = [p for s in (shape, *inherited) if (p := child(s, "p:spPr")) is not None]
    place = _find_place(attempt, chain)
    if place is None:
        return
    area = attempt.enter(place)
    if any(
        True for _ in descendants(child(shape, "p:nvPicPr"), "a:videoFile", "a:audioFile", "a:quickTimeFile")
    ):
        scene.report("render.media", serious=False)
    geometry = geometry_of(child(shape, "p:spPr"), area.width(), area.height())
    own = fill_in(child(shape, "p:spPr"))
    if own is not None:
        paint_fill(scene, Fill(own, attempt.sheet.part), geometry.path, area)
    fill = child(shape, "p:blipFill")
    if fill is None:
        fill = next((f for f in shape if local_name(f) == "blipFill"), None)
    if fill is not None:
        paint_fill(scene, Fill(fill, attempt.sheet.part), geometry.path, area)
    lines = children(child(shape, "p:spPr"), "a:ln")
    pen = pen_for(scene, lines, styled_line(scene, child(shape, "p:style", "a:lnRef")))
    if pen is not None:
        scene.painter.strokePath(geometry.path, pen)


def _draw_frame(attempt: _Attempt, shape: Element) -> None:
    inherited = attempt.scene.sheets.inherited(attempt.sheet, shape)
    transforms = [child(shape, "p:xfrm"), *(child(s, "p:spPr", "a:xfrm") for s in inherited)]
    place = next((p for t in transforms if (p := place_of(t)) is not None), None)
    if place is None:
        return
    area = attempt.enter(attempt.frame.map(place))
    draw_graphic(attempt.scene, attempt.sheet.part, shape, area)


def _is_gone(scene: Scene, sheet: Sheet, shape: Element) -> bool:
    """Whether the slide's animations have hidden a shape; ids count on the slide alone."""
    return sheet is scene.sheets.slide and shape_id(shape) in scene.look.hidden


def shape_id(shape: Element) -> str:
    """The shape's id, as animations name it."""
    return attribute(child(shape[0], "p:cNvPr"), "id") if len(shape) else ""


def _is_hidden(shape: Element) -> bool:
    return len(shape) > 0 and truth(child(shape[0], "p:cNvPr"), "hidden")


_DRAWERS: dict[str, Callable[[_Attempt, Element], None]] = {
    "sp": _draw_shape,
    "cxnSp": _draw_shape,
    "pic": _draw_picture,
    "grpSp": _draw_group,
    "graphicFrame": _draw_frame,
}
