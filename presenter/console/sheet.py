"""What the console's sheets have in common: a card over the window, which steps back behind it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from presenter.widgets.theme import current_colours


class Veil(QWidget):
    """Lies over the window; a card on it is all that counts."""

    closed = Signal()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The window behind steps back."""
        veil = QColor(current_colours().ground)
        veil.setAlphaF(0.8)
        QPainter(self).fillRect(self.rect(), veil)


class Sheet(Veil):
    """A card, `_card`, in the middle of the window. Tab stays among `_stops`; a click beside it closes."""

    _stops: Sequence[QWidget] = ()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        QVBoxLayout(self).addWidget(self._card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def close_sheet(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        """Tab stays on the sheet."""
        stops = [stop for stop in self._stops if stop.isVisible() and stop.isEnabled()]
        if stops:  # none while it is being put away
            focused = self.window().focusWidget()
            at = next((place for place, stop in enumerate(stops) if stop is focused), -1)
            reason = Qt.FocusReason.TabFocusReason if on else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if on else -1)) % len(stops)].setFocus(reason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes the sheet."""
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_sheet()
