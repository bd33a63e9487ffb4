"""Trend lines and error bars over the points of a series."""

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath

from decks.render.charts.bars import bar_slot
from decks.render.charts.canvas import Canvas
from decks.render.charts.field import Field, across_of, rows_of
from decks.render.charts.model import Kind, Plot, Series
from decks.render.charts.paint import rectangle
from decks.render.charts.parts import ErrorBars, Trend
from decks.render.charts.scales import Slots
from decks.render.charts.trends import Pair, error_amounts, trend_points, trend_words

_CAP = 30_000.0
_LABEL_GAP = 40_000.0


def draw_additions(canvas: Canvas, field: Field, plot: Plot) -> None:
    """Draw what a plot's series carry besides their points."""
    if not any(series.trends or series.errors for series in plot.series):
        return
    rows = canvas.build.seen_rows(plot, rows_of(plot, canvas.chart))
    for number, series in enumerate(plot.series):
        if series.errors:
            heads = [None if span is None else span[1] for span in rows[number]]
            for bars in series.errors:
                _draw_errors(canvas, field, plot, number, bars, heads)
        if canvas.build.shows_all(series):
            _draw_trends(canvas, field, series, scattered=plot.kind in (Kind.SCATTER, Kind.BUBBLE))


def _draw_trends(canvas: Canvas, field: Field, series: Series, *, scattered: bool) -> None:
    """Categories count as 1, 2, 3 … in the formula of a trend."""
    values = series.values.values
    across = across_of(series) if scattered else tuple(float(place + 1) for place in range(len(values)))
    pairs = [(x, y) for x, y in zip(across, values, strict=False) if x is not None and y is not None]
    for trend in series.trends:
        points = trend_points(trend, pairs)
        pen = canvas.paint.extra_pen(trend.properties)
        if not points or pen is None:
            continue
        shift = 0 if scattered else 1
        path = QPainterPath(field.point(points[0][0] - shift, points[0][1]))
        for x, y in points[1:]:
            path.lineTo(field.point(x - shift, y))
        canvas.scene.painter.strokePath(path, pen)
        _draw_trend_label(canvas, trend, pairs, path.currentPosition())


def _draw_trend_label(canvas: Canvas, trend: Trend, pairs: list[Pair], end: QPointF) -> None:
    """The words of a trend line, above its end."""
    if trend.label is None:
        return
    title = trend.label.title
    lettering = canvas.lettering(title.style)
    if title.rich is not None:
        words = lettering.rich_words(title.rich)
    else:
        words = lettering.pieces(trend_words(trend, pairs))
    if not words.text:
        return
    width, height = words.extent(0.0)
    box = QRectF(end.x() - width, end.y() - height - _LABEL_GAP, width, height)
    box = canvas.kept_inside(canvas.placed(box, title.placing))
    canvas.paint.surface(rectangle(box), box, title.properties)
    words.draw_in(canvas.scene, box)


def _draw_errors(
    canvas: Canvas, field: Field, plot: Plot, number: int, bars: ErrorBars, heads: list[float | None]
) -> None:
    series = plot.series[number]
    scattered = plot.kind in (Kind.SCATTER, Kind.BUBBLE)
    across = across_of(series) if scattered else tuple(range(len(heads)))
    measured = heads if bars.vertical or not scattered else list(across)
    pen = canvas.paint.extra_pen(bars.properties)
    if pen is None:
        return
    lines = []
    for place, (up, down) in enumerate(error_amounts(bars, measured)):
        x = across[place] if place < len(across) else None
        y = heads[place] if place < len(heads) else None
        if x is None or y is None or not (up or down):
            continue
        lines += _error_lines(field, plot, number, bars, (x, y), (up, down))
    canvas.scene.painter.setPen(pen)
    canvas.scene.painter.drawLines(lines)


def _error_lines(
    field: Field,
    plot: Plot,
    number: int,
    bars: ErrorBars,
    point: tuple[float, float],
    reach: tuple[float, float],
) -> list[QLineF]:
    """The bar of one point, with a cap at each end that it reaches to."""
    x, y = point
    up, down = reach
    scattered = plot.kind in (Kind.SCATTER, Kind.BUBBLE)
    if scattered and not bars.vertical:
        high, low = field.point(x + up, y), field.point(x - down, y)
    else:
        high, low = field.point(x, y + up), field.point(x, y - down)
        if plot.kind is Kind.BAR and isinstance(field.base.scale, Slots):
            left, width = bar_slot(plot, number)
            share = field.base.scale.share(x) + (left + width / 2 - 0.5) * field.base.scale.width
            high = field.place(share, field.rise.scale.share(y + up))
            low = field.place(share, field.rise.scale.share(y - down))
    lines = [QLineF(low, high)]
    upright = abs(high.x() - low.x()) <= abs(high.y() - low.y())
    across, along = (_CAP, 0.0) if upright else (0.0, _CAP)
    for end, there in ((high, up), (low, down)):
        if bars.capped and there:
            lines.append(QLineF(end.x() - across, end.y() - along, end.x() + across, end.y() + along))
    return lines
