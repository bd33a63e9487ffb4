"""The text of a shape: upright or turned, never mirrored, in its part of the shape."""

from PySide6.QtCore import QRectF

from decks.pptx.ooxml import Element, attribute, child, truth
from decks.render.paint.depth import report_depth
from decks.render.paint.fills import turn_of
from decks.render.slide.attempt import Attempt
from decks.render.slide.frame import Place
from decks.render.slide.scene import Scene
from decks.render.slide.shape_surface import Origins
from decks.render.slide.sheet import placeholder_of
from decks.render.text.box import body_look, draw_text
from decks.render.text.emphasised import tints_of
from decks.render.text.style import TextDefaults, TextStyle


def draw_shape_text(attempt: Attempt, origins: Origins, body: Element, place: Place, area: QRectF) -> None:
    """Draw a `p:txBody` into `area` of the shape, which lies at `place`."""
    scene = attempt.scene
    area = _stand_up(attempt, place, area)
    bodies = [b for s in origins.shapes if (b := child(s, "p:txBody", "a:bodyPr")) is not None]
    if next((truth(body, "upright") for body in bodies if body.get("upright")), False):
        area = _turn_upright(scene, area)
    report_depth(scene, bodies)
    style = TextStyle(scene, _text_defaults(scene, origins))
    hidden = scene.look.hidden_paragraphs.get(attempt.own_id, frozenset())
    scene.text_of = attempt.own_id
    tints = tints_of(scene.palette, attempt.emphasis)
    draw_text(scene, body, style, body_look(bodies), area, hidden, tints)


def _stand_up(attempt: Attempt, place: Place, area: QRectF) -> QRectF:
    """Text is never mirrored; turned upside down it stands on its head. Returns where it goes then."""
    painter, frame = attempt.scene.painter, attempt.frame
    flip_h, flip_v = place.flip_h != frame.flip_h, place.flip_v != frame.flip_v
    if not flip_h and not flip_v:
        return area
    width, height = place.area.width(), place.area.height()
    painter.translate(width / 2, height / 2)
    painter.scale(-1 if flip_h else 1, -1 if flip_v else 1)
    if flip_v:
        painter.rotate(180)
    painter.translate(-width / 2, -height / 2)
    if flip_h != flip_v:
        area = QRectF(width - area.right(), area.top(), area.width(), area.height())
    return area


def _turn_upright(scene: Scene, area: QRectF) -> QRectF:
    """Undo the turn of a shape for its text."""
    turn, centre = turn_of(scene), area.center()
    scene.painter.translate(centre)
    scene.painter.rotate(-turn)
    scene.painter.translate(-centre)
    if not 45 <= turn % 180 < 135:
        return area
    width, height = area.height(), area.width()
    return QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)


def _text_defaults(scene: Scene, origins: Origins) -> TextDefaults:
    styles = [child(s, "p:txBody", "a:lstStyle") for s in origins.shapes]
    styles += [scene.sheets.text_style(origins.shape)]
    reference = child(origins.shape, "p:style", "a:fontRef")
    font = {"major": "+mj-lt", "minor": "+mn-lt"}.get(attribute(reference, "idx"), "")
    return TextDefaults(
        tuple(style for style in styles if style is not None),
        colour=scene.palette.colour_in(reference),
        font=font,
        # The master's own styles for titles and bodies stand in the place of the presentation's.
        presentation=None if _is_title_or_body(origins.shape) else scene.default_text_style,
    )


def _is_title_or_body(shape: Element) -> bool:
    place = placeholder_of(shape)
    return place is not None and place.family in ("title", "body")
