"""Bars and columns: beside one another, or standing on one another."""

from PySide6.QtCore import QLineF, QPointF, QRectF

from decks.render.charts.canvas import Canvas
from decks.render.charts.connections import draw_series_lines
from decks.render.charts.data_labels import LabelSpot
from decks.render.charts.field import Field, rows_of
from decks.render.charts.model import Grouping, Plot
from decks.render.charts.paint import rectangle
from decks.render.charts.scales import Slots
from decks.render.charts.stacking import Span


def draw_bars(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw a bar plot; where its data labels belong."""
    rows = canvas.build.seen_rows(plot, rows_of(plot, canvas.chart))
    spots: list[LabelSpot] = []
    for number, (series, row) in enumerate(zip(plot.series, rows, strict=True)):
        left, width = bar_slot(plot, number)
        varied = len(row) if plot.varied and canvas.chart.series_count == 1 else 0
        for place, span in enumerate(row):
            if span is None or not canvas.in_time():
                continue
            area = _bar(field, place, span, left, width)
            canvas.paint.draw_data(rectangle(area), series, place, varied, negative=span[1] < span[0])
            foot, head = _end(field, span[0]), _end(field, span[1])
            spots.append(
                LabelSpot(
                    plot,
                    number,
                    place,
                    series.values.values[place] or 0.0,
                    area.center(),
                    area,
                    _direction(field, head - foot, span),
                )
            )
    if plot.grouping is not Grouping.BESIDE:
        for number in range(len(plot.series)):
            draw_series_lines(
                canvas, plot, {spot.place: _head(spot) for spot in spots if spot.number == number}
            )
    return spots


def _head(spot: LabelSpot) -> QLineF:
    """The edge at which a bar ends."""
    area, direction = spot.area or QRectF(), spot.direction
    if direction.x():
        across = area.right() if direction.x() > 0 else area.left()
        return QLineF(across, area.top(), across, area.bottom())
    level = area.bottom() if direction.y() > 0 else area.top()
    return QLineF(area.left(), level, area.right(), level)


def bar_slot(plot: Plot, number: int) -> tuple[float, float]:
    """Where bar `number` of a category begins and how wide it is, as shares of the category's slot
    (ECMA-376 part 1, 21.2.2.75 and 21.2.2.131)."""
    count = len(plot.series) if plot.grouping is Grouping.BESIDE else 1
    place = number if plot.grouping is Grouping.BESIDE else 0
    widths = count - (count - 1) * plot.overlap + plot.gap
    width = 1 / max(widths, 1e-3)
    return width * (plot.gap / 2 + place * (1 - plot.overlap)), width


def _end(field: Field, value: float) -> float:
    """The share of the value axis at which a bar ends: never outside the field."""
    return min(1.0, max(0.0, field.rise.scale.share(value)))


def _bar(field: Field, place: int, span: Span, left: float, width: float) -> QRectF:
    scale = field.base.scale
    slot = scale.width if isinstance(scale, Slots) else 0.05
    backwards = scale.reversed
    start = scale.share(place) + slot * ((0.5 - left) if backwards else (left - 0.5))
    end = start + slot * width * (-1 if backwards else 1)
    foot = span[0] if span[0] or not _logarithmic(field) else 1e-300
    first, last = field.place(start, _end(field, foot)), field.place(end, _end(field, span[1]))
    return QRectF(first, last).normalized()


def _logarithmic(field: Field) -> bool:
    scale = field.rise.scale
    return not isinstance(scale, Slots) and scale.base is not None


def _direction(field: Field, growth: float, span: Span) -> QPointF:
    """Which way a bar grows on the picture, as a unit vector."""
    if growth == 0:
        growth = -1.0 if span[1] < 0 else 1.0
    sign = 1.0 if growth > 0 else -1.0
    return QPointF(sign, 0) if field.rise.vertical is False else QPointF(0, -sign)
