"""The smaller pieces that charts are made of: numbers, titles, markers, labels, trend lines, error bars."""

from dataclasses import dataclass, field

from decks.pptx.ooxml import Element


@dataclass(frozen=True, slots=True)
class Numbers:
    """Cached numbers and their format code; `None` where a point is missing, or not available: that is
    what a cell with `#N/A` says, over which lines go on."""

    values: tuple[float | None, ...] = ()
    code: str = "General"
    not_available: frozenset[int] = frozenset()


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
class Title:
    """`rich` is the text as written; `text` what stands there without one."""

    rich: Element | None = None
    text: str = ""
    style: Element | None = None
    properties: Element | None = None
    placing: Placing | None = None
    overlay: bool = False


@dataclass(frozen=True, slots=True)
class Marker:
    """`symbol` is empty where it is automatic; `size` in points."""

    symbol: str = ""
    size: float = 5.0
    properties: Element | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """What sets one point of a series apart. `explosion` as a share of the radius; `inverted` is `None`
    where the series' own counts."""

    properties: Element | None = None
    marker: Marker | None = None
    explosion: float | None = None
    inverted: bool | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """What a data label shows: `key` the sign that the legend has for the series, `note` the text that a
    range of cells holds for the point. `code` is empty where the number's own format counts."""

    value: bool = False
    category: bool = False
    series: bool = False
    percent: bool = False
    bubble: bool = False
    note: bool = False
    key: bool = False
    separator: str = ""
    code: str = ""
    position: str = ""
    text: Element | None = None
    rich: Element | None = None
    properties: Element | None = None
    leaders: bool = False
    leader_line: Element | None = None
    placing: Placing | None = None

    @property
    def shows(self) -> bool:
        """Whether there is anything to write."""
        words = self.value or self.category or self.series or self.percent or self.bubble
        return words or self.note or self.key


@dataclass(frozen=True, slots=True)
class Labels:
    """The data labels of a series: one rule for all, exceptions by point; `None` for a deleted one."""

    usual: Label | None = None
    points: dict[int, Label | None] = field(default_factory=dict)

    def of(self, point: int) -> Label | None:
        """The label of a point, if it has one."""
        return self.points.get(point, self.usual)


@dataclass(frozen=True, slots=True)
class TrendLabel:
    """What a trend line says of itself: its `formula`, and how well it `fits` (R²); `title` holds words
    written instead, and how they look. `code` is empty for numbers as short as they go."""

    formula: bool
    fits: bool
    code: str = ""
    title: Title = Title()


@dataclass(frozen=True, slots=True)
class Trend:
    """A trend line: `kind` as `c:trendlineType` says it; reaches in units of the x axis; `name` is empty
    where it is automatic."""

    kind: str
    order: int
    period: int
    forward: float
    backward: float
    intercept: float | None
    properties: Element | None
    name: str = ""
    label: TrendLabel | None = None


@dataclass(frozen=True, slots=True)
class UpDownBars:
    """Bars from the first to the last line of a plot, `up` where that rises; the gap between them as a
    share of their width. `None` for what is not drawn."""

    gap: float
    up: Element | None
    down: Element | None


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
