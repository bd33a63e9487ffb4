"""Which points of a chart are seen while animations bring it in parts."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from decks.pptx.graphic_parts import ChartPart, Part
from decks.render.charts.model import Chart, Plot, Series

_Drawn = TypeVar("_Drawn")


class Build:
    """A chart without its `hidden` parts. Axes, legend and the places of what is seen are those of the whole
    chart, so that nothing moves when the next part comes."""

    def __init__(self, chart: Chart, hidden: Iterable[Part]) -> None:
        self._hidden = [part for part in hidden if isinstance(part, ChartPart)]
        series = sorted((one for plot in chart.plots for one in plot.series), key=lambda one: one.order)
        self._numbers = {one.index: number for number, one in enumerate(series)}

    def shows(self, series: Series, place: int) -> bool:
        """Whether a point of a series is seen."""
        number = self._numbers.get(series.index, -1)
        return not any(part.covers(number, place) for part in self._hidden)

    def shows_all(self, series: Series) -> bool:
        """Whether all points of a series are seen."""
        return not self._hidden or all(self.shows(series, n) for n in range(len(series.values.values)))

    def seen(self, series: Series, row: Sequence[_Drawn | None]) -> list[_Drawn | None]:
        """What is drawn for the points of a series: nothing for those that aren't seen."""
        if not self._hidden:
            return list(row)
        return [one if self.shows(series, place) else None for place, one in enumerate(row)]

    def seen_rows(self, plot: Plot, rows: Sequence[Sequence[_Drawn | None]]) -> list[list[_Drawn | None]]:
        """As `seen`, for all series of a plot."""
        return [self.seen(series, row) for series, row in zip(plot.series, rows, strict=True)]
