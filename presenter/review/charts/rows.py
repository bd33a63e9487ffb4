"""What charts made of rows share: only what is seen is drawn, rows are hovered, walked and read aloud."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from presenter.review.colours import Look, current_look
from presenter.widgets.label import as_tooltip


class RowChart(QWidget):
    """A chart with a row for each thing measured. `sentences` say each row in words: they are the
    tooltips, and together the accessible description; the arrow keys walk them one by one."""

    def __init__(self, title: str, sentences: tuple[str, ...]) -> None:
        super().__init__()
        self.sentences = sentences
        self.current: int | None = None
        self._widest: dict[str, float] = {}
        self._edges_at: dict[int, list[int]] = {}  # by width: layouts try several again and again
        self.setAccessibleName(title)
        self._describe()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def row_heights(self, width: int) -> list[int]:
        """How high each row is in a chart of this width, in pixels."""
        raise NotImplementedError

    def paint_row(self, painter: QPainter, row: int, rect: QRectF, look: Look) -> None:
        """Draw one row into `rect`."""
        raise NotImplementedError

    def row_rect(self, row: int) -> QRectF:
        """Where a row lies."""
        edges = self._edges(self.width())
        return QRectF(0, edges[row], self.width(), edges[row + 1] - edges[row])

    def widest(self, column: str, texts: Iterable[str]) -> float:
        """The width of the longest of a column's texts, in pixels; measured once for each font."""
        if column not in self._widest:
            metrics = QFontMetricsF(self.font())
            self._widest[column] = max((metrics.horizontalAdvance(text[:200]) for text in texts), default=0.0)
        return self._widest[column]

    def row_at(self, y: float) -> int | None:
        """The row at this height, if there is one."""
        row = bisect_right(self._edges(self.width()), y) - 1
        return row if 0 <= row < len(self.sentences) else None

    def heightForWidth(self, width: int) -> int:
        return self._edges(width)[-1]

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(self.width() if self.width() > 100 else 480))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, min(self._edges(max(self.width(), 240))[-1], 40))

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setFont(self.font())
        seen = event.rect()
        first = self.row_at(max(seen.top(), 0)) or 0
        for row in range(first, len(self.sentences)):
            rect = self.row_rect(row)
            if rect.top() > seen.bottom():
                break
            painter.save()
            self.paint_row(painter, row, rect, look)
            painter.restore()
        if self.hasFocus():
            self._paint_focus(painter, look)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here, last = self.current, len(self.sentences) - 1
        moves = {
            Qt.Key.Key_Down: 0 if here is None else here + 1,
            Qt.Key.Key_Up: -1 if here is None else here - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        to = moves.get(Qt.Key(event.key()))
        if to is None or not 0 <= to <= last:
            event.ignore()  # the page scrolls on
            return
        self.current = to
        self._describe()
        self._bring_into_view()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.current = None
        self._describe()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._tell(event.pos(), event.globalPos())
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._edges_at.clear()
            self._widest.clear()
            self.updateGeometry()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    def _edges(self, width: int) -> list[int]:
        if width not in self._edges_at:
            if len(self._edges_at) > 8:
                self._edges_at.clear()
            self._edges_at[width] = [0, *accumulate(self.row_heights(width))]
        return self._edges_at[width]

    def _describe(self) -> None:
        said = self.sentences if self.current is None else self.sentences[self.current : self.current + 1]
        self.setAccessibleDescription("\n".join(said))

    def _tell(self, here: QPoint, on_screen: QPoint) -> None:
        row = self.row_at(here.y())
        if row is None:
            QToolTip.hideText()
            return
        QToolTip.showText(on_screen, as_tooltip(self.sentences[row]), self, self.row_rect(row).toRect())

    def _bring_into_view(self) -> None:
        above: QWidget | None = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        page = above.widget() if above is not None else None
        if above is not None and page is not None and self.current is not None:
            centre = self.row_rect(self.current).center()
            inside = self.mapTo(page, QPointF(0, centre.y()).toPoint())
            above.ensureVisible(0, inside.y(), 0, 80)

    def _paint_focus(self, painter: QPainter, look: Look) -> None:
        area = QRectF(self.rect()) if self.current is None else self.row_rect(self.current)
        painter.setPen(QPen(look.focus, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 4, 4)
