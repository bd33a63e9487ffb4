"""The way to join: large for the whole class, or in the slide's corner."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from presenter.joining import Joining
from presenter.projector.look import MARGIN, RAIL, READABLE, Look
from presenter.projector.question_board import paint_join_card
from presenter.widgets.fitting import draw_block, fit
from presenter.widgets.qr_view import draw_qr


class JoinBoard(QWidget):
    """QR code as large as the screen allows; beside it what to do, the address, who is there."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._joining: Joining | None = None
        self._code: QImage | None = None
        self.joined = 0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """Address and code."""
        self._joining, self._code = joining, code
        self.setAccessibleName(self.tr("Join at {url}").format(url=joining.url))
        self.setAccessibleDescription(self._network())
        self.update()

    def show_joined(self, joined: int) -> None:
        """How many have joined."""
        if joined != self.joined:
            self.joined = joined
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Code left, words right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.ground))
        height, margin = float(self.height()), self.height() * MARGIN
        side = min(height - 4 * margin, self.width() * 0.46)
        card = QRectF(2 * margin, (height - side) / 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.white)
        painter.drawRoundedRect(card, margin * 0.4, margin * 0.4)
        if self._code is not None:
            draw_qr(painter, self._code, card, self.devicePixelRatioF())
        left = card.right() + 1.6 * margin
        self._paint_words(painter, QRectF(left, card.top(), self.width() - left - 2 * margin, side))

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        unit, width, look = self.height() * READABLE, rect.width(), self._look
        url = self._joining.url if self._joining is not None else "…"
        lines = (
            (self.tr("Join in"), 2.6, True, look.text, 1.0),
            (self._network(), 1.3, False, look.text, 0.3),
            (self.tr("2  Scan, or browse to:"), 1.3, False, look.text, 0.3),
            (url, 2.2, True, look.accent, 1.2),
            (self.tr("{n} joined").format(n=self.joined), 2.0, True, look.good, 0.0),
        )
        blocks = [
            fit(text, width, unit * 5, largest=unit * size, smallest=unit * 0.7, bold=bold)
            for text, size, bold, _colour, _gap in lines
        ]
        gaps = [unit * gap for *_, gap in lines]
        y = rect.center().y() - (sum(b.height for b in blocks) + sum(gaps)) / 2
        for shown, (_text, _size, _bold, colour, _gap), gap in zip(blocks, lines, gaps, strict=True):
            y = draw_block(painter, shown, QRectF(rect.left(), y, width, shown.height), colour) + gap

    def _network(self) -> str:
        wifi = self._joining.wifi if self._joining is not None else None
        if wifi is None or not wifi.name:
            return self.tr("1  Same Wi-Fi as the trainer")
        if not wifi.password:
            return self.tr("1  Wi-Fi: {name}").format(name=wifi.name)
        return self.tr("1  Wi-Fi: {name}\nPassword: {password}").format(
            name=wifi.name, password=wifi.password
        )


class JoinCorner(QWidget):
    """A small card over the slide."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._joining: Joining | None = None
        self._code: QImage | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """Address and code."""
        self._joining, self._code = joining, code
        self.setAccessibleName(joining.url)
        self.update()

    def place(self, width: int, height: int) -> None:
        """The corner of a window of this size."""
        side = round(min(height * RAIL, width * 0.3) * 0.85)
        margin = round(height * MARGIN / 2)
        tall = round(side * 1.5)
        self.setGeometry(width - side - margin, height - tall - margin, side, tall)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The card at the bottom."""
        parent = self.parentWidget()
        if self._joining is None or self._code is None or parent is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, ratio = QRectF(self.rect()), self.devicePixelRatioF()
        paint_join_card(painter, self._joining, self._code, rect, parent.height(), ratio)
