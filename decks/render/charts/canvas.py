"""What drawing one chart needs at hand: the scene, the chart, its paint and its letterings."""

from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic

from PySide6.QtCore import QRectF

from decks.pptx.graphic_parts import Part
from decks.pptx.ooxml import Element
from decks.render.charts.build import Build
from decks.render.charts.lettering import Lettering, Words, enlarged
from decks.render.charts.model import Categories, Chart, Series
from decks.render.charts.number_format import formatted
from decks.render.charts.paint import Paint
from decks.render.charts.parts import Placing, Title
from decks.render.slide.scene import LONGEST_S, Scene

TITLE_FACTOR = 1.2


@dataclass(frozen=True)
class Canvas:
    """`scene` counts in EMU, as everything here does; `area` is the whole chart's. `hidden` are the parts
    that animations have not brought yet."""

    scene: Scene
    chart: Chart
    paint: Paint
    area: QRectF
    hidden: frozenset[Part] = frozenset()
    _letterings: dict[tuple[Element | float | str | None, ...], Lettering] = field(default_factory=dict)

    @cached_property
    def build(self) -> Build:
        """Which points are seen."""
        return Build(self.chart, self.hidden)

    def in_time(self) -> bool:
        """Whether there is time left for more of the slide; if not, that is reported."""
        if monotonic() - self.scene.started_s < LONGEST_S:
            return True
        self.scene.report("render.chart_too_large")
        return False

    def lettering(
        self, *texts: Element | None, factor: float = 0.0, align: str = "ctr", ink: str = ""
    ) -> Lettering:
        """The way of writing that `c:txPr` elements give, nearest first, over the chart's; with a factor
        that of a title, larger than the rest and bold; in the colour `ink` (six digits) if there is one."""
        key = *texts, factor, align, ink
        if key not in self._letterings:
            role = enlarged(self.chart.text, factor, bold=True) if factor else None
            made = Lettering(
                self.scene, self.paint.text_colour, *texts, self.chart.text, role=role, align=align, ink=ink
            )
            self._letterings[key] = made
        return self._letterings[key]

    def placed(self, box: QRectF, placing: Placing | None) -> QRectF:
        """A box in its manual place, if it has one."""
        if placing is None or placing.x is None or placing.y is None:
            return box
        across, down = placing.x * self.area.width(), placing.y * self.area.height()
        if placing.moved:
            return box.translated(across, down)
        return QRectF(self.area.left() + across, self.area.top() + down, box.width(), box.height())

    def kept_inside(self, box: QRectF) -> QRectF:
        """A box moved so that as much as possible of it lies on the chart."""
        area, box = self.area, QRectF(box)
        box.moveLeft(max(area.left(), min(box.left(), area.right() - box.width())))
        box.moveTop(max(area.top(), min(box.top(), area.bottom() - box.height())))
        return box

    def title_words(self, title: Title, factor: float, width: float) -> tuple[Words, float]:
        """The words of a title in lines of at most `width`, and how far they are turned where that is
        said, else 0."""
        lettering = self.lettering(title.style, factor=factor)
        if title.rich is None:
            return lettering.words(title.text, width), lettering.turn or 0.0
        turn = self.lettering(title.rich).turn
        return lettering.rich_words(title.rich, width), turn or 0.0

    def number(self, value: float, code: str) -> str:
        """A number as a format code writes it in this chart."""
        return formatted(value, code or "General", self.chart.since_1904)

    def category(self, categories: Categories, place: int, level: int = 0, code: str = "") -> str:
        """The words of a category; its number where it has none. Dates are written with `code` or
        their own format."""
        numbers = categories.numbers
        if numbers is not None and level == 0:
            value = numbers.values[place] if place < len(numbers.values) else None
            return "" if value is None else self.number(value, code or numbers.code)
        if level < len(categories.levels):
            words = categories.levels[level]
            return words[place] if place < len(words) else ""
        return str(place + 1) if level == 0 else ""

    def name(self, series: Series, place: int) -> str:
        """The series' name as the legend shows it; without one it is counted."""
        return series.name or f"{'系列' if self.chart.chinese else 'Series'}{place + 1}"
