"""Lines, areas, scattered points and bubbles."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from decks.render.charts.canvas import Canvas
from decks.render.charts.connections import draw_connections, ground
from decks.render.charts.data_labels import LabelSpot
from decks.render.charts.field import Field, across_of, bridged_places, rows_of
from decks.render.charts.markers import draw_marker, marker_of
from decks.render.charts.model import Kind, Plot, Series

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
    rows = canvas.build.seen_rows(plot, rows_of(plot, canvas.chart))
    # A later series covers the ones before it, unless they stand one behind another.
    numbered = list(enumerate(zip(plot.series, rows, strict=True)))
    for number, (series, row) in reversed(numbered) if plot.deep else numbered:
        reached = [(place, span) for place, span in enumerate(row) if span is not None]
        if not reached:
            continue
        heads = [field.point(place, span[1]) for place, span in reached]
        feet = [field.point(place, span[0] if span[0] else ground(field)) for place, span in reached]
        path = QPainterPath()
        path.addPolygon(QPolygonF([*heads, *reversed(feet)]))
        path.closeSubpath()
        canvas.paint.draw_data(path, series)
        for (place, _), head, foot in zip(reached, heads, feet, strict=True):
            value = series.values.values[place] or 0.0
            spots.append(LabelSpot(plot, number, place, value, (head + foot) / 2, None, _UP))
    draw_connections(canvas, field, plot, rows)
    return spots


def draw_lines(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw a line plot; where its data labels belong."""
    rows = canvas.build.seen_rows(plot, rows_of(plot, canvas.chart))
    draw_connections(canvas, field, plot, rows)
    spots = []
    for number, (series, row) in enumerate(zip(plot.series, rows, strict=True)):
        points = [(place, None if span is None else span[1]) for place, span in enumerate(row)]
        dots = _dots(canvas, field, series, points)
        draw_line(canvas, plot, series, dots)
        spots += _spots(plot, number, dots)
    return spots


def draw_scatter(canvas: Canvas, field: Field, plot: Plot) -> list[LabelSpot]:
    """Draw points over their x values; where their data labels belong."""
    spots = []
    for number, series in enumerate(plot.series):
        values = canvas.build.seen(series, series.values.values)
        pairs = list(zip(across_of(series), values, strict=False))
        dots = _dots(canvas, field, series, pairs)
        draw_line(canvas, plot, series, dots)
        spots += _spots(plot, number, dots)
    return spots


def _dots(
    canvas: Canvas, field: Field, series: Series, points: Sequence[tuple[float | None, float | None]]
) -> list[Dot | None]:
    """The dots of a line: `None` where it breaks, nothing where it goes on without one."""
    bridged = bridged_places(series, canvas.chart)
    return [
        None if x is None or y is None else Dot(place, y, field.point(x, y))
        for place, (x, y) in enumerate(points)
        if place not in bridged
    ]


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
    colour = canvas.paint.colour(series.index)
    pen = canvas.paint.series_pen(colour, series.properties)
    runs = _runs(dots)
    if pen is not None:
        for run in runs:
            whole = closed and len(run) == len(dots)
            paths = _paths([dot.at for dot in run], series.smooth, whole)
            # Effects belong to a line as a whole: one in pieces goes without.
            effects = (series.properties,) if len(paths) == 1 else ()
            for path in paths:
                if canvas.in_time():
                    canvas.paint.draw(path, path.boundingRect(), None, pen, *effects)
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
        if not canvas.build.shows(plot.series[number], place):
            continue
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
    series = plot.series[number]
    area = QRectF(at.x() - diameter / 2, at.y() - diameter / 2, diameter, diameter)
    path = QPainterPath()
    path.addEllipse(area)
    varied = len(series.values.values) if plot.varied and canvas.chart.series_count == 1 else 0
    canvas.paint.draw_data(path, series, place, varied, negative=_size(series, place) < 0)
    return LabelSpot(plot, number, place, series.values.values[place] or 0.0, at, area, _UP)


def is_curve(plot: Plot) -> bool:
    """Whether a plot is drawn above the axes' lines."""
    return plot.kind in (Kind.LINE, Kind.SCATTER, Kind.BUBBLE)
