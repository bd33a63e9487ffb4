"""What a chart part says, as values: texts and numbers from its caches, formats as elements."""

from dataclasses import dataclass, field
from enum import Enum

from decks.pptx.ooxml import Element


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
class Numbers:
    """Cached numbers and their format code; `None` where a point is missing."""

    values: tuple[float | None, ...] = ()
    code: str = "General"


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
class Placing:
    """A manual layout (ECMA-376 part 1, 21.2.2.95) as shares of the chart; `None` where automatic.
    `moved` says that x and y are distances from the automatic place."""

    x: float | None = None
    y: float | None = None
    width: float | None = None
    height: float | None = None
    inner: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """`symbol` is empty where it is automatic; `size` in points."""

    symbol: str = ""
    size: float = 5.0
    properties: Element | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """What sets one point of a series apart. `explosion` as a share of the radius."""

    properties: Element | None = None
    marker: Marker | None = None
    explosion: float | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a data label shows. `code` is empty where the number's own format counts."""

    value: bool = False
    category: bool = False
    series: bool = False
    percent: bool = False
    bubble: bool = False
    separator: str = ""
    code: str = ""
    position: str = ""
    text: Element | None = None
    rich: Element | None = None
    properties: Element | None = None
    leaders: bool = False
    placing: Placing | None = None

    @property
    def shows(self) -> bool:
        """Whether there is anything to write."""
        return self.value or self.category or self.series or self.percent or self.bubble


@dataclass(frozen=True, slots=True)
class Labels:
    """The data labels of a series: one rule for all, exceptions by point; `None` for a deleted one."""

    usual: Label | None = None
    points: dict[int, Label | None] = field(default_factory=dict)

    def of(self, point: int) -> Label | None:
        """The label of a point, if it has one."""
        return self.points.get(point, self.usual)


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend line: `kind` as `c:trendlineType` says it; reaches in units of the x axis."""

    kind: str
    order: int
    period: int
    forward: float
    backward: float
    intercept: float | None
    properties: Element | None


@dataclass(frozen=True, slots=True)
class ErrorBars:
    """`kind` as `c:errValType` says it; `plus` and `minus` only for custom ones."""

    vertical: bool
    upward: bool
    downward: bool
    kind: str
    amount: float
    plus: Numbers
    minus: Numbers
    capped: bool
    properties: Element | None


@dataclass(frozen=True, slots=True)
class Series:
    """One row of data. `index` counts over the whole chart and decides the colour."""

    index: int
    name: str
    categories: Categories
    values: Numbers
    across: Numbers = Numbers()
    """The x values of scatter and bubble charts."""
    sizes: Numbers = Numbers()
    properties: Element | None = None
    points: dict[int, Point] = field(default_factory=dict)
    marker: Marker | None = None
    labels: Labels | None = None
    smooth: bool = False
    explosion: float = 0.0
    trends: tuple[Trend, ...] = ()
    errors: tuple[ErrorBars, ...] = ()


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

    @property
    def round(self) -> bool:
        """Whether it is drawn without axes."""
        return self.kind in (Kind.PIE, Kind.DOUGHNUT)


@dataclass(frozen=True, slots=True)
class Title:
    """`rich` is the text as written; `text` what stands there without one."""

    rich: Element | None = None
    text: str = ""
    style: Element | None = None
    properties: Element | None = None
    placing: Placing | None = None
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis; `kind` is `cat`, `date`, `val` or `ser`. `crosses` and `crosses_at` say where it crosses
    the axis with the id `other`."""

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
    code: str = ""
    linked: bool = True
    divisor: float = 1.0
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
    """`left_out` are the numbers of entries that were deleted."""

    position: str = "r"
    overlay: bool = False
    left_out: frozenset[int] = frozenset()
    properties: Element | None = None
    text: Element | None = None
    placing: Placing | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """All of a chart. `blanks` is `gap`, `zero` or `span`; `simplified` holds codes of what is drawn in
    another way than it was made."""

    plots: tuple[Plot, ...] = ()
    axes: dict[str, Axis] = field(default_factory=dict)
    title: Title | None = None
    legend: Legend | None = None
    style: int = 2
    blanks: str = "gap"
    since_1904: bool = False
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
