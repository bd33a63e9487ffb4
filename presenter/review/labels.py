"""Texts on the review: always plain, never clipped."""

import re

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from presenter.review.colours import ORANGE, current_look
from presenter.widgets.fonts import ui_font
from presenter.widgets.label import as_tooltip
from presenter.widgets.theme import Type

# Qt breaks lines between words and between Chinese characters; a run like this would widen the page.
_LONG_RUN = re.compile(r"([^\s\u2e80-\uffff]{24})(?=[^\s\u2e80-\uffff])")


def breakable(text: str) -> str:
    """`text` with invisible places to break a line in overlong words."""
    return _LONG_RUN.sub("\\1\u200b", text)


def scaled(font: QFont, factor: float, *, bold: bool = False) -> QFont:
    """`font` in another size, whether it was given in points or pixels."""
    other = QFont(font)
    if font.pointSizeF() > 0:
        other.setPointSizeF(font.pointSizeF() * factor)
    else:
        other.setPixelSize(round(font.pixelSize() * factor))
    other.setBold(bold)
    return other


def wrapped(text: str, font: QFont, width: float, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines of `width` pixels, the last one elided if there is more."""
    metrics = QFontMetricsF(font)
    flat = " ".join(text.split())
    layout = QTextLayout(flat, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while len(found) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        start, length = line.textStart(), line.textLength()
        last = len(found) == lines - 1
        found.append(
            metrics.elidedText(flat[start:], Qt.TextElideMode.ElideRight, width)
            if last
            else flat[start : start + length].rstrip()
        )
    layout.endLayout()
    return tuple(found) or ("",)


class Text(QLabel):
    """Plain text that wraps."""

    def __init__(self, text: str, *, size: int = Type.BODY, bold: bool = False, muted: bool = False) -> None:
        super().__init__(breakable(text))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFont(ui_font(size, bold=bold))
        if muted:
            self.setForegroundRole(QPalette.ColorRole.PlaceholderText)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height())  # the layout asks for the true height by width


class OneLine(QWidget):
    """One line of plain text, elided where there is no room; the whole is its tooltip."""

    def __init__(self, text: str = "", *, size: int = Type.BODY, bold: bool = False) -> None:
        super().__init__()
        self._text = text
        self.setFont(ui_font(size, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show this text."""
        self._text = text
        self.setAccessibleName(text)
        self._tell_the_rest()
        self.update()

    def text(self) -> str:
        """The whole text."""
        return self._text

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(min(metrics.horizontalAdvance(self._text) + 2, 400), metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_the_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._shown()
        )
        painter.end()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())

    def _tell_the_rest(self) -> None:
        self.setToolTip(as_tooltip(self._text) if self._shown() != self._text else "")


class Badge(QLabel):
    """A word in a pill: filled for what must not be overlooked, else outlined."""

    def __init__(self, text: str, *, filled: bool) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._filled = filled
        self.setFont(ui_font(Type.SMALL, bold=filled))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return badge_size(self.text(), self.font())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, QRectF(self.rect()), self.text(), self.font(), self._filled)
        painter.end()


def badge_size(text: str, font: QFont) -> QSize:
    """The room a badge takes, in pixels."""
    metrics = QFontMetrics(font)
    return QSize(metrics.horizontalAdvance(text) + metrics.height(), metrics.height() + 4)


def paint_badge(
    painter: QPainter,
    rect: QRectF,
    text: str,
    font: QFont,
    filled: bool,
    ink: QColor | None = None,
) -> None:
    """Draw a badge into `rect`; `ink` is the text's colour where the background is not the window's."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QColor("#1A1200") if filled else (ink or current_look().text)
    painter.setPen(Qt.PenStyle.NoPen if filled else pen)
    painter.setBrush(ORANGE if filled else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
    painter.setPen(pen)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Card(QWidget):
    """A sheet that groups what belongs together."""

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.line)
        painter.setBrush(look.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
