"""Horizontal bars: a label, one or more bars, and what they come to."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen

from presenter.review.charts.rows import RowChart
from presenter.review.colours import Look
from presenter.review.labels import scaled, wrapped
from presenter.widgets.marks import draw_mark
from presenter.widgets.theme import option_mark

_GAP = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `length`, `behind` (a pale bar it is part of) and `tick` (a mark beyond) are measured on
    the chart's scale; `said` stands after it; `hatched` tells an earlier bar from the last of its row."""

    length: float
    said: str
    behind: float | None = None
    tick: float | None = None
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class BarRow:
    """A labelled row. With `option` it carries that option's letter, shape and colour; `note` stands
    under the label ("✓ right")."""

    label: str
    sentence: str
    bars: tuple[Bar, ...]
    option: int | None = None
    note: str = ""
    lines: int = 2  # at most, for the label


class Bars(RowChart):
    """Rows of bars from 0 to `until` on one scale."""

    def __init__(self, title: str, rows: tuple[BarRow, ...], until: float) -> None:
        self.rows = rows
        self._until = until if until > 0 else 1.0
        super().__init__(title, tuple(row.sentence for row in rows))

    def bar_rect(self, row: int, bar: int = 0) -> QRectF:
        """Where a bar would lie if it reached `until`."""
        rect, count = self.row_rect(row), len(self.rows[row].bars)
        left, right = self._columns(self.width())
        height = self._bar_height()
        block = count * height + (count - 1) * 4
        top = rect.center().y() - block / 2 + bar * (height + 4)
        return QRectF(left, top, max(right - left, 1), height)

    def row_heights(self, width: int) -> list[int]:
        line = QFontMetricsF(self.font()).height()
        room = self._label_room(width)
        return [self._row_height(row, room, line) for row in self.rows]

    def paint_row(self, painter: QPainter, row: int, rect: QRectF, look: Look) -> None:
        one = self.rows[row]
        self._paint_label(painter, one, rect, look)
        for place, bar in enumerate(one.bars):
            self._paint_bar(painter, one, bar, self.bar_rect(row, place), look)

    def _row_height(self, row: BarRow, room: float, line: float) -> int:
        lines = len(wrapped(row.label, self.font(), room, row.lines)) + bool(row.note)
        bars = len(row.bars) * (self._bar_height() + 4)
        return round(max(lines * line, bars) + 10)

    def _bar_height(self) -> float:
        return round(QFontMetricsF(self.font()).height() * 0.95)

    def _mark_width(self) -> float:
        if all(row.option is None for row in self.rows):
            return 0
        return 2 * self._mark_height() + _GAP

    def _mark_height(self) -> float:
        return round(QFontMetricsF(self.font()).height() * 1.05)

    def _strong(self) -> QFont:
        return scaled(self.font(), 1.0, bold=True)

    def _label_room(self, width: int) -> float:
        """The label's column: as wide as the longest label, at most two fifths of the chart."""
        labels = self.widest("label", (row.label for row in self.rows))
        notes = self.widest("note", (row.note for row in self.rows)) * 1.15  # they are bold
        wanted = max(labels, notes) + 2
        return max(min(wanted, width * 0.4 - self._mark_width()), 40)

    def _columns(self, width: int) -> tuple[float, float]:
        """Where bars begin and where the longest may end."""
        said = self.widest("said", (bar.said for row in self.rows for bar in row.bars))
        left = self._mark_width() + self._label_room(width) + 2 * _GAP
        return left, width - said - 2 * _GAP

    def _paint_label(self, painter: QPainter, row: BarRow, rect: QRectF, look: Look) -> None:
        metrics, room = QFontMetricsF(self.font()), self._label_room(self.width())
        lines = wrapped(row.label, self.font(), room, row.lines)
        height = metrics.height() * (len(lines) + bool(row.note))
        top, left = rect.center().y() - height / 2, _GAP + self._mark_width()
        painter.setPen(look.text)
        for line in lines:
            painter.drawText(QPointF(left, top + metrics.ascent()), line)
            top += metrics.height()
        if row.note:
            painter.setFont(self._strong())
            painter.setPen(look.right)
            painter.drawText(QPointF(left, top + metrics.ascent()), row.note)
        if row.option is not None:
            size = self._mark_height()
            place = QRectF(_GAP, rect.center().y() - size / 2, 2 * size, size)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_mark(painter, option_mark(row.option), place)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _paint_bar(self, painter: QPainter, row: BarRow, bar: Bar, full: QRectF, look: Look) -> None:
        fill = look.bar if row.option is None else QColor(option_mark(row.option).colour)
        pale = full if bar.behind is None else self._part(full, bar.behind)
        painter.fillRect(pale, look.track if bar.behind is None else look.pale)
        if bar.length > 0:
            _paint_filled(painter, self._part(full, bar.length), fill, bar.hatched, look)
        if bar.tick is not None:
            x = self._part(full, bar.tick).right()
            painter.setPen(QPen(look.text, 2))
            painter.drawLine(QPointF(x, full.top() - 1), QPointF(x, full.bottom() + 1))
        painter.setFont(self.font())
        painter.setPen(look.text)
        place = QRectF(
            full.right() + _GAP, full.top() - 4, self.width() - full.right() - _GAP, full.height() + 8
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, bar.said)

    def _part(self, full: QRectF, length: float) -> QRectF:
        share = min(max(length / self._until, 0.0), 1.0)
        return QRectF(full.left(), full.top(), full.width() * share, full.height())


def _paint_filled(painter: QPainter, rect: QRectF, fill: QColor, hatched: bool, look: Look) -> None:
    edge = look.outline(fill)
    if hatched:
        painter.fillRect(rect, look.surface)
        painter.fillRect(rect, QBrush(fill, Qt.BrushStyle.BDiagPattern))
    else:
        painter.fillRect(rect, fill)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
