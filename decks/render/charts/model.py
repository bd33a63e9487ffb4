"""What a chart part says, as values: texts and numbers from its caches, formats as elements."""

from dataclasses import dataclass, field
from enum import Enum

from decks.pptx.ooxml import Element
from decks.render.charts.parts import (
    ErrorBars,
    Labels,
    Marker,
    Numbers,
    Placing,
    Point,
    Title,
    Trend,
    UpDownBars,
)


class Kind(Enum):
    """How a plot shows its series."""

    BAR = "bar"
    LINE = "line"
    AREA = "area"
    PIE = "pie"
    DOUGHNUT = "doughnut"
    SCATTER = "scatter"
    BUBBLE = "bubble"
    RADAR = "radar"


class Grouping(Enum):
    """How the series of a plot stand together."""

    BESIDE = "beside"
    STACKED = "stacked"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Categories:
    """Labels of the category axis, innermost level first; an outer level has its text where a group
    begins. `numbers` where the cache holds numbers (dates)."""

    levels: tuple[tuple[str, ...], ...] = ()
    numbers: Numbers | None = None

    @property
    def count(self) -> int:
        """How many categories there are."""
        return len(self.levels[0]) if self.levels else 0


@dataclass(frozen=True, slots=True)
class Series:
    """One row of data. `index` counts over the whole chart and decides the colour, `order` the place among
    the others. Where it is `inverted`,
    negative points look otherwise: in `negative_fill` instead of a plain colour. `notes` are the texts
    that a range of cells holds for the labels of its points."""

    index: int
    name: str
    categories: Categories
    values: Numbers
    across: Numbers = field(default_factory=Numbers)
    """The x values of scatter and bubble charts."""
    sizes: Numbers = field(default_factory=Numbers)
    properties: Element | None = None
    points: dict[int, Point] = field(default_factory=dict)
    marker: Marker | None = None
    labels: Labels | None = None
    smooth: bool = False
    explosion: float = 0.0
    trends: tuple[Trend, ...] = ()
    errors: tuple[ErrorBars, ...] = ()
    inverted: bool = False
    negative_fill: Element | None = None
    notes: tuple[str, ...] = ()
    order: int = 0

    def inverts(self, place: int | None) -> bool:
        """Whether a point looks otherwise if it is negative."""
        point = None if place is None else self.points.get(place)
        return self.inverted if point is None or point.inverted is None else point.inverted


@dataclass(frozen=True, slots=True)
class Plot:
    """Series shown in one way on one pair of axes. Gap, overlap and hole as shares, the angle in
    degrees clockwise from the top."""

    kind: Kind
    series: tuple[Series, ...]
    axes: tuple[str, ...] = ()
    grouping: Grouping = Grouping.BESIDE
    horizontal: bool = False
    gap: float = 1.5
    overlap: float = 0.0
    varied: bool = False
    angle: float = 0.0
    hole: float = 0.5
    markers: bool = False
    filled: bool = False
    bubble_scale: float = 1.0
    bubble_width: bool = False
    negative_bubbles: bool = False
    deep: bool = False
    """Series stand behind one another, the first in front."""
    drop_lines: Element | None = None
    high_low: Element | None = None
    series_lines: Element | None = None
    up_down: UpDownBars | None = None

    @property
    def round(self) -> bool:
        """Whether it is drawn without axes."""
        return self.kind in (Kind.PIE, Kind.DOUGHNUT)


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis; `kind` is `cat`, `date`, `val` or `ser`. `crosses` and `crosses_at` say where it crosses
    the axis with the id `other`. `label_offset` is the distance to its words in usual ones; with
    `one_level` groups of categories are written before their members. `unit_label` names the units in
    which numbers are shown."""

    id: str
    other: str
    kind: str
    position: str = "b"
    deleted: bool = False
    reversed: bool = False
    low: float | None = None
    high: float | None = None
    log_base: float | None = None
    major: float | None = None
    minor: float | None = None
    unit: str = ""
    major_unit: str = ""
    crosses: str = "autoZero"
    crosses_at: float | None = None
    between: bool = True
    major_tick: str = "cross"
    minor_tick: str = "none"
    labels: str = "nextTo"
    label_step: int = 0
    mark_step: int = 0
    label_offset: float = 1.0
    label_align: str = "ctr"
    one_level: bool = False
    code: str = ""
    linked: bool = True
    divisor: float = 1.0
    unit_label: Title | None = None
    properties: Element | None = None
    text: Element | None = None
    major_grid: Element | None = None
    minor_grid: Element | None = None
    title: Title | None = None

    @property
    def counts_values(self) -> bool:
        """Whether it measures numbers."""
        return self.kind == "val"


@dataclass(frozen=True, slots=True)
class Legend:
    """`left_out` are the numbers of entries that were deleted, `texts` how single ones are written."""

    position: str = "r"
    overlay: bool = False
    left_out: frozenset[int] = frozenset()
    texts: dict[int, Element] = field(default_factory=dict)
    properties: Element | None = None
    text: Element | None = None
    placing: Placing | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """All of a chart. `blanks` is `gap`, `zero` or `span`, for numbers that are not available too if
    these are `unavailable_blank`; `simplified` holds codes of what is drawn in
    another way than it was made. Names that stand for themselves are Chinese or English."""

    plots: tuple[Plot, ...] = ()
    axes: dict[str, Axis] = field(default_factory=dict)
    title: Title | None = None
    legend: Legend | None = None
    style: int = 2
    blanks: str = "gap"
    unavailable_blank: bool = False
    since_1904: bool = False
    chinese: bool = False
    rounded: bool = False
    properties: Element | None = None
    text: Element | None = None
    plot_properties: Element | None = None
    plot_placing: Placing | None = None
    simplified: tuple[str, ...] = ()

    @property
    def series_count(self) -> int:
        """How many series there are in all plots."""
        return sum(len(plot.series) for plot in self.plots)
