"""What connects the points of one category, or the bars of neighbouring ones (ECMA-376 part 1, 21.2.2.53,
21.2.2.80, 21.2.2.176, 21.2.2.218)."""

from itertools import pairwise

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QPen

from decks.pptx.ooxml import Element, child
from decks.render.charts.canvas import Canvas
from decks.render.charts.field import Field
from decks.render.charts.model import Plot
from decks.render.charts.paint import rectangle
from decks.render.charts.scales import Scale, Slots
from decks.render.charts.stacking import Span


def draw_connections(canvas: Canvas, field: Field, plot: Plot, rows: list[list[Span | None]]) -> None:
    """Drop lines to the axis, lines between the highest and lowest of a category, and bars from its first
    to its last point."""
    for element, dropped in ((plot.drop_lines, True), (plot.high_low, False)):
        pen = _pen(canvas, element)
        if pen is None:
            continue
        canvas.scene.painter.setPen(pen)
        for place in range(max((len(row) for row in rows), default=0)):
            heads = [span[1] for row in rows if (span := _at(row, place)) is not None]
            if heads:
                low = ground(field) if dropped else min(heads)
                canvas.scene.painter.drawLine(field.point(place, max(heads)), field.point(place, low))
    if plot.up_down is not None and len(rows) > 1:
        _draw_up_down(canvas, field, plot, rows)


def ground(field: Field) -> float:
    """The value from which areas and drop lines rise: zero, or what is nearest to it."""
    scale = field.rise.scale
    return min(max(0.0, scale.low), scale.high) if isinstance(scale, Scale) else 0.0


def _pen(canvas: Canvas, element: Element | None) -> QPen | None:
    return None if element is None else canvas.paint.pen(canvas.paint.thin_pen(), child(element, "c:spPr"))


def _at(row: list[Span | None], place: int) -> Span | None:
    return row[place] if place < len(row) else None


def _draw_up_down(canvas: Canvas, field: Field, plot: Plot, rows: list[list[Span | None]]) -> None:
    bars, scale = plot.up_down, field.base.scale
    if bars is None or not isinstance(scale, Slots):
        return
    half = scale.width / (1 + bars.gap) / 2
    for place in range(min(len(rows[0]), len(rows[-1]))):
        first, last = rows[0][place], rows[-1][place]
        if first is None or last is None or not canvas.in_time():
            continue
        rising = last[1] >= first[1]
        element = bars.up if rising else bars.down
        if element is None:
            continue
        share, rise = scale.share(place), field.rise.scale
        corners = (
            field.place(share - half, rise.share(first[1])),
            field.place(share + half, rise.share(last[1])),
        )
        path = rectangle(QRectF(*corners).normalized())
        canvas.paint.draw_change(path, child(element, "c:spPr"), rising=rising)


def draw_series_lines(canvas: Canvas, plot: Plot, heads: dict[int, QLineF]) -> None:
    """Lines between the bars of a series: `heads` are the edges at which they end, by category, from left
    to right or from top to bottom."""
    pen = _pen(canvas, plot.series_lines)
    if pen is None:
        return
    lines = []
    for before, after in pairwise(sorted(heads)):
        first, second = heads[before], heads[after]
        if first.x1() + first.y1() > second.x1() + second.y1():
            first, second = second, first
        if after == before + 1:
            lines.append(QLineF(first.p2(), second.p1()))
    canvas.scene.painter.setPen(pen)
    canvas.scene.painter.drawLines(lines)
