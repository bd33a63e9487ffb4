"""Pies and doughnuts."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from decks.render.charts.canvas import Canvas
from decks.render.charts.data_labels import LabelSpot, key_room, label_box, label_of, label_text
from decks.render.charts.model import Kind, Plot, Series

_SHRUNK = 0.6
"""How small a pie may become for the words around it."""


def draw_round(canvas: Canvas, plot: Plot, area: QRectF) -> list[LabelSpot]:
    """Draw a pie or doughnut into the middle of `area`; where its data labels belong."""
    if plot.kind is Kind.PIE:
        radius = _pie_radius(canvas, plot, area)
        return _draw_ring(canvas, plot, 0, area.center(), (0.0, radius)) if plot.series else []
    radius = min(area.width(), area.height()) / 2
    spots = []
    inner = radius * plot.hole
    step = (radius - inner) / max(1, len(plot.series))
    for number in range(len(plot.series)):
        spots += _draw_ring(
            canvas, plot, number, area.center(), (inner + number * step, inner + (number + 1) * step)
        )
    return spots


def shares_of(series: Series) -> list[float]:
    """What share of the whole each point is; negative values count as large as positive ones."""
    sizes = [abs(value or 0.0) for value in series.values.values]
    whole = sum(sizes)
    return [size / whole if whole else 0.0 for size in sizes]


def _pie_radius(canvas: Canvas, plot: Plot, area: QRectF) -> float:
    """As large as exploded slices and the words around it allow."""
    radius = min(area.width(), area.height()) / 2
    if not plot.series:
        return radius
    largest = max(
        (_explosion(plot.series[0], place) for place in range(len(plot.series[0].values.values))), default=0.0
    )
    radius /= 1 + largest
    ring = _ring_spots(plot, 0, area.center(), (0.0, radius))
    overflow = 0.0
    for spot in ring:
        label = label_of(spot)
        if label is None or label.position not in ("outEnd", "", "bestFit"):
            continue
        words = canvas.lettering(label.text).words(label_text(canvas, spot, label))
        width, height = words.extent(0.0)
        box = label_box(spot, label.position, (width + key_room(canvas, spot, label), height))
        overflow = max(
            overflow,
            area.left() - box.left(),
            box.right() - area.right(),
            area.top() - box.top(),
            box.bottom() - area.bottom(),
        )
    return max(radius * _SHRUNK, radius - max(0.0, overflow))


def _explosion(series: Series, place: int) -> float:
    point = series.points.get(place)
    if point is not None and point.explosion is not None:
        return point.explosion
    return series.explosion


def _ring_spots(plot: Plot, number: int, centre: QPointF, radii: tuple[float, float]) -> list[LabelSpot]:
    """The slices of one series, without drawing them."""
    series = plot.series[number]
    spots, start = [], plot.angle
    for place, share in enumerate(shares_of(series)):
        middle = math.radians(start + share * 180)
        direction = QPointF(math.sin(middle), -math.cos(middle))
        start += share * 360
        if share <= 0:
            continue
        moved = (
            centre + direction * (_explosion(series, place) * radii[1]) if plot.kind is Kind.PIE else centre
        )
        label_middle = moved if plot.kind is Kind.PIE else centre + direction * (sum(radii) / 2)
        value = series.values.values[place] or 0.0
        spots.append(LabelSpot(plot, number, place, value, label_middle, None, direction, share, radii[1]))
    return spots


def _draw_ring(
    canvas: Canvas, plot: Plot, number: int, centre: QPointF, radii: tuple[float, float]
) -> list[LabelSpot]:
    series = plot.series[number]
    spots = _ring_spots(plot, number, centre, radii)
    starts, start = [], plot.angle
    for share in shares_of(series):
        starts.append(start)
        start += share * 360
    count = len(series.values.values)
    spots = [spot for spot in spots if canvas.build.shows(series, spot.place)]
    for spot in spots:
        middle = spot.middle if plot.kind is Kind.PIE else centre
        path = slice_path(middle, radii, starts[spot.place], spot.share * 360)
        canvas.paint.draw_data(path, series, spot.place, count if plot.varied else 0)
    return spots


def slice_path(centre: QPointF, radii: tuple[float, float], start: float, sweep: float) -> QPainterPath:
    """A slice, or a piece of a ring, from `start` degrees clockwise from the top."""
    inner, outer = radii
    outside = QRectF(centre.x() - outer, centre.y() - outer, 2 * outer, 2 * outer)
    inside = QRectF(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner)
    path = QPainterPath()
    path.setFillRule(path.fillRule().OddEvenFill)
    if sweep >= 359.999:
        path.addEllipse(outside)
        if inner > 0:
            path.addEllipse(inside)
        return path
    # Qt counts angles against the clock from three o'clock.
    first = 90 - start
    path.arcMoveTo(outside, first)
    path.arcTo(outside, first, -sweep)
    if inner > 0:
        path.arcTo(inside, first - sweep, sweep)
    else:
        path.lineTo(centre)
    path.closeSubpath()
    return path
