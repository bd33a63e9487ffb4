"""The legend: its entries, how much room they need, and where they stand."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from decks.render.charts.canvas import Canvas
from decks.render.charts.lettering import Lettering, Words
from decks.render.charts.markers import draw_marker, marker_of
from decks.render.charts.model import Grouping, Kind, Legend, Marker, Plot, Series
from decks.render.charts.paint import rectangle

MOST_ENTRIES = 100
WIDEST = 0.36
"""Words at the side break when they would take more than this share of the chart's width."""
_KEY, _LINE_KEY = 0.6, 1.25
"""Width of the sign before an entry, in heights of a letter: a square, and a piece of line."""
_GAP = 0.3
_MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """A series, or (with a place) a point of one whose colours vary."""

    plot: Plot
    series: Series
    place: int | None
    words: Words
    varied: int = 0


@dataclass(frozen=True, slots=True)
class LegendLayout:
    """Entries in columns and rows of one size; lengths in EMU."""

    entries: tuple[Entry, ...]
    letters: float
    key: float
    columns: int
    cell_width: float
    row_heights: tuple[float, ...]

    @property
    def width(self) -> float:
        """The width of all."""
        return self.columns * self.cell_width + 2 * _MARGIN * self.letters

    @property
    def height(self) -> float:
        """The height of all."""
        return sum(self.row_heights) + 2 * _MARGIN * self.letters


def lay_out_legend(canvas: Canvas, legend: Legend, width: float) -> LegendLayout | None:
    """The legend of a chart of this size; `None` if it has no entries."""
    lettering = canvas.lettering(legend.text, align="l")
    letters = lettering.height
    upright = legend.position in ("l", "r", "tr")
    placing = legend.placing
    widest = width * (WIDEST if upright else 0.9)
    if placing is not None and placing.width and placing.width > 0:
        widest = width * placing.width
    entries = _entries(canvas, legend, lettering, widest)
    if not entries:
        return None
    lines = any(entry.plot.kind in (Kind.LINE, Kind.SCATTER) or _is_line(entry) for entry in entries)
    key = letters * (_LINE_KEY if lines else _KEY)
    cell = key + letters * _GAP * (1 if upright else 3) + max(entry.words.width for entry in entries)
    columns = (
        1
        if upright and not _is_wide(placing_width(legend) * width, cell)
        else _columns(entries, widest, cell)
    )
    rows = [entries[start : start + columns] for start in range(0, len(entries), columns)]
    heights = tuple(max(entry.words.height for entry in row) for row in rows)
    return LegendLayout(tuple(entries), letters, key, columns, cell, heights)


def placing_width(legend: Legend) -> float:
    """The share of the chart's width that a manual layout gives; 0 without one."""
    return legend.placing.width or 0.0 if legend.placing is not None else 0.0


def _is_wide(given: float, cell: float) -> bool:
    return given >= 2 * cell


def _columns(entries: list[Entry], widest: float, cell: float) -> int:
    return max(1, min(len(entries), int(widest / cell)))


def _is_line(entry: Entry) -> bool:
    return entry.plot.kind is Kind.RADAR and not entry.plot.filled


def _entries(canvas: Canvas, legend: Legend, lettering: Lettering, widest: float) -> list[Entry]:
    entries: list[Entry] = []
    for plot in canvas.chart.plots:
        made = _plot_entries(
            canvas, plot, lettering, widest - lettering.height * (_LINE_KEY + _GAP), len(entries)
        )
        if legend.position in ("l", "r", "tr") and _grows_upwards(plot):
            made.reverse()
        entries += made
    return [entry for number, entry in enumerate(entries) if number not in legend.left_out][:MOST_ENTRIES]


def _grows_upwards(plot: Plot) -> bool:
    """Whether a plot's series follow one another from below, as its entries then do."""
    if plot.kind is Kind.BAR:
        return plot.horizontal is (plot.grouping is Grouping.BESIDE)
    return plot.kind is Kind.AREA and plot.grouping is not Grouping.BESIDE


