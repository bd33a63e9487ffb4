"""A trainee's question, large, for the whole class."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.projector.look import FLOOR, MARGIN, READABLE, Look
from presenter.widgets.fitting import draw_block, fit

LARGEST = 3.2 * READABLE


class AskedBoard(QWidget):
    """The question's words as large as there is room, and that it comes from the class: never from whom."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_asked(self, text: str) -> None:
        """The question's words; empty for none."""
        self.text = text
        self.setAccessibleName(self.tr("A question from the class: {text}").format(text=text))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A heading, and the words in the middle of the rest."""
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(look.ground))
        height, margin = float(self.height()), self.height() * MARGIN
        room = QRectF(self.rect()).adjusted(3 * margin, 2 * margin, -3 * margin, -2 * margin)
        unit = height * READABLE
        head = fit(
            self.tr("A question from the class"),
            room.width(),
            unit * 2,
            largest=unit * 1.2,
            smallest=unit * 0.8,
        )
        top = draw_block(
            painter, head, QRectF(room.left(), room.top(), room.width(), head.height), look.accent
        )
        room.setTop(top + margin)
        words = fit(
            self.text,
            room.width(),
            room.height(),
            largest=height * LARGEST,
            smallest=height * FLOOR,
            bold=True,
        )
        y = room.top() + (room.height() - words.height) / 2
        draw_block(painter, words, QRectF(room.left(), y, room.width(), words.height), look.text)
