"""The question as the class sees it."""

from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from decks.questions.model import Question
from presenter.joining import Joining
from presenter.lesson_time import as_clock
from presenter.projector.look import MARGIN, RAIL, READABLE, Look
from presenter.projector.option_tiles import Layout, lay_out, paint
from presenter.projector.shown_question import ShownQuestion, shown_question
from presenter.widgets.fitting import draw_block, fit
from presenter.widgets.marks import draw_bar
from presenter.widgets.qr_view import draw_qr
from presenter.widgets.theme import option_mark
from server.protocol import Phase, RoundView

_CENTRE = Qt.AlignmentFlag.AlignHCenter


class QuestionBoard(QWidget):
    """Question and options at the left; at the right a rail with time, answers and the QR code, so
    that latecomers can still join."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.shown: ShownQuestion | None = None
        self._left_s: float | None = None
        self._joining: Joining | None = None
        self._code: QImage | None = None
        self._layout: tuple[tuple[ShownQuestion, QRectF, float], Layout] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_question(self, question: Question, round_view: RoundView) -> None:
        """The question in this round."""
        shown = shown_question(question, round_view)
        if shown != self.shown:
            self.shown = shown
            self.setAccessibleName(self.spoken())
            self.update()

    def show_left(self, left_s: float | None) -> None:
        """Seconds left; None without a limit."""
        before, self._left_s = self._left_s, left_s
        if left_s is not None or before is not None:
            self.update()

    def show_room(self, connected: int) -> None:
        """How many phones are there."""
        if self.shown is not None and self.shown.connected != connected:
            self.shown = replace(self.shown, connected=connected)
            self.update()

    def show_joining(self, joining: Joining, code: QImage) -> None:
        """Address and code for latecomers."""
        self._joining, self._code = joining, code
        self.update()

    def spoken(self) -> str:
        """What is on the board, in words."""
        if (shown := self.shown) is None:
            return ""
        lines, right = [shown.stem], self.tr("Right")
        for index, option in enumerate(shown.options):
            line = f"{option_mark(index).letter}. {option}"
            if shown.tallied:
                line += f" – {shown.counts[index] if index < len(shown.counts) else 0}"
            line += f" ✓ {right}" if index in shown.correct else ""
            lines.append(line)
        lines.extend(shown.lines)
        if shown.explanation:
            lines.append(shown.explanation)
        return "\n".join(lines)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The whole board."""
        if self.shown is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.ground))
        height, margin = float(self.height()), self.height() * MARGIN
        rail = min(RAIL * height, self.width() * 0.27)
        content = QRectF(margin, margin, self.width() - rail - 3 * margin, height - 2 * margin)
        paint(painter, self._laid_out(content, height), self.shown, self._look, self.tr("Right"))
        self._paint_rail(painter, QRectF(self.width() - rail - margin, margin, rail, content.height()))

    def _laid_out(self, content: QRectF, height: float) -> Layout:
        # Fitting text takes far longer than painting it, and counts move many times a second.
        assert self.shown is not None
        kept = (replace(self.shown, answered=0, connected=0), content, height)
        if self._layout is None or self._layout[0] != kept:
            self._layout = (kept, lay_out(self.shown, content, height))
        return self._layout[1]

    def _paint_rail(self, painter: QPainter, rail: QRectF) -> None:
        y = rail.top()
        for part in (self._paint_time, self._paint_phase, self._paint_answered):
            y = part(painter, QRectF(rail.left(), y, rail.width(), rail.bottom() - y))
        if self._joining is not None and self._code is not None:
            below = rail.adjusted(0, y - rail.top() + self.height() * READABLE, 0, 0)
            ratio = self.devicePixelRatioF()
            paint_join_card(painter, self._joining, self._code, below, self.height(), ratio)

    def _paint_time(self, painter: QPainter, rect: QRectF) -> float:
        shown = self.shown
        if shown is None or shown.phase is not Phase.OPEN or self._left_s is None:
            return rect.top()
        unit = self.height() * READABLE
        text = as_clock(self._left_s + 0.999)
        words = fit(text, rect.width(), unit * 4, largest=unit * 2.6, smallest=unit, bold=True)
        urgent = self._left_s < 5.5
        colour = self._look.warning if urgent else self._look.text
        y = draw_block(painter, words, rect, colour, align=_CENTRE)
        if shown.limit_s:
            bar = QRectF(rect.left(), y, rect.width(), unit * 0.35)
            draw_bar(painter, bar, self._left_s / shown.limit_s, colour, QColor(self._look.track))
            y += unit * 0.35
        return y + unit * 0.8

    def _paint_phase(self, painter: QPainter, rect: QRectF) -> float:
        shown = self.shown
        if shown is None or shown.phase is Phase.REVEALED:
            return rect.top()
        unit = self.height() * READABLE
        words, colour = (
            (shown.hint, self._look.accent)
            if shown.phase is Phase.OPEN
            else (self.tr("Answers closed"), self._look.warning)
        )
        shaped = fit(words, rect.width(), unit * 3, largest=unit * 1.1, smallest=unit * 0.8, bold=True)
        return draw_block(painter, shaped, rect, colour, align=_CENTRE) + unit * 0.6

    def _paint_answered(self, painter: QPainter, rect: QRectF) -> float:
        if (shown := self.shown) is None:
            return rect.top()
        unit = self.height() * READABLE
        text = f"{shown.answered} / {max(shown.connected, shown.answered)}"
        if shown.revealed:
            text = str(shown.answered)
        figure = fit(text, rect.width(), unit * 3, largest=unit * 1.9, smallest=unit, bold=True)
        y = draw_block(painter, figure, rect, self._look.text, align=_CENTRE)
        label = fit(self.tr("answered"), rect.width(), unit * 2, largest=unit, smallest=unit * 0.8)
        below = QRectF(rect.left(), y, rect.width(), unit * 2)
        return draw_block(painter, label, below, self._look.muted, align=_CENTRE)


def paint_join_card(
    painter: QPainter, joining: Joining, code: QImage, rect: QRectF, height: float, ratio: float
) -> QRectF:
    """A white card at the bottom of `rect`, as wide and high as it at most: QR code, address in print
    beneath. The address is broken before its port, so that it can be large. Returns where it is."""
    unit = height * READABLE
    pad = unit * 0.35
    words = f"{joining.chosen.address}\n:{joining.port}"
    address = fit(words, rect.width() - 2 * pad, unit * 3, largest=unit, smallest=unit * 0.6, bold=True)
    wide = rect.width()
    side = min(wide, rect.height() - address.height - pad)
    card = QRectF(rect.left(), 0, wide, side + address.height + pad)
    card.moveBottom(rect.bottom())
    painter.setPen(QColor("#9AA3AD"))
    painter.setBrush(Qt.GlobalColor.white)
    painter.drawRoundedRect(card, unit * 0.3, unit * 0.3)
    draw_qr(painter, code, QRectF(card.left(), card.top(), wide, side), ratio)
    below = QRectF(card.left(), card.top() + side - pad * 0.5, wide, address.height)
    draw_block(painter, address, below, "#000000", align=_CENTRE)
    return card
