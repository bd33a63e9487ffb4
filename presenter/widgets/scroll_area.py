"""A scroll area that leaves the clicker's keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea


class ScrollArea(QScrollArea):
    """Scrolls down only, by the wheel and its bar. Qt's own would keep the arrows and the page keys of
    a button inside it for itself, and a clicker's next would turn no slide."""

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Every key goes on to the window."""
        event.ignore()
