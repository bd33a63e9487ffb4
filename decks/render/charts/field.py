"""The field between two axes: where a category and a value lie in it."""

import math
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from decks.render.charts.model import Axis, Categories, Chart, Grouping, Kind, Plot, Series
from decks.render.charts.number_format import is_date
from decks.render.charts.scales import Scale, Slots, Wishes, nice_scale, percent_scale
from decks.render.charts.stacking import Span, filled, spans

_DAYS = {"months": 30.436875, "years": 365.2425}
MOST_SLOTS = 1_000_000


@dataclass(frozen=True, slots=True)
class Ruler:
    """An axis with its measure, upright or lying."""

    axis: Axis
    scale: Scale | Slots
    vertical: bool

    def at(self, area: QRectF, share: float) -> float:
        """The coordinate of a share of the axis on the field `area`."""
        if self.vertical:
            return area.bottom() - share * area.height()
        return area.left() + share * area.width()

    def length(self, area: QRectF) -> float:
        """How long the axis is."""
        return area.height() if self.vertical else area.width()


@dataclass(frozen=True, slots=True)
class System:
    """The plots that share a pair of axes: `base` under them (categories or x), `rise` beside them."""

    plots: tuple[Plot, ...]
    base: Axis
    rise: Axis

    @property
    def horizontal(self) -> bool:
        """Whether bars lie, and the categories stand at the side."""
        return any(plot.horizontal for plot in self.plots)

    @property
    def scattered(self) -> bool:
        """Whether both axes measure numbers."""
        return any(plot.kind in (Kind.SCATTER, Kind.BUBBLE) for plot in self.plots)

    @property
    def categories(self) -> Categories:
        """The labels: of the first series that has any."""
        series = [one for plot in self.plots for one in plot.series]
        return next((one.categories for one in series if one.categories.count), Categories())


@dataclass(frozen=True, slots=True)
class Field:
    """A system laid out on `area`."""

    area: QRectF
    base: Ruler
    rise: Ruler

    def place(self, across: float, up: float) -> QPointF:
        """Where the share `across` of the base and the share `up` of the rise meet."""
        first, second = self.base.at(self.area, across), self.rise.at(self.area, up)
        return QPointF(second, first) if self.base.vertical else QPointF(first, second)

    def point(self, category: float, value: float) -> QPointF:
        """Where a category (or x) and a value lie."""
        return self.place(self.base.scale.share(category), self.rise.scale.share(value))


def systems_of(chart: Chart) -> list[System]:
    """The plots by their axes, the primary pair first."""
    pairs: dict[tuple[str, ...], list[Plot]] = {}
    for plot in chart.plots:
        if not plot.round and plot.kind is not Kind.RADAR:
            pairs.setdefault(plot.axes[:2], []).append(plot)
    return [System(tuple(plots), *_axes(chart, ids, plots[0])) for ids, plots in pairs.items()]


def _axes(chart: Chart, ids: tuple[str, ...], plot: Plot) -> tuple[Axis, Axis]:
    found = [chart.axes[name] for name in ids if name in chart.axes]
    if plot.kind in (Kind.SCATTER, Kind.BUBBLE):
        found.sort(key=lambda axis: axis.position in ("l", "r"))
    else:
        found.sort(key=lambda axis: axis.counts_values)
    usual = Axis("", "", "cat", deleted=True), Axis("", "", "val", position="l", deleted=True)
    if len(found) >= 2:
        return found[0], found[1]
    if found and found[0].counts_values:
        return usual[0], found[0]
    return (found[0], usual[1]) if found else usual


def rows_of(plot: Plot, chart: Chart) -> list[list[Span | None]]:
    """Foot and head of the plot's points, missing ones as the chart wants them."""
    blanks = "gap" if plot.kind is Kind.BAR else chart.blanks
    if plot.kind is Kind.AREA and blanks == "gap":
        blanks = "zero"
    lines = plot.kind is Kind.LINE
    rows = [
        filled(_bridged(series, chart) if lines else series.values.values, blanks) for series in plot.series
    ]
    return spans(rows, plot.grouping, apart=plot.kind is Kind.BAR)


def bridged_places(series: Series, chart: Chart) -> frozenset[int]:
    """The points without a value over which a line goes on: no marker or label stands there."""
    values = series.values
    missing = frozenset(place for place, value in enumerate(values.values) if value is None)
    if chart.blanks == "span":
        return missing
    return frozenset() if chart.unavailable_blank else missing & values.not_available


def _bridged(series: Series, chart: Chart) -> list[float | None]:
    bridged, whole = bridged_places(series, chart), filled(series.values.values, "span")
    return [whole[place] if place in bridged else value for place, value in enumerate(series.values.values)]


def value_scale(system: System, chart: Chart, most: int) -> Scale:
    """The measure of a system's values."""
    axis = system.rise
    rows = [row for plot in system.plots for row in rows_of(plot, chart)]
    values = [value for row in rows for span in row if span is not None for value in span[1:]]
    low, high = min(values, default=0.0), max(values, default=-1.0)
    if all(plot.grouping is Grouping.PERCENT for plot in system.plots):
        return percent_scale(wishes_of(axis), low, most)
    return nice_scale(low, high, wishes_of(axis), most)


def across_scale(system: System, most: int) -> Scale:
    """The measure of a system's x values."""
    values = [
        value
        for plot in system.plots
        for series in plot.series
        for value in across_of(series)
        if value is not None
    ]
    low, high = min(values, default=0.0), max(values, default=-1.0)
    return nice_scale(low, high, wishes_of(system.base), most)


def across_of(series: Series) -> tuple[float | None, ...]:
    """The x values of a series; its points are counted where it has none."""
    if any(value is not None for value in series.across.values):
        return series.across.values
    return tuple(float(place + 1) for place in range(len(series.values.values)))


def wishes_of(axis: Axis) -> Wishes:
    """What an axis fixes of its measure."""
    return Wishes(axis.low, axis.high, axis.major, axis.minor, axis.log_base, axis.reversed)


def category_slots(system: System) -> Slots:
    """The slots of a system's categories; dates lie as far apart as they are."""
    points = (len(series.values.values) for plot in system.plots for series in plot.series)
    count = max([system.categories.count, *points, 1])
    bars = any(plot.kind is Kind.BAR for plot in system.plots)
    between = system.rise.between or bars
    places = date_places(system.base, system.categories)
    if places is not None:
        return Slots(max(places) + 1, between, system.base.reversed, places)
    return Slots(count, between, system.base.reversed)


def date_places(axis: Axis, categories: Categories) -> tuple[int, ...] | None:
    """How many days, months or years after the first one each date lies; `None` if the axis counts
    categories and not time."""
    numbers = categories.numbers
    if axis.kind != "date" or numbers is None or not is_date(numbers.code if axis.linked else axis.code):
        return None
    known = [value for value in numbers.values if value is not None]
    if not known or max(known) - min(known) > MOST_SLOTS:
        return None
    unit, first = _DAYS.get(axis.unit or _usual_unit(known), 1.0), math.floor(min(known))
    return tuple(0 if value is None else round((value - first) / unit) for value in numbers.values)


def _usual_unit(dates: list[float]) -> str:
    """The unit in which the two nearest dates are about one apart."""
    ordered = sorted(set(dates))
    nearest = min((later - earlier for earlier, later in pairwise(ordered)), default=1.0)
    return "years" if nearest >= 365 else "months" if nearest >= 28 else "days"
