"""A `c:chartSpace` as a Chart. Whatever is missing or nonsense gets the value that Office gives it."""

from dataclasses import dataclass

from decks.pptx.ooxml import Element, attribute, child, children, descendants, local_name, parse_whole, whole
from decks.render.charts.axis_reading import read_axes
from decks.render.charts.caches import MOST_POINTS, Room, read_categories, read_numbers, read_words
from decks.render.charts.model import (
    Chart,
    Grouping,
    Kind,
    Labels,
    Legend,
    Plot,
    Point,
    Series,
    Title,
)
from decks.render.charts.part_reading import (
    flag,
    read_errors,
    read_label,
    read_labels,
    read_marker,
    read_placing,
    read_title,
    read_trends,
    value_of,
)

MOST_SERIES = 255
MOST_PLOTS = 16
MOST_POINT_FORMATS = 2_000
_KINDS = {
    "barChart": Kind.BAR,
    "lineChart": Kind.LINE,
    "areaChart": Kind.AREA,
    "pieChart": Kind.PIE,
    "ofPieChart": Kind.PIE,
    "doughnutChart": Kind.DOUGHNUT,
    "scatterChart": Kind.SCATTER,
    "bubbleChart": Kind.BUBBLE,
    "radarChart": Kind.RADAR,
    "bar3DChart": Kind.BAR,
    "line3DChart": Kind.LINE,
    "area3DChart": Kind.AREA,
    "pie3DChart": Kind.PIE,
}
_GROUPINGS = {"stacked": Grouping.STACKED, "percentStacked": Grouping.PERCENT}


class UnknownChartError(Exception):
    """A chart of a kind that can't be drawn."""


@dataclass(slots=True)
class _Budget:
    room: Room
    other_room: Room
    series: int = MOST_SERIES


def read_chart(root: Element) -> Chart:
    """The chart in a chart part. Raises `UnknownChartError` if no part of it can be drawn."""
    chart = child(root, "c:chart")
    area = child(chart, "c:plotArea")
    budget = _Budget(Room(), Room(3 * MOST_POINTS))
    elements = [e for e in (() if area is None else area) if local_name(e).endswith("Chart")][:MOST_PLOTS]
    known = [element for element in elements if local_name(element) in _KINDS]
    if not known:
        raise UnknownChartError
    plots = tuple(_plot(element, budget) for element in known)
    return Chart(
        plots=plots,
        axes=read_axes(area),
        title=_title(root, chart, plots),
        legend=_legend(child(chart, "c:legend")),
        style=_style(root),
        blanks=attribute(child(chart, "c:dispBlanksAs"), "val", "zero") if _has_blanks(chart) else "gap",
        since_1904=flag(root, "c:date1904"),
        rounded=flag(root, "c:roundedCorners"),
        properties=child(root, "c:spPr"),
        text=child(root, "c:txPr"),
        plot_properties=child(area, "c:spPr"),
        plot_placing=read_placing(child(area, "c:layout")),
        simplified=tuple(_simplified(root, area, elements, budget)),
    )


def _has_blanks(chart: Element | None) -> bool:
    return child(chart, "c:dispBlanksAs") is not None


def _simplified(root: Element, area: Element | None, elements: list[Element], budget: _Budget) -> list[str]:
    """The codes of what is drawn otherwise than it was made."""
    names = {local_name(element) for element in elements}
    codes = []
    if any("3D" in name for name in names):
        codes.append("render.chart_flat")
    if "ofPieChart" in names:
        codes.append("render.chart_plain_pie")
    if not names <= set(_KINDS):
        codes.append("render.chart_series_missing")
    if child(area, "c:dTable") is not None or child(root, "c:userShapes") is not None:
        codes.append("render.chart_parts")
    if any(True for _ in descendants(area, "c:upDownBars")):
        codes.append("render.chart_parts")
    if budget.room.exceeded or budget.series < 0:
        codes.append("render.chart_too_large")
    return list(dict.fromkeys(codes))


def _style(root: Element) -> int:
    """The number of the chart's style, 1 to 48; newer files write it as 101 to 148."""
    found = [whole(element, "val") for element in root.iter() if local_name(element) == "style"]
    number = found[0] if found else 2
    number = number - 100 if number > 100 else number
    return number if 1 <= number <= 48 else 2


def _title(root: Element, chart: Element | None, plots: tuple[Plot, ...]) -> Title | None:
    """The title as written; without one, the name of a single series stands there unless it was
    deleted."""
    element = child(chart, "c:title")
    series = [one for plot in plots for one in plot.series]
    single = series[0].name if len(series) == 1 else ""
    if element is None:
        deleted = flag(chart, "c:autoTitleDeleted")
        return Title(text=single) if single and not deleted else None
    chinese = attribute(child(root, "c:lang"), "val").lower().startswith("zh")
    return read_title(element, single or ("图表标题" if chinese else "Chart Title"))


