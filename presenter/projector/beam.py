"""The trainer's pointer over the projector's slide."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.light import Light, Spot, Tool
from presenter.projector.slide_layer import SlideLayer
from presenter.widgets.beam import beam_bounds, draw_dot, draw_spotlight, spot_at


class Beam(SlideLayer):
    """Lies over slide and films and under everything else; clicks go through it. When the light moves,
    only where it was and where it is are painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.light: Light | None = None

    def show_light(self, light: Light | None) -> None:
        """What is pointed with, and where; None for nothing."""
        before, self.light = self.light, light
        for seen in (before, light):
            if seen is not None:
                self.update(beam_bounds(seen, QRectF(self.slide())))
        if before is not None and light is not None and before.tool is not light.tool:
            self.update()
        self._appear()

    def spot_at(self, place: QPointF) -> Spot:
        """The point of the slide under a point of the window; it may lie outside."""
        return spot_at(place, QRectF(self.slide()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot, or the dark around the spotlight."""
        if self.light is not None:
            draw = draw_dot if self.light.tool is Tool.DOT else draw_spotlight
            draw(QPainter(self), self.light.spot, QRectF(self.slide()))

    def _has_something(self) -> bool:
        return self.light is not None
