"""What the trainer has drawn, over the projector's slide."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.drawing import Strokes
from presenter.projector.slide_layer import SlideLayer
from presenter.widgets.ink import changed_region, draw_strokes


class InkLayer(SlideLayer):
    """Lies over slide and films and under everything else; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._strokes: Strokes = ()

    def show_strokes(self, strokes: Strokes) -> None:
        """What is drawn on the slide."""
        self.update(changed_region(self._strokes, strokes, QRectF(self.slide())))
        self._strokes = strokes
        self._appear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strokes."""
        draw_strokes(QPainter(self), self._strokes, QRectF(self.slide()), event.rect())

    def _has_something(self) -> bool:
        return bool(self._strokes)
