"""What of a shape or picture is not text: its fills and its line, face by face, and effects around."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from decks.render.geometry.geometry import Geometry
from decks.render.geometry.outline import Face, Shade
from decks.render.paint.fills import Fill, paint_fill
from decks.render.paint.lines import Stroke
from decks.render.paint.smoothing import is_tangled, unsoftened
from decks.render.slide.background import paint_background_through
from decks.render.slide.scene import Scene

_LIGHTS = {
    Shade.DARKEN: QColor(0, 0, 0, 102),
    Shade.DARKEN_LESS: QColor(0, 0, 0, 51),
    Shade.LIGHTEN: QColor(255, 255, 255, 102),
    Shade.LIGHTEN_LESS: QColor(255, 255, 255, 51),
}


@dataclass(frozen=True, slots=True)
class Surface:
    """`fills` are painted one over the other; with `through`, the slide's background shows instead."""

    geometry: Geometry
    area: QRectF
    fills: tuple[Fill, ...] = ()
    stroke: Stroke | None = None
    through: bool = False

    @property
    def visible(self) -> bool:
        """Whether there is anything to be seen."""
        return self.stroke is not None or self.filled

    @property
    def filled(self) -> bool:
        """Whether anything is filled."""
        return self.geometry.closed and (self.through or any(not fill.empty for fill in self.fills))

    @property
    def bounds(self) -> QRectF:
        """All that is drawn lies in here."""
        bounds = self.geometry.path.boundingRect().united(self.geometry.line.boundingRect())
        reach = 0.0 if self.stroke is None else self.stroke.reach()
        return bounds.adjusted(-reach, -reach, reach, reach)

    def draw(self, scene: Scene) -> None:
        """Draw it, without effects."""
        for face in self.geometry.faces:
            with unsoftened(scene.painter, is_tangled(scene, face.path)):
                if face.shade != Shade.NONE:
                    self._fill(scene, face)
                if face.stroked and self.stroke is not None:
                    self.stroke.draw(scene, face.path)

    def _fill(self, scene: Scene, face: Face) -> None:
        if self.through:
            paint_background_through(scene, face.path)
            return
        for fill in self.fills:
            paint_fill(scene, fill, face.path, self.area)
        light = _LIGHTS.get(face.shade)
        if light is not None and any(not fill.empty for fill in self.fills):
            scene.painter.fillPath(face.path, light)
