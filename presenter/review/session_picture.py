"""How a line in the list of sessions is drawn."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from presenter.review.colours import ORANGE, current_look
from presenter.review.labels import badge_size, paint_badge, scaled
from presenter.review.session_rows import DayHeading, Index, Line, SessionRows
from presenter.widgets.theme import mixed

_SIDE = 14
_PAD = 7


class SessionPicture(QStyledItemDelegate):
    """Draws day headings and sessions; a rehearsal has a badge and a dashed orange edge."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = index.data(SessionRows.ENTRY)
        line = QFontMetrics(option.font).height()
        if isinstance(entry, DayHeading):
            return QSize(120, line + 18)
        badges = entry.rehearsal or entry.state
        return QSize(120, 2 * line + 2 * _PAD + 2 + (line + 8 if badges else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = index.data(SessionRows.ENTRY)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, DayHeading):
            self._paint_heading(painter, option, entry)
        else:
            self._paint_line(painter, option, entry)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, heading: DayHeading) -> None:
        rect = QRectF(option.rect)
        font = scaled(option.font, 0.92, bold=True)
        painter.setFont(font)
        painter.setPen(current_look().muted)
        place = rect.adjusted(_SIDE, 0, -_SIDE, -3)
        text = QFontMetrics(font).elidedText(heading.text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_line(self, painter: QPainter, option: QStyleOptionViewItem, line: Line) -> None:
        palette, rect = option.palette, QRectF(option.rect)
        look = current_look()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = palette.color(QPalette.ColorRole.HighlightedText) if chosen else look.text
        back = palette.color(QPalette.ColorRole.Highlight)
        sheet = rect.adjusted(4, 1, -4, -1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(back)
            painter.drawRoundedRect(sheet, 6, 6)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.track)
            painter.drawRoundedRect(sheet, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus and not chosen:
            painter.setPen(QPen(look.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(sheet.adjusted(1, 1, -1, -1), 6, 6)
        if line.rehearsal:
            painter.fillRect(QRectF(sheet.left() + 2, sheet.top() + 8, 3, sheet.height() - 16), ORANGE)
        quiet = mixed(back.name(), ink.name(), 0.9) if chosen else look.muted
        self._write(painter, option, line, rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD), ink, quiet)

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        line: Line,
        place: QRectF,
        ink: QColor,
        quiet: QColor,
    ) -> None:
        metrics = QFontMetrics(option.font)
        height = metrics.height()
        title = scaled(option.font, 1.0, bold=True)
        for font, text, colour, row in ((title, line.row.title, ink, 0), (option.font, line.facts, quiet, 1)):
            painter.setFont(font)
            painter.setPen(colour)
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
            spot = QRectF(place.left(), place.top() + row * (height + 2), place.width(), height)
            painter.drawText(spot, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        x, y = place.left(), place.top() + 2 * height + 6
        for text, filled in ((line.rehearsal, True), (line.state, False)):
            if text:
                font = scaled(option.font, 0.85, bold=filled)
                size = badge_size(text, font)
                spot = QRectF(x, y, size.width(), size.height())
                paint_badge(painter, spot, text, font, filled, ink)
                x += size.width() + 6
