"""One shape on one sheet, while it is drawn."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QRectF

from decks.pptx.builds import Emphasis
from decks.pptx.ooxml import Element, attribute, child
from decks.render.paint.fills import Fill
from decks.render.slide.frame import Frame, Place, place_of
from decks.render.slide.scene import Scene
from decks.render.slide.sheet import Sheet

log = logging.getLogger(__name__)


class Attempt:
    """Whatever goes wrong in drawing the shape stays with it. `own_id` is its id if it is the slide's own,
    else empty; `emphasis` is what animations have made of it."""

    def __init__(self, scene: Scene, sheet: Sheet, frame: Frame, group_fill: Fill | None) -> None:
        self.scene, self.sheet, self.frame, self.group_fill = scene, sheet, frame, group_fill
        self.own_id = ""
        self.emphasis = Emphasis()

    def draw(self, draw: Callable[["Attempt", Element], None], shape: Element) -> None:
        """Draw with the painter's state restored afterwards."""
        painter = self.scene.painter
        transform, opacity = painter.worldTransform(), painter.opacity()
        painter.save()
        self.own_id = shape_id(shape) if self.sheet is self.scene.sheets.slide else ""
        self.emphasis = self.scene.look.changed.get(self.own_id, self.emphasis)
        try:
            draw(self, shape)
        except Exception:
            log.exception("A shape on slide %d could not be drawn", self.scene.number)
            self.scene.report("render.shape_failed")
        finally:
            painter.restore()
            # What broke off may have left more than that behind.
            painter.setWorldTransform(transform)
            painter.setOpacity(opacity)
            self.scene.text_of = ""

    def find_place(self, chain: list[Element]) -> Place | None:
        """The place that the nearest of these properties elements gives, as the painter sees it."""
        places = (place_of(child(properties, "a:xfrm")) for properties in chain)
        place = next((found for found in places if found is not None), None)
        return None if place is None else self.frame.map(place)

    def enter(self, place: Place) -> QRectF:
        """Move the painter so that the place's rectangle is unturned with its corner at 0, 0."""
        painter, area, emphasis = self.scene.painter, place.area, self.emphasis
        page = self.scene.page
        painter.setOpacity(painter.opacity() * max(0.0, min(1.0, emphasis.opacity)))
        painter.translate(emphasis.shift_x * page.width(), emphasis.shift_y * page.height())
        painter.translate(area.center())
        painter.rotate(place.turn + emphasis.turn)
        painter.scale(emphasis.scale_x, emphasis.scale_y)
        if place.flip_h or place.flip_v:
            painter.scale(-1 if place.flip_h else 1, -1 if place.flip_v else 1)
        painter.translate(-area.width() / 2, -area.height() / 2)
        entered = QRectF(0, 0, area.width(), area.height())
        if self.own_id and self.scene.movers.involve(self.own_id):
            self.scene.movers.place(self.own_id, self.scene.area_of(entered))
        return entered


def shape_id(shape: Element) -> str:
    """The shape's id, as animations name it."""
    return attribute(child(shape[0], "p:cNvPr"), "id") if len(shape) else ""
