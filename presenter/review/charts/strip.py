"""Response times on a line: a dot for each answer, a box from the first to the third quartile."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from presenter.review.charts.scale import second_ticks
from presenter.review.colours import Look, current_look
from presenter.review.labels import scaled
from presenter.review.wording import Wording
from presenter.widgets.label import as_tooltip
from server.figures import Quartiles

_DOT = 7.0
_SIDE = 28.0
_MOST_STACKED = 5


class Strip(QWidget):
    """`times_s` ascending, with their quartiles; strips with the same `until_s` can be compared."""

    def __init__(
        self, title: str, times_s: tuple[float, ...], quartiles: Quartiles, until_s: float, wording: Wording
    ) -> None:
        super().__init__()
        self.times_s, self.quartiles = times_s, quartiles
        self.ticks_s = second_ticks(until_s)
        self._wording = wording
        self.setAccessibleName(title)
        self.setAccessibleDescription(wording.response(quartiles))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(480, round(self._axis_y() + QFontMetricsF(self._small()).height() + 6))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def x_of(self, seconds: float) -> float:
        """Where a time lies, in pixels from the left."""
        return _SIDE + (self.width() - 2 * _SIDE) * seconds / self.ticks_s[-1]

    def paintEvent(self, event: QPaintEvent) -> None:
        look = current_look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axis(painter, look)
        self._paint_box(painter, look)
        self._paint_dots(painter, look)
        if self.hasFocus():
            painter.setPen(QPen(look.focus, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), as_tooltip(self._said_at(event.pos().x())), self)
            return True
        return super().event(event)

    def _said_at(self, x: float) -> str:
        near = [time for time in self.times_s if abs(self.x_of(time) - x) <= _DOT]
        if not near:
            return self.accessibleDescription()
        seconds = self._wording.seconds(near[0])
        if len(near) > 1:
            seconds = f"{seconds} – {self._wording.seconds(near[-1])}"
        return f"{seconds}: {self._wording.answers(len(near))}"

    def _axis_y(self) -> float:
        return 14.0 + _DOT * _MOST_STACKED

    def _small(self) -> QFont:
        return scaled(self.font(), 0.88)

    def _paint_axis(self, painter: QPainter, look: Look) -> None:
        y = self._axis_y()
        painter.setFont(self._small())
        for tick in self.ticks_s:
            x = self.x_of(tick)
            painter.setPen(QPen(look.line, 1))
            painter.drawLine(QPointF(x, 4), QPointF(x, y + 4))
            painter.setPen(look.muted)
            place = QRectF(x - 60, y + 5, 120, 20)
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, self._wording.duration(tick))
        painter.setPen(QPen(look.muted, 1))
        painter.drawLine(QPointF(self.x_of(0), y), QPointF(self.x_of(self.ticks_s[-1]), y))

    def _paint_box(self, painter: QPainter, look: Look) -> None:
        left, right = self.x_of(self.quartiles.lower), self.x_of(self.quartiles.upper)
        middle, bottom = self.x_of(self.quartiles.median), self._axis_y()
        fill = QColor(look.bar)
        fill.setAlphaF(0.22)
        painter.setPen(QPen(look.bar, 1))
        painter.setBrush(fill)
        painter.drawRect(QRectF(left, 6, max(right - left, 2), bottom - 6))
        painter.setPen(QPen(look.bar, 3))
        painter.drawLine(QPointF(middle, 3), QPointF(middle, bottom))

    def _paint_dots(self, painter: QPainter, look: Look) -> None:
        dot = QColor(look.text)
        dot.setAlphaF(0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dot)
        for x, level in self._places():
            y = self._axis_y() - 2 - _DOT / 2 - level * _DOT
            painter.drawEllipse(QPointF(x, y), _DOT / 2 - 0.5, _DOT / 2 - 0.5)

    def _places(self) -> list[tuple[float, int]]:
        """Where each dot lies: those that would overlap stand on each other, as high as there is room."""
        last_at: list[float] = []
        places = []
        for time in self.times_s:
            x = self.x_of(time)
            free = next((level for level, at in enumerate(last_at) if x - at >= _DOT), len(last_at))
            if free >= _MOST_STACKED:
                free = _MOST_STACKED - 1
            if free == len(last_at):
                last_at.append(x)
            last_at[free] = x
            places.append((x, free))
        return places
