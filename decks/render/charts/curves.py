"""Lines, areas, scattered points and bubbles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from decks.render.charts.canvas import Canvas
from decks.render.charts.data_labels import LabelSpot
from decks.render.charts.field import Field, across_of, rows_of
from decks.render.charts.markers import draw_marker, marker_of
from decks.render.charts.model import Kind, Plot, Series
from decks.render.charts.stacking import Span

_UP = QPointF(0, -1)
LONGEST_PATH, PIECE = 100, 8
"""A line through more points than this is stroked in pieces of so many."""
LARGEST_BUBBLE = 0.25
"""Diameter of the largest bubble as a share of the field's shorter side."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of the data where it lies on the picture; `place` counts in its series."""

    place: int
    value: float
    at: QPointF


def draw_areas(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw an area plot; where its data labels belong."""
    spots = []
    rows = rows_of(plot, canvas.chart)
    # A later series covers the ones before it, unless they stand one behind another.
    numbered = list(enumerate(zip(plot.series, rows, strict=True)))
    for number, (series, row) in reversed(numbered) if plot.deep else numbered:
        reached = [(place, span) for place, span in enumerate(row) if span is not None]
        if not reached:
            continue
        base = min(max(0.0, _lowest(field)), _highest(field))
        heads = [field.point(place, span[1]) for place, span in reached]
        feet = [field.point(place, span[0] if span[0] else base) for place, span in reached]
        path = QPainterPath()
        path.addPolygon(QPolygonF([*heads, *reversed(feet)]))
        path.closeSubpath()
        paint = canvas.paint
        paint.fill(
            path, path.boundingRect(), paint.series_fill(paint.colour(series.index), series.properties)
        )
        pen = paint.pen(None, series.properties)
        if pen is not None:
            canvas.scene.painter.strokePath(path, pen)
        for (place, _), head, foot in zip(reached, heads, feet, strict=True):
            value = series.values.values[place] or 0.0
            spots.append(LabelSpot(plot, number, place, value, (head + foot) / 2, None, _UP))
    return spots


def _lowest(field: Field) -> float:
    return getattr(field.rise.scale, "low", 0.0)


def _highest(field: Field) -> float:
    return getattr(field.rise.scale, "high", 0.0)


def draw_lines(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw a line plot; where its data labels belong."""
    rows = rows_of(plot, canvas.chart)
    all_dots = [
        [
            None if span is None else Dot(place, span[1], field.point(place, span[1]))
            for place, span in enumerate(row)
        ]
        for row in rows
    ]
    _draw_connections(canvas, field, plot, rows)
    spots = []
    for number, (series, dots) in enumerate(zip(plot.series, all_dots, strict=True)):
        draw_line(canvas, plot, series, dots)
        spots += _spots(plot, number, dots)
    return spots


def _draw_connections(canvas: Canvas, field: Field, plot: Plot, rows: list[list[Span | None]]) -> None:
    """Drop lines to the axis, and lines between the highest and lowest of a category."""
    for element, dropped in ((plot.drop_lines, True), (plot.high_low, False)):
        pen = (
            None if element is None else canvas.paint.pen(canvas.paint.thin_pen(), next(iter(element), None))
        )
        if pen is None:
            continue
        canvas.scene.painter.setPen(pen)
        for place in range(max((len(row) for row in rows), default=0)):
            heads = [span[1] for row in rows if place < len(row) and (span := row[place]) is not None]
            if heads:
                low = min(max(0.0, _lowest(field)), _highest(field)) if dropped else min(heads)
                canvas.scene.painter.drawLine(field.point(place, max(heads)), field.point(place, low))


def draw_scatter(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw points over their x values; where their data labels belong."""
    spots = []
    for number, series in enumerate(plot.series):
        pairs = zip(across_of(series), series.values.values, strict=False)
        dots = [
            None if x is None or y is None else Dot(place, y, field.point(x, y))
            for place, (x, y) in enumerate(pairs)
        ]
        draw_line(canvas, plot, series, dots)
        spots += _spots(plot, number, dots)
    return spots


def _spots(plot: Plot, number: int, dots: Sequence[Dot | None]) -> list[LabelSpot]:
    values = plot.series[number].values.values
    return [
        LabelSpot(plot, number, dot.place, values[dot.place] or 0.0, dot.at, None, _UP)
        for dot in dots
        if dot is not None and dot.place < len(values) and values[dot.place] is not None
    ]


def draw_line(
    canvas: Canvas, plot: Plot, series: Series, dots: Sequence[Dot | None], *, closed: bool = False
) -> None:
    """The line through the points of a series, broken where one is missing, and their markers."""
    painter = canvas.scene.painter
    colour = canvas.paint.colour(series.index)
    pen = canvas.paint.series_pen(colour, series.properties)
    runs = _runs(dots)
    if pen is not None:
        for run in runs:
            whole = closed and len(run) == len(dots)
            for path in _paths([dot.at for dot in run], series.smooth, whole):
                if canvas.in_time():
                    painter.strokePath(path, pen)
        _draw_own_pieces(canvas, series, runs)
    for dot in (dot for run in runs for dot in run):
        if not canvas.in_time():
            return
        point = series.points.get(dot.place)
        marker = marker_of(plot, series, point)
        if marker is not None:
            draw_marker(canvas.paint, marker, dot.at, colour)


def _draw_own_pieces(canvas: Canvas, series: Series, runs: list[list[Dot]]) -> None:
    """The pieces of a line whose point has a pen of its own: each leads to its point."""
    for run in runs if series.points else ():
        for before, dot in pairwise(run):
            point = series.points.get(dot.place)
            pen = canvas.paint.pen(None, point.properties) if point is not None else None
            if pen is not None:
                canvas.scene.painter.setPen(pen)
                canvas.scene.painter.drawLine(before.at, dot.at)


def _runs(dots: Sequence[Dot | None]) -> list[list[Dot]]:
    """The points between gaps."""
    runs: list[list[Dot]] = [[]]
    for dot in dots:
        if dot is None:
            runs.append([])
        else:
            runs[-1].append(dot)
    return [run for run in runs if run]


def _paths(points: list[QPointF], smooth: bool, closed: bool) -> list[QPainterPath]:
    """A line through points. A long one comes in pieces: the time to stroke a path grows with the
    square of its length where it winds."""
    if len(points) <= LONGEST_PATH:
        return [_path(points, 1, len(points), smooth, closed)]
    ends = range(1, len(points), PIECE)
    return [_path(points, end, min(len(points), end + PIECE), smooth, False) for end in ends]


def _path(points: list[QPointF], first: int, stop: int, smooth: bool, closed: bool) -> QPainterPath:
    """The line to the points from `first` on; a smooth one leaves each in the direction of its
    neighbours."""
    path = QPainterPath(points[first - 1])
    for place in range(first, stop):
        if not smooth:
            path.lineTo(points[place])
            continue
        before, start, end = points[max(0, place - 2)], points[place - 1], points[place]
        after = points[min(len(points) - 1, place + 1)]
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    if closed:
        path.closeSubpath()
    return path


def draw_bubbles(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw bubbles, the largest first; where their data labels belong."""
    bubbles = [
        (abs(size), number, place, x, y)
        for number, series in enumerate(plot.series)
        for place, (x, y) in enumerate(zip(across_of(series), series.values.values, strict=False))
        if x is not None
        and y is not None
        and (size := _size(series, place))
        and (size > 0 or plot.negative_bubbles)
    ]
    largest = max((bubble[0] for bubble in bubbles), default=1.0)
    whole = LARGEST_BUBBLE * min(field.area.width(), field.area.height()) * plot.bubble_scale
    spots = []
    for size, number, place, x, y in sorted(bubbles, key=lambda bubble: -bubble[0]):
        share = size / largest if plot.bubble_width else math.sqrt(size / largest)
        spots.append(_draw_bubble(canvas, plot, number, place, field.point(x, y), share * whole))
    return spots


def _size(series: Series, place: int) -> float:
    """The size of a bubble; all are alike where sizes are missing."""
    if not series.sizes.values:
        return 1.0
    return (series.sizes.values[place] or 0.0) if place < len(series.sizes.values) else 0.0


def _draw_bubble(
    canvas: Canvas, plot: Plot, number: int, place: int, at: QPointF, diameter: float
) -> LabelSpot:
    series, paint = plot.series[number], canvas.paint
    area = QRectF(at.x() - diameter / 2, at.y() - diameter / 2, diameter, diameter)
    path = QPainterPath()
    path.addEllipse(area)
    point = series.points.get(place)
    own = point.properties if point is not None else None
    varied = len(series.values.values) if plot.varied and canvas.chart.series_count == 1 else 0
    colour = paint.point_colour(series, place, varied)
    paint.fill(path, area, paint.series_fill(colour, own, series.properties))
    pen = paint.pen(None, own, series.properties)
    if pen is not None:
        canvas.scene.painter.strokePath(path, pen)
    return LabelSpot(plot, number, place, series.values.values[place] or 0.0, at, area, _UP)


def is_curve(plot: Plot) -> bool:
    """Whether a plot is drawn above the axes' lines."""
    return plot.kind in (Kind.LINE, Kind.SCATTER, Kind.BUBBLE)
