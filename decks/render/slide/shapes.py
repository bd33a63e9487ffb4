"""The shapes of a sheet, one after another: each is drawn, or a quiet box stands for it."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from decks.pptx.ooxml import Element, child, descendants, local_name, truth
from decks.render.paint.depth import report_depth
from decks.render.paint.effects import Effects, draw_with, effects_of
from decks.render.paint.fills import Fill, fill_in
from decks.render.slide.attempt import Attempt, shape_id
from decks.render.slide.frame import Frame, place_of
from decks.render.slide.graphics import draw_box, draw_graphic
from decks.render.slide.linking import note_link
from decks.render.slide.media_spots import note_medium
from decks.render.slide.scene import MOST_SHAPES, Scene
from decks.render.slide.shape_surface import effects_around, origins_of, surface_of
from decks.render.slide.shape_text import draw_shape_text
from decks.render.slide.sheet import Sheet, placeholder_of

DEEPEST_GROUP = 30


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
        if draw is None or _is_hidden(shape):
            continue
        gone = _is_gone(scene, sheet, shape)
        if gone and not scene.movers.leaves(shape_id(shape)):
            continue
        if sheet is not scene.sheets.slide and placeholder_of(shape) is not None:
            continue
        if not scene.has_room():
            scene.report("render.too_many_shapes", most=str(MOST_SHAPES))
            return
        attempt = Attempt(scene, sheet, frame, group_fill)
        with scene.unseen() if gone else nullcontext():
            attempt.draw(draw, shape)


def _draw_group(attempt: Attempt, shape: Element) -> None:
    properties = child(shape, "p:grpSpPr")
    transform = child(properties, "a:xfrm")
    place = place_of(transform)
    if attempt.frame.depth >= DEEPEST_GROUP:
        attempt.scene.report("render.shape_failed")
        return
    if place is None:
        fill = _group_fill(attempt, properties, None)
        _draw_all(attempt.scene, attempt.sheet, shape, attempt.frame, fill)
        return
    place = attempt.frame.map(place)
    area = attempt.enter(place)
    note_link(attempt.scene, attempt.sheet.part, shape, area)
    fill = _group_fill(attempt, properties, area)
    frame = attempt.frame.inside(transform, area)
    chain = [] if properties is None else [properties]
    effects = effects_of(attempt.scene, chain)
    report_depth(attempt.scene, chain)
    draw_with(
        attempt.scene,
        effects,
        area,
        lambda: _draw_all(attempt.scene, attempt.sheet, shape, frame, fill),
        place.turn,
        once=True,
    )


def _group_fill(attempt: Attempt, properties: Element | None, area: QRectF | None) -> Fill | None:
    """What fills the shapes of a group that ask for it, all together."""
    own = fill_in(properties)
    if own is None or local_name(own) == "grpFill":
        return attempt.group_fill
    if area is None:
        return Fill(own, attempt.sheet.part)
    scene = attempt.scene
    page = QTransform.fromScale(scene.pixel, scene.pixel)
    return Fill(own, attempt.sheet.part, across=(scene.painter.worldTransform() * page).mapRect(area))


def _draw_shape(attempt: Attempt, shape: Element) -> None:
    scene, origins = attempt.scene, origins_of(attempt, shape)
    place = attempt.find_place(origins.chain)
    if place is None:
        return
    area = attempt.enter(place)
    note_link(scene, attempt.sheet.part, shape, area)
    surface, effects = surface_of(attempt, origins, area), effects_around(scene, origins)
    shown = surface.visible and attempt.own_id not in scene.look.bare
    if shown:
        report_depth(scene, origins.chain, origins.style)
        draw_with(scene, effects, surface.bounds, lambda: surface.draw(scene), place.turn)
    body = child(shape, "p:txBody")
    if body is None or not any(True for _ in descendants(body, "a:t", "a:fld", "m:oMath")):
        return
    # Where a shape isn't filled, its text casts a shadow, too.
    around = Effects() if shown and surface.filled else effects
    margin, text = area.height(), surface.geometry.text_area
    bounds = area.adjusted(-margin, -margin, margin, margin)

    def draw_text() -> None:
        draw_shape_text(attempt, origins, body, place, text)

    draw_with(scene, around, bounds, draw_text, place.turn, once=True)


def _draw_picture(attempt: Attempt, shape: Element) -> None:
    scene, origins = attempt.scene, origins_of(attempt, shape)
    place = attempt.find_place(origins.chain)
    if place is None:
        return
    area = attempt.enter(place)
    note_link(scene, attempt.sheet.part, shape, area)
    note_medium(scene, attempt.sheet.part, shape, area)
    surface, effects = surface_of(attempt, origins, area), effects_around(scene, origins)
    report_depth(scene, origins.chain, origins.style)
    draw_with(scene, effects, surface.bounds, lambda: surface.draw(scene), place.turn)


def _draw_frame(attempt: Attempt, shape: Element) -> None:
    inherited = attempt.scene.sheets.inherited(attempt.sheet, shape)
    transforms = [child(shape, "p:xfrm"), *(child(s, "p:spPr", "a:xfrm") for s in inherited)]
    place = next((p for t in transforms if (p := place_of(t)) is not None), None)
    if place is None:
        return
    area = attempt.enter(attempt.frame.map(place))
    note_link(attempt.scene, attempt.sheet.part, shape, area)

    def draw_tree(part: str, tree: Element) -> None:
        shown = _built(attempt, tree)
        _draw_all(attempt.scene, Sheet(part, tree), shown, attempt.frame.around(place, area), None)

    hidden = attempt.scene.look.hidden_parts.get(attempt.own_id, frozenset())
    draw_graphic(attempt.scene, attempt.sheet.part, shape, area, draw_tree, hidden)


def _built(attempt: Attempt, tree: Element) -> Iterable[Element]:
    """The shapes of a diagram's drawing that animations have brought; all with the first of them where they
    name none of the drawing."""
    look, parts = attempt.scene.look, attempt.scene.parts.get(attempt.own_id)
    if parts is None:
        return tree
    names = {shape.get("modelId") for shape in tree}
    if not parts <= names:
        attempt.scene.report("render.build", serious=False)
    if parts.isdisjoint(names):
        return () if attempt.own_id in look.unbegun else tree
    hidden = look.hidden_parts.get(attempt.own_id, frozenset())
    return [shape for shape in tree if shape.get("modelId") not in hidden]


def _draw_ink(attempt: Attempt, shape: Element) -> None:
    """Handwriting (`p:contentPart`) for which the file holds no picture."""
    attempt.scene.report("render.ink")
    place = place_of(next((part for part in shape if local_name(part) == "xfrm"), None))
    if place is not None:
        draw_box(attempt.scene, attempt.enter(attempt.frame.map(place)))


def _is_gone(scene: Scene, sheet: Sheet, shape: Element) -> bool:
    """Whether the slide's animations have hidden a shape; ids count on the slide alone."""
    return sheet is scene.sheets.slide and shape_id(shape) in scene.look.hidden


def _is_hidden(shape: Element) -> bool:
    return len(shape) > 0 and truth(child(shape[0], "p:cNvPr"), "hidden")


_DRAWERS: dict[str, Callable[[Attempt, Element], None]] = {
    "sp": _draw_shape,
    "cxnSp": _draw_shape,
    "pic": _draw_picture,
    "grpSp": _draw_group,
    "graphicFrame": _draw_frame,
    "contentPart": _draw_ink,
}
