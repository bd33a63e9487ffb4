"""The sheet of keys, over the console."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from presenter.console.sheet import Veil
from presenter.widgets.fonts import ui_font
from presenter.widgets.label import Label
from presenter.widgets.theme import Space, Type, current_colours


class KeyCap(QLabel):
    """The name of a key, drawn as one."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame around the name."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(current_colours().muted), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()
        super().paintEvent(event)


class KeySheet(Veil):
    """Every key and what it does; any click closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sheet of keys"))
        card = QFrame(self)
        card.setProperty("role", "card")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.LARGE)
        self._grid.setVerticalSpacing(Space.TIGHT)
        for row, (keys, words) in enumerate(self._left()):
            self._add(row, 0, keys, words)
        for row, (keys, words) in enumerate(self._right()):
            self._add(row, 3, keys, words)
        self._grid.setColumnMinimumWidth(2, Space.WIDE)
        column = QVBoxLayout(card)
        column.setContentsMargins(Space.WIDE, Space.LARGE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.LARGE)
        column.addWidget(Label(self.tr("Keys"), "title"))
        column.addLayout(self._grid)
        outer = QVBoxLayout(self)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def _left(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return (
            (("PgDn", "→", "↓", self.tr("Space")), self.tr("Next step")),
            (("PgUp", "←", "↑", "⌫"), self.tr("One step back")),
            (("Home", "End"), self.tr("First or last slide")),
            (("1–9", self.tr("Enter")), self.tr("Go to the slide with this number")),
            (("B", "."), self.tr("Projector black")),
            (("W", ","), self.tr("Projector white")),
            (("F",), self.tr("Hold the projector's picture")),
            (("D", "T"), self.tr("Mouse: laser pointer, spotlight")),
            (("E", "Y"), self.tr("Mouse: pen, highlighter")),
            (("C", "U", "X"), self.tr("Pen: colour, undo, clear the slide")),
            (("+", "−"), self.tr("Size of the notes")),
            (("Ctrl ↑", "Ctrl ↓"), self.tr("Scroll the notes")),
            (("P", "M"), self.tr("Film or sound: play or pause, sound off")),
            (("Ctrl ←", "Ctrl →"), self.tr("Film: 10 seconds back or on")),
        )

    def _right(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        return (
            (("F5",), self.tr("Start the session, present")),
            (("Esc",), self.tr("Stop presenting; the session stays open")),
            (("S",), self.tr("Swap the screens")),
            (("J",), self.tr("Join screen: large, corner, off")),
            ((self.tr("Enter"), "Q"), self.tr("Ask, close, reveal, go on")),
            (("A",), self.tr("Ask the same question again")),
            (("N",), self.tr("Ask something now")),
            (("I",), self.tr("What trainees ask and type")),
            (("Ctrl O",), self.tr("Open a deck")),
            (("Ctrl ,",), self.tr("Settings")),
            (("R",), self.tr("Your phone as a clicker")),
            (("L",), self.tr("Links on the slide")),
            (("Ctrl +", "Ctrl −"), self.tr("Film: louder or softer")),
            (("Tab",), self.tr("Reach the buttons; Enter presses")),
            (("?",), self.tr("This sheet")),
        )

    def _add(self, row: int, column: int, keys: tuple[str, ...], words: str) -> None:
        caps = QWidget()
        line = QGridLayout(caps)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(Space.TIGHT)
        for place, key in enumerate(keys):
            cap = KeyCap(key)
            cap.setFont(ui_font(Type.SMALL))
            cap.setContentsMargins(7, 3, 7, 3)
            line.addWidget(cap, 0, place)
        line.setColumnStretch(len(keys), 1)
        self._grid.addWidget(caps, row, column)
        self._grid.addWidget(Label(words), row, column + 1)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click anywhere closes the sheet."""
        self.closed.emit()