def _plot_entries(
    canvas: Canvas, plot: Plot, lettering: Lettering, widest: float, before: int
) -> list[Entry]:
    single = plot.varied and plot.series and (plot.round or canvas.chart.series_count == 1)
    if single and plot.kind in (Kind.PIE, Kind.DOUGHNUT, Kind.BAR):
        series = plot.series[0]
        count = len(series.values.values)
        names = [canvas.category(series.categories, place) for place in range(min(count, MOST_ENTRIES))]
        return [
            Entry(plot, series, place, lettering.words(name, widest), count)
            for place, name in enumerate(names)
        ]
    return [
        Entry(plot, series, None, lettering.words(canvas.name(series, before + number), widest))
        for number, series in enumerate(plot.series[:MOST_ENTRIES])
    ]


def legend_area(legend: Legend, layout: LegendLayout, whole: QRectF, room: QRectF) -> QRectF:
    """Where the legend stands: in its manual place, or at its side of the room that is left."""
    box = QRectF(0, 0, layout.width, layout.height)
    match legend.position:
        case "l":
            box.moveTo(room.left(), whole.center().y() - box.height() / 2)
        case "t":
            box.moveTo(room.center().x() - box.width() / 2, room.top())
        case "b":
            box.moveTo(room.center().x() - box.width() / 2, room.bottom() - box.height())
        case "tr":
            box.moveTo(room.right() - box.width(), room.top())
        case _:
            box.moveTo(room.right() - box.width(), whole.center().y() - box.height() / 2)
    placing = legend.placing
    if placing is not None and placing.x is not None and placing.y is not None:
        if placing.moved:
            box.translate(placing.x * whole.width(), placing.y * whole.height())
        else:
            box.moveTo(whole.left() + placing.x * whole.width(), whole.top() + placing.y * whole.height())
    return box


def draw_legend(canvas: Canvas, legend: Legend, layout: LegendLayout, area: QRectF) -> None:
    """Draw the legend with its corner at the corner of `area`."""
    if legend.properties is not None:
        canvas.paint.surface(rectangle(area), area, legend.properties)
    margin = _MARGIN * layout.letters
    top = area.top() + margin
    for row, height in enumerate(layout.row_heights):
        left = area.left() + margin
        for entry in layout.entries[row * layout.columns : (row + 1) * layout.columns]:
            _draw_key(canvas, entry, QRectF(left, top, layout.key, height), layout.letters)
            words_left = left + layout.key + _GAP * layout.letters
            entry.words.draw(canvas.scene, words_left, top + (height - entry.words.height) / 2)
            left += layout.cell_width
        top += height


def _draw_key(canvas: Canvas, entry: Entry, area: QRectF, letters: float) -> None:
    """The sign before an entry: a piece of its line, or a square of its fill."""
    paint, series = canvas.paint, entry.series
    colour = paint.point_colour(series, entry.place or 0, entry.varied)
    if entry.plot.kind in (Kind.LINE, Kind.SCATTER) or _is_line(entry):
        pen = paint.series_pen(colour, series.properties)
        middle = QPointF(area.center().x(), area.center().y())
        if pen is not None:
            canvas.scene.painter.setPen(pen)
            canvas.scene.painter.drawLine(
                QPointF(area.left(), middle.y()), QPointF(area.right() - _GAP * letters / 2, middle.y())
            )
        marker = marker_of(entry.plot, series)
        if marker is not None:
            size = min(marker.size, letters / 12_700 * 0.7)
            draw_marker(paint, Marker(marker.symbol, size, marker.properties), middle, colour)
        return
    point = series.points.get(entry.place) if entry.place is not None else None
    own = point.properties if point is not None else None
    side = _KEY * letters
    box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
    path = rectangle(box)
    if entry.plot.kind is Kind.BUBBLE:
        path = QPainterPath()
        path.addEllipse(box)
    paint.fill(path, box, paint.series_fill(colour, own, series.properties))
    pen = paint.pen(None, own, series.properties)
    if pen is not None:
        canvas.scene.painter.strokePath(path, pen)