def _legend(element: Element | None) -> Legend | None:
    if element is None:
        return None
    entries = children(element, "c:legendEntry")
    return Legend(
        position=value_of(element, "c:legendPos", "r"),
        overlay=flag(element, "c:overlay"),
        left_out=frozenset(whole(child(e, "c:idx"), "val", -1) for e in entries if flag(e, "c:delete")),
        properties=child(element, "c:spPr"),
        text=child(element, "c:txPr"),
        placing=read_placing(child(element, "c:layout")),
    )


def _plot(element: Element, budget: _Budget) -> Plot:
    kind = _KINDS[local_name(element)]
    rows = children(element, "c:ser")
    budget.series -= len(rows)
    rows = rows[: max(0, len(rows) + min(0, budget.series))]
    series = [_series(row, child(element, "c:dLbls"), budget) for row in rows]
    if kind is not Kind.SCATTER:
        orders = [whole(child(row, "c:order"), "val") for row in rows]
        series = [one for _, one in sorted(zip(orders, series, strict=True), key=lambda pair: pair[0])]
    grouping = _GROUPINGS.get(value_of(element, "c:grouping"), Grouping.BESIDE)
    style = value_of(element, "c:radarStyle", "standard")
    return Plot(
        kind=kind,
        series=tuple(series),
        axes=tuple(attribute(axis, "val") for axis in children(element, "c:axId")[:3]),
        grouping=grouping,
        horizontal=kind is Kind.BAR and value_of(element, "c:barDir") == "bar",
        gap=_share(element, "c:gapWidth", 150, 0, 500),
        overlap=_share(element, "c:overlap", 0, -100, 100),
        varied=flag(element, "c:varyColors", kind in (Kind.PIE, Kind.DOUGHNUT)),
        angle=float(_whole(element, "c:firstSliceAng", 0, 0, 360)),
        hole=_share(element, "c:holeSize", 50, 1, 90),
        markers=kind is Kind.SCATTER or flag(element, "c:marker") or style == "marker",
        filled=style == "filled",
        bubble_scale=_share(element, "c:bubbleScale", 100, 0, 300),
        bubble_width=value_of(element, "c:sizeRepresents") == "w",
        negative_bubbles=flag(element, "c:showNegBubbles"),
        deep="3D" in local_name(element) and grouping is Grouping.BESIDE,
        drop_lines=child(element, "c:dropLines"),
        high_low=child(element, "c:hiLowLines"),
    )


def _series(row: Element, shared_labels: Element | None, budget: _Budget) -> Series:
    scattered = child(row, "c:xVal") is not None or child(row, "c:yVal") is not None
    values = read_numbers(child(row, "c:yVal" if scattered else "c:val"), budget.room)
    return Series(
        index=max(0, min(MOST_SERIES, whole(child(row, "c:idx"), "val"))),
        name=read_words(child(row, "c:tx")),
        categories=read_categories(child(row, "c:cat"), budget.other_room),
        values=values,
        across=read_numbers(child(row, "c:xVal"), budget.other_room),
        sizes=read_numbers(child(row, "c:bubbleSize"), budget.other_room),
        properties=child(row, "c:spPr"),
        points=_points(row),
        marker=read_marker(child(row, "c:marker")),
        labels=_labels(row, shared_labels),
        smooth=flag(row, "c:smooth"),
        explosion=_share(row, "c:explosion", 0, 0, 400),
        trends=read_trends(row),
        errors=read_errors(row),
    )


def _labels(row: Element, shared: Element | None) -> Labels | None:
    own = child(row, "c:dLbls")
    if own is not None:
        return read_labels(own)
    usual = read_label(shared) if shared is not None else None
    return Labels(usual) if usual is not None else None


def _points(row: Element) -> dict[int, Point]:
    points = {}
    for element in children(row, "c:dPt")[:MOST_POINT_FORMATS]:
        explosion = child(element, "c:explosion")
        points[whole(child(element, "c:idx"), "val", -1)] = Point(
            properties=child(element, "c:spPr"),
            marker=read_marker(child(element, "c:marker")),
            explosion=None if explosion is None else _share(element, "c:explosion", 0, 0, 400),
        )
    return points


def _whole(parent: Element, name: str, usual: int, low: int, high: int) -> int:
    """A bounded number, with or without a percent sign."""
    text = value_of(parent, name).rstrip("%")
    return max(low, min(high, parse_whole(text, usual)))


def _share(parent: Element, name: str, usual: int, low: int, high: int) -> float:
    return _whole(parent, name, usual, low, high) / 100
