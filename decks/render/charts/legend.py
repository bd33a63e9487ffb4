"""The legend: its entries, how much room they need, and where they stand."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

from decks.render.charts.canvas import Canvas
from decks.render.charts.keys import GAP, LINE, Key, draw_key
from decks.render.charts.lettering import Words
from decks.render.charts.model import Grouping, Kind, Legend, Plot
from decks.render.charts.paint import rectangle
from decks.render.charts.trends import trend_name

MOST_ENTRIES = 100
WIDEST = 0.36
"""Words at the side break when they would take more than this share of the chart's width."""
_MARGIN = 0.25


@dataclass(frozen=True, slots=True)
class Entry:
    """A sign and its words."""

    key: Key
    words: Words


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
    letters = canvas.lettering(legend.text, align="l").height
    upright = legend.position in ("l", "r", "tr")
    placing = legend.placing
    widest = width * (WIDEST if upright else 0.9)
    if placing is not None and placing.width and placing.width > 0:
        widest = width * placing.width
    entries = _entries(canvas, legend, letters, widest)
    if not entries:
        return None
    key = letters * max(entry.key.width for entry in entries)
    cell = key + letters * GAP * (1 if upright else 3) + max(entry.words.width for entry in entries)
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


def _entries(canvas: Canvas, legend: Legend, letters: float, widest: float) -> list[Entry]:
    """The entries in their order; numbers count series in the order of the file, then trend lines."""
    numbered: list[tuple[int, Key, str]] = []
    for plot in canvas.chart.plots:
        before = len(numbered)
        made = [(before + n, *entry) for n, entry in enumerate(_plot_entries(canvas, plot, before))]
        if legend.position in ("l", "r", "tr") and _grows_upwards(plot):
            made.reverse()
        numbered += made
    named = sorted(numbered, key=lambda entry: entry[0])
    for _, key, name in named if all(key.place is None for _, key, _ in named) else ():
        for trend in key.series.trends:
            words = trend_name(trend, name, chinese=canvas.chart.chinese)
            numbered.append((len(numbered), Key(key.plot, key.series, trend=trend), words))
    shown = [entry for entry in numbered if entry[0] not in legend.left_out][:MOST_ENTRIES]
    widest -= letters * (LINE + GAP)
    return [
        Entry(key, canvas.lettering(legend.texts.get(number), legend.text, align="l").words(text, widest))
        for number, key, text in shown
    ]


def _grows_upwards(plot: Plot) -> bool:
    """Whether a plot's series follow one another from below, as its entries then do."""
    if plot.kind is Kind.BAR:
        return plot.horizontal is (plot.grouping is Grouping.BESIDE)
    return plot.kind is Kind.AREA and plot.grouping is not Grouping.BESIDE


def _plot_entries(canvas: Canvas, plot: Plot, before: int) -> list[tuple[Key, str]]:
    single = plot.varied and plot.series and (plot.round or canvas.chart.series_count == 1)
    if single and plot.kind in (Kind.PIE, Kind.DOUGHNUT, Kind.BAR):
        series = plot.series[0]
        count = len(series.values.values)
        return [
            (Key(plot, series, place, count), canvas.category(series.categories, place))
            for place in range(min(count, MOST_ENTRIES))
        ]
    return [
        (Key(plot, series), canvas.name(series, before + number))
        for number, series in enumerate(plot.series[:MOST_ENTRIES])
    ]


def legend_area(canvas: Canvas, legend: Legend, layout: LegendLayout, room: QRectF) -> QRectF:
    """Where the legend stands: in its manual place, or at its side of the room that is left."""
    box = QRectF(0, 0, layout.width, layout.height)
    match legend.position:
        case "l":
            box.moveTo(room.left(), canvas.area.center().y() - box.height() / 2)
        case "t":
            box.moveTo(room.center().x() - box.width() / 2, room.top())
        case "b":
            box.moveTo(room.center().x() - box.width() / 2, room.bottom() - box.height())
        case "tr":
            box.moveTo(room.right() - box.width(), room.top())
        case _:
            box.moveTo(room.right() - box.width(), canvas.area.center().y() - box.height() / 2)
    return canvas.placed(box, legend.placing)


def draw_legend(canvas: Canvas, legend: Legend, layout: LegendLayout, area: QRectF) -> None:
    """Draw the legend with its corner at the corner of `area`."""
    canvas.paint.surface(rectangle(area), area, legend.properties)
    margin = _MARGIN * layout.letters
    top = area.top() + margin
    for row, height in enumerate(layout.row_heights):
        left = area.left() + margin
        for entry in layout.entries[row * layout.columns : (row + 1) * layout.columns]:
            draw_key(canvas, entry.key, QRectF(left, top, layout.key, height), layout.letters)
            words_left = left + layout.key + GAP * layout.letters
            entry.words.draw(canvas.scene, words_left, top + (height - entry.words.height) / 2)
            left += layout.cell_width
        top += height
