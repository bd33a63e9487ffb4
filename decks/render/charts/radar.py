"""Radar charts: categories around a middle, values outwards."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from decks.render.charts.canvas import Canvas
from decks.render.charts.curves import Dot, draw_line
from decks.render.charts.data_labels import LabelSpot
from decks.render.charts.field import rows_of, wishes_of
from decks.render.charts.lettering import Words
from decks.render.charts.model import Axis, Categories, Plot
from decks.render.charts.scales import Scale, nice_scale

MOST_SPOKES = 200
_LABEL_GAP = 60_000.0


@dataclass(frozen=True, slots=True)
class Web:
    """Where the spokes and rings of a radar lie."""

    centre: QPointF
    radius: float
    spokes: int
    scale: Scale

    def direction(self, spoke: int) -> QPointF:
        """The unit vector of a spoke; the first points up, the others follow with the clock."""
        angle = 2 * math.pi * spoke / self.spokes
        return QPointF(math.sin(angle), -math.cos(angle))

    def at(self, spoke: int, value: float) -> QPointF:
        """Where a value lies on a spoke."""
        share = min(1.0, max(0.0, self.scale.share(value)))
        return self.centre + self.direction(spoke) * (self.radius * share)

    def ring(self, value: float) -> QPolygonF:
        """The ring through a value on all spokes."""
        return QPolygonF([self.at(spoke, value) for spoke in range(self.spokes)])


def draw_radar(canvas: Canvas, plots: list[Plot], area: QRectF) -> list[LabelSpot]:
    """Draw radar plots, which share their axes, into `area`; where their data labels belong."""
    base, rise = _axes(canvas, plots[0])
    series = [one for plot in plots for one in plot.series]
    categories = next((one.categories for one in series if one.categories.count), Categories())
    spokes = min(MOST_SPOKES, max([3, categories.count, *(len(one.values.values) for one in series)]))
    words = _spoke_words(canvas, base, categories, spokes)
    web = _web(canvas, plots, rise, area, words)
    _draw_web(canvas, web, rise)
    spots = []
    for plot in plots:
        rows = canvas.build.seen_rows(plot, rows_of(plot, canvas.chart))
        for number, (one, row) in enumerate(zip(plot.series, rows, strict=True)):
            dots = [
                None if span is None else Dot(place, span[1], web.at(place, span[1]))
                for place, span in enumerate(row[:spokes])
            ]
            _draw_series(canvas, plot, number, dots)
            spots += [
                LabelSpot(
                    plot,
                    number,
                    dot.place,
                    one.values.values[dot.place] or 0.0,
                    dot.at,
                    None,
                    web.direction(dot.place),
                )
                for dot in dots
                if dot is not None
            ]
    _draw_spoke_words(canvas, web, words)
    _draw_values(canvas, web, rise)
    return spots


def _axes(canvas: Canvas, plot: Plot) -> tuple[Axis, Axis]:
    axes = [canvas.chart.axes[name] for name in plot.axes if name in canvas.chart.axes]
    base = next((axis for axis in axes if not axis.counts_values), Axis("", "", "cat"))
    return base, next((axis for axis in axes if axis.counts_values), Axis("", "", "val"))


def _spoke_words(canvas: Canvas, base: Axis, categories: Categories, spokes: int) -> list[Words]:
    if base.deleted or base.labels == "none":
        return []
    lettering = canvas.lettering(base.text)
    code = "" if base.linked else base.code
    return [lettering.words(canvas.category(categories, spoke, code=code)) for spoke in range(spokes)]


def _web(canvas: Canvas, plots: list[Plot], rise: Axis, area: QRectF, words: list[Words]) -> Web:
    """As large as the words around it allow."""
    rows = [row for plot in plots for row in rows_of(plot, canvas.chart)]
    values = [value for row in rows for span in row if span is not None for value in span]
    spokes = max(len(words), max((len(row) for row in rows), default=3), 3)
    tallest = max((one.height for one in words), default=0.0)
    lowest = max(-math.cos(2 * math.pi * spoke / spokes) for spoke in range(spokes))
    gap = _gap(words)
    radius = max((area.height() - 2 * (tallest + gap)) / (1 + lowest), area.height() * 0.1)
    centre = QPointF(area.center().x(), area.center().y() + radius * (1 - lowest) / 2)
    for spoke, one in enumerate(words):
        # Words stand beside their spoke's end: the wider they are, the shorter it may be.
        across = abs(math.sin(2 * math.pi * spoke / spokes))
        if across > 0.1:
            radius = min(radius, max(area.width() * 0.1, (area.width() / 2 - one.width - gap) / across))
    most = max(1, int(radius / canvas.lettering(rise.text).height / 1.5))
    low, high = min(values, default=0.0), max(values, default=-1.0)
    scale = nice_scale(low, high, wishes_of(rise), most, margin=0.0)
    return Web(centre, radius, min(spokes, MOST_SPOKES), scale)


def _gap(words: list[Words]) -> float:
    """Between the end of a spoke and its words."""
    return max((one.height for one in words), default=0.0) * 0.4


def _draw_web(canvas: Canvas, web: Web, rise: Axis) -> None:
    painter = canvas.scene.painter
    if rise.major_grid is not None:
        pen = canvas.paint.pen(canvas.paint.thin_pen(), next(iter(rise.major_grid), None))
        if pen is not None:
            painter.setPen(pen)
            for value in web.scale.ticks():
                ring = web.ring(value)
                painter.drawPolyline(QPolygonF([*ring.toList(), ring.toList()[0]]))
    pen = None if rise.deleted else canvas.paint.pen(canvas.paint.thin_pen(), rise.properties)
    if pen is not None:
        painter.setPen(pen)
        ends = [web.centre + web.direction(spoke) * web.radius for spoke in range(web.spokes)]
        painter.drawLines([QLineF(web.centre, end) for end in ends])


def _draw_series(canvas: Canvas, plot: Plot, number: int, dots: list[Dot | None]) -> None:
    series = plot.series[number]
    known = [dot for dot in dots if dot is not None]
    if not known:
        return
    if not plot.filled:
        draw_line(canvas, plot, series, dots, closed=True)
        return
    path = QPainterPath()
    path.addPolygon(QPolygonF([dot.at for dot in known]))
    path.closeSubpath()
    canvas.paint.draw_data(path, series)


def _draw_spoke_words(canvas: Canvas, web: Web, words: list[Words]) -> None:
    for spoke, one in enumerate(words):
        direction = web.direction(spoke)
        end = web.centre + direction * (web.radius + _gap(words))
        across = _sign(direction.x()) * one.width / 2
        middle = QPointF(end.x() + across, end.y() + direction.y() * one.height / 2)
        one.draw_turned(canvas.scene, middle, 0.0, 0.5)


def _sign(value: float) -> int:
    return 0 if abs(value) < 0.05 else 1 if value > 0 else -1


def _draw_values(canvas: Canvas, web: Web, rise: Axis) -> None:
    """The numbers along the spoke that points up."""
    if rise.deleted or rise.labels == "none":
        return
    lettering = canvas.lettering(rise.text)
    for value in web.scale.ticks():
        words = lettering.words(canvas.number(value / rise.divisor, rise.code))
        at = web.at(0, value)
        words.draw_turned(canvas.scene, QPointF(at.x() - _LABEL_GAP, at.y()), 0.0, 1.0)
