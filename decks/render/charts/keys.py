"""The sign by which the legend and data labels tell a series: a piece of its line, or a square of its
fill."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from decks.pptx.ooxml import EMU_PER_POINT
from decks.render.charts.canvas import Canvas
from decks.render.charts.markers import draw_marker, marker_of
from decks.render.charts.model import Kind, Plot, Series
from decks.render.charts.paint import rectangle
from decks.render.charts.parts import Marker, Trend

SQUARE, LINE = 0.6, 1.25
"""Width of a square, and of a piece of line, in heights of a letter."""
GAP = 0.3
"""Between a sign and its words, in heights of a letter."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a sign stands for: a series, its trend line, or (with a place) its point if the colours of so
    many points are `varied`."""

    plot: Plot
    series: Series
    place: int | None = None
    varied: int = 0
    trend: Trend | None = None

    @property
    def is_line(self) -> bool:
        """Whether it is a piece of line."""
        radar = self.plot.kind is Kind.RADAR and not self.plot.filled
        return radar or self.trend is not None or self.plot.kind in (Kind.LINE, Kind.SCATTER)

    @property
    def width(self) -> float:
        """How wide it is, in heights of a letter."""
        return LINE if self.is_line else SQUARE


def draw_key(canvas: Canvas, key: Key, area: QRectF, letters: float) -> None:
    """Draw a sign in the middle of `area`, for words whose letters are so high (EMU)."""
    if key.is_line:
        _draw_line(canvas, key, area, letters)
        return
    side = SQUARE * letters
    box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    path = rectangle(box)
    if key.plot.kind is Kind.BUBBLE:
        path = QPainterPath()
        path.addEllipse(box)
    canvas.paint.draw_data(path, key.series, key.place, key.varied)


def _draw_line(canvas: Canvas, key: Key, area: QRectF, letters: float) -> None:
    paint, series, middle = canvas.paint, key.series, area.center()
    colour = paint.colour(series.index)
    pen = (
        paint.series_pen(colour, series.properties)
        if key.trend is None
        else paint.extra_pen(key.trend.properties)
    )
    if pen is not None:
        canvas.scene.painter.setPen(pen)
        end = area.right() - GAP * letters / 2
        canvas.scene.painter.drawLine(QPointF(area.left(), middle.y()), QPointF(end, middle.y()))
    marker = marker_of(key.plot, series) if key.trend is None else None
    if marker is not None:
        size = min(marker.size, letters / EMU_PER_POINT * 0.7)
        draw_marker(paint, Marker(marker.symbol, size, marker.properties), middle, colour)
