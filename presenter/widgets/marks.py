"""An option's mark, its shape and letter on its colour, and the bar that goes with it."""

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from presenter.widgets.fonts import ui_font
from presenter.widgets.theme import OptionMark, Shape, current_colours, mixed, option_mark


def _ring(corners: int, *, turn: float = -pi / 2, inner: float | None = None, size: float = 1.0) -> QPolygonF:
    """A regular polygon in a circle of radius `size`, or a star with its inner corners at `inner`."""
    count = corners * (2 if inner else 1)
    radii = [inner if inner and i % 2 else size for i in range(count)]
    angles = [turn + 2 * pi * i / count for i in range(count)]
    return QPolygonF([QPointF(r * cos(a), r * sin(a)) for r, a in zip(radii, angles, strict=True)])


def _cross() -> QPolygonF:
    w = 0.36
    xs = [(-w, -1), (w, -1), (w, -w), (1, -w), (1, w), (w, w), (w, 1), (-w, 1), (-w, w), (-1, w), (-1, -w)]
    return QPolygonF([QPointF(x, y) for x, y in [*xs, (-w, -w)]])


_POLYGONS = {
    Shape.TRIANGLE: _ring(3).translated(0, 0.2),
    Shape.SQUARE: _ring(4, turn=-pi / 4, size=1.12),
    Shape.DIAMOND: _ring(4),
    Shape.PENTAGON: _ring(5),
    Shape.STAR: _ring(8, inner=0.62, size=1.06),
    Shape.HEXAGON: _ring(6, turn=0),
    Shape.CROSS: _cross(),
}


def shape_path(shape: Shape, centre: QPointF, radius: float) -> QPainterPath:
    """The outline of `shape` around `centre`."""
    path = QPainterPath()
    if shape is Shape.CIRCLE:
        path.addEllipse(centre, radius * 0.9, radius * 0.9)
        return path
    polygon = QPolygonF([QPointF(p.x() * radius, p.y() * radius) + centre for p in _POLYGONS[shape].toList()])
    path.addPolygon(polygon)
    path.closeSubpath()
    return path


def draw_mark(painter: QPainter, mark: OptionMark, rect: QRectF, *, radius: float = 4) -> None:
    """Draw the mark into `rect` (about twice as wide as high): shape left, letter right."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mark.colour))
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(QColor(mark.ink))
    height = rect.height()
    middle = rect.center()
    painter.drawPath(
        shape_path(mark.shape, QPointF(middle.x() - rect.width() * 0.21, middle.y()), height * 0.24)
    )
    painter.setPen(QColor(mark.ink))
    painter.setFont(ui_font(height * 0.62, bold=True))
    letter = QRectF(middle.x() - rect.width() * 0.02, rect.top(), rect.width() * 0.44, height)
    painter.drawText(letter, Qt.AlignmentFlag.AlignCenter, mark.letter)


def draw_bar(painter: QPainter, rect: QRectF, share: float, colour: str, ground: QColor) -> None:
    """Draw a bar filled to `share` (0 to 1). Its edge keeps pale colours visible on pale ground."""
    radius = min(rect.height() / 2, 6.0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, radius, radius)
    if share <= 0:
        return
    filled = QRectF(rect.topLeft(), QSize(1, 1))
    filled.setSize(rect.size())
    filled.setWidth(max(rect.width() * min(share, 1.0), rect.height()))
    painter.setBrush(QColor(colour))
    if ground.lightnessF() > 0.5:
        painter.setPen(QPen(mixed(colour, "#000000", 0.35), 1))
        filled.adjust(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(filled, radius, radius)


class MarkBadge(QWidget):
    """An option's mark on the console."""

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = option_mark(index)
        self.setFixedSize(42, 22)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The mark, whole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_mark(painter, self._mark, QRectF(self.rect()))


class ShareBar(QWidget):
    """How many chose an option, as a bar."""

    def __init__(self, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = option_mark(index)
        self.share = 0.0
        self.setFixedHeight(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Fill the bar to `share`, 0 to 1."""
        if share != self.share:
            self.share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = current_colours()
        draw_bar(painter, QRectF(self.rect()), self.share, self._mark.colour, mixed(c.surface, c.text, 0.1))
