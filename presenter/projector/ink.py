"""What the trainer has drawn, over the projector's slide."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.drawing import Strokes
from presenter.widgets.ink import changed_region, draw_strokes
from presenter.widgets.slide_view import fitted


class InkLayer(QWidget):
    """Lies over slide and films and under everything else; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._shape = QSize(16, 9)
        self._covered = False
        self._strokes: Strokes = ()
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

    def show_strokes(self, strokes: Strokes) -> None:
        """What is drawn on the slide."""
        self.update(changed_region(self._strokes, strokes, self._slide()))
        self._strokes = strokes
        self._appear()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strokes."""
        draw_strokes(QPainter(self), self._strokes, self._slide(), event.rect())

    def _slide(self) -> QRectF:
        return QRectF(fitted(self._shape, self.size()))

    def _appear(self) -> None:
        self.setVisible(bool(self._strokes) and not self._covered)
