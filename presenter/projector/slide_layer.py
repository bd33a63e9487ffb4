"""What lies over the projector's slide, and is no larger than it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QWidget

from presenter.widgets.slide_view import fitted


class SlideLayer(QWidget):
    """Knows where the slide is, and is seen while it has something to show and the slide is in sight.
    Clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._shape = QSize(16, 9)
        self.covered = False
        self.hide()

    def show_shape(self, shape: QSize) -> None:
        """The proportions of the slide's picture."""
        if shape != self._shape and not shape.isEmpty():
            self._shape = shape
            self.update()

    def cover(self, covered: bool) -> None:
        """Whether something else is seen instead of the slide."""
        self.covered = covered
        self._appear()

    def slide(self) -> QRect:
        """Where the slide is."""
        return fitted(self._shape, self.size())

    def _has_something(self) -> bool:
        """Whether there is anything to see."""
        raise NotImplementedError

    def _appear(self) -> None:
        self.setVisible(self._has_something() and not self.covered)
