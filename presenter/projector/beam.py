"""The trainer's pointer over the projector's slide."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.light import Light, Spot, Tool
from presenter.widgets.beam import beam_bounds, draw_dot, draw_spotlight, spot_at
from presenter.widgets.slide_view import fitted


class Beam(QWidget):
    """Lies over slide and films and under everything else; clicks go through it. When the light moves,
    only where it was and where it is are painted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._shape = QSize(16, 9)
        self._covered = False
        self.light: Light | None = None
        self.hide()

    def show_shape(self, shape: QSize) -> None:
        """The proportions of the slide's picture."""
        if shape != self._shape and not shape.isEmpty():
            self._shape = shape
            self.update()

    def cover(self, covered: bool) -> None:
        """Whether something else is seen instead of the slide."""
        self._covered = covered
        self._appear()

    def show_light(self, light: Light | None) -> None:
        """What is pointed with, and where; None for nothing."""
        before, self.light = self.light, light
        for seen in (before, light):
            if seen is not None:
                self.update(beam_bounds(seen, self.slide()))
        if before is not None and light is not None and before.tool is not light.tool:
            self.update()
        self._appear()

    def slide(self) -> QRectF:
        """Where the slide is."""
        return QRectF(fitted(self._shape, self.size()))

    def spot_at(self, place: QPointF) -> Spot:
        """The point of the slide under a point of the window; it may lie outside."""
        return spot_at(place, self.slide())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The dot, or the dark around the spotlight."""
        if self.light is not None:
            draw = draw_dot if self.light.tool is Tool.DOT else draw_spotlight
            draw(QPainter(self), self.light.spot, self.slide())

    def _appear(self) -> None:
        self.setVisible(self.light is not None and not self._covered)
