"""A `c:chartSpace` as a Chart. Whatever is missing or nonsense gets the value that Office gives it."""

from dataclasses import dataclass

from decks.pptx.ooxml import (
    Element,
    attribute,
    child,
    children,
    descendants,
    local_name,
    parse_whole,
    truth,
    whole,
)
from decks.render.charts.axis_reading import read_axes
from decks.render.charts.caches import (
    MOST_POINTS,
    Room,
    read_categories,
    read_notes,
    read_numbers,
    read_words,
)
from decks.render.charts.model import Chart, Grouping, Kind, Legend, Plot, Series
from decks.render.charts.part_reading import (
    extension,
    flag,
    read_errors,
    read_label,
    read_labels,
    read_marker,
    read_placing,
    read_title,
    read_trends,
    read_up_down,
    value_of,
)
from decks.render.charts.parts import Labels, Point, Title
from decks.render.paint.fills import fill_in

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
    "stockChart": Kind.LINE,
}
_GROUPINGS = {"stacked": Grouping.STACKED, "percentStacked": Grouping.PERCENT}


class UnknownChartError(Exception):
    """A chart of a kind that can't be drawn."""


@dataclass(slots=True)
class _Reading:
    """How much more may be read, and what flags mean that aren't written."""

    absent: bool
    room: Room
    other_room: Room
    series: int = MOST_SERIES


def read_chart(root: Element, *, absent: bool = False) -> Chart:
    """The chart in a chart part. `absent` is what the flags of labels and smooth lines mean where they
    aren't written: no in the files of Office 2007, yes in later ones. Raises `UnknownChartError` if no
    part of it can be drawn."""
    chart = child(root, "c:chart")
    area = child(chart, "c:plotArea")
    reading = _Reading(absent, Room(), Room(3 * MOST_POINTS))
    elements = [e for e in (() if area is None else area) if local_name(e).endswith("Chart")][:MOST_PLOTS]
    known = [element for element in elements if local_name(element) in _KINDS]
    if not known:
        raise UnknownChartError
    plots = tuple(_plot(element, reading) for element in known)
    return Chart(
        plots=plots,
        axes=read_axes(area, chinese=_is_chinese(root)),
        title=_title(root, chart, plots),
        legend=_legend(child(chart, "c:legend")),
        style=_style(root),
        blanks=attribute(child(chart, "c:dispBlanksAs"), "val", "zero") if _has_blanks(chart) else "gap",
        unavailable_blank=truth(extension(chart, "dispNaAsBlank"), "val"),
        since_1904=flag(root, "c:date1904"),
        chinese=_is_chinese(root),
        rounded=flag(root, "c:roundedCorners"),
        properties=child(root, "c:spPr"),
        text=child(root, "c:txPr"),
        plot_properties=child(area, "c:spPr"),
        plot_placing=read_placing(child(area, "c:layout")),
        simplified=tuple(_simplified(root, area, elements, reading)),
    )


def _has_blanks(chart: Element | None) -> bool:
    return child(chart, "c:dispBlanksAs") is not None


def _simplified(root: Element, area: Element | None, elements: list[Element], reading: _Reading) -> list[str]:
    """The codes of what is drawn otherwise than it was made."""
    names = {local_name(element) for element in elements}
    codes = []
    if any("3D" in name for name in names):
        codes.append("render.chart_flat")
    if "ofPieChart" in names:
        codes.append("render.chart_plain_pie")
    if not names <= set(_KINDS):
        codes.append("render.chart_series_missing")
    if any(flag(bubbles, "c:bubble3D") for bubbles in descendants(area, "c:bubbleChart", "c:ser")):
        codes.append("render.chart_flat")
    if child(area, "c:dTable") is not None or child(root, "c:userShapes") is not None:
        codes.append("render.chart_parts")
    if _has_fine_details(area):
        codes.append("render.chart_plain")
    if reading.room.exceeded or reading.series < 0:
        codes.append("render.chart_too_large")
    return list(dict.fromkeys(codes))


def _has_fine_details(area: Element | None) -> bool:
    """Whether pictures are stacked into bars, edges are raised, or labels are callouts."""
    stacked = any(
        value_of(options, "c:pictureFormat", "stretch") != "stretch"
        for options in descendants(area, "c:pictureOptions")
    )
    shapes = (extension(label, "spPr", "prstGeom") for label in descendants(area, "c:dLbls", "c:dLbl"))
    raised = any(True for _ in descendants(area, "a:bevelT", "a:bevelB"))
    return stacked or raised or any(attribute(shape, "prst", "rect") != "rect" for shape in shapes)


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
    return read_title(element, single or ("图表标题" if _is_chinese(root) else "Chart Title"))


def _is_chinese(root: Element) -> bool:
    return value_of(root, "c:lang").lower().startswith("zh")


def _legend(element: Element | None) -> Legend | None:
    if element is None:
        return None
    numbered = {
        whole(child(entry, "c:idx"), "val", -1): entry for entry in children(element, "c:legendEntry")
    }
    return Legend(
        position=value_of(element, "c:legendPos", "r"),
        overlay=flag(element, "c:overlay"),
        left_out=frozenset(number for number, entry in numbered.items() if flag(entry, "c:delete")),
        texts={
            number: text for number, entry in numbered.items() if (text := child(entry, "c:txPr")) is not None
        },
        properties=child(element, "c:spPr"),
        text=child(element, "c:txPr"),
        placing=read_placing(child(element, "c:layout")),
    )


def _plot(element: Element, reading: _Reading) -> Plot:
    kind = _KINDS[local_name(element)]
    rows = children(element, "c:ser")
    reading.series -= len(rows)
    rows = rows[: max(0, len(rows) + min(0, reading.series))]
    series = [_series(row, kind, child(element, "c:dLbls"), reading) for row in rows]
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
        series_lines=child(element, "c:serLines") if kind is Kind.BAR else None,
        up_down=read_up_down(child(element, "c:upDownBars")),
    )


def _series(row: Element, kind: Kind, shared_labels: Element | None, reading: _Reading) -> Series:
    smooth = reading.absent and kind in (Kind.LINE, Kind.SCATTER)
    scattered = child(row, "c:xVal") is not None or child(row, "c:yVal") is not None
    values = read_numbers(child(row, "c:yVal" if scattered else "c:val"), reading.room)
    return Series(
        index=max(0, min(MOST_SERIES, whole(child(row, "c:idx"), "val"))),
        name=read_words(child(row, "c:tx")),
        categories=read_categories(child(row, "c:cat"), reading.other_room),
        values=values,
        across=read_numbers(child(row, "c:xVal"), reading.other_room),
        sizes=read_numbers(child(row, "c:bubbleSize"), reading.other_room),
        properties=child(row, "c:spPr"),
        points=_points(row),
        marker=read_marker(child(row, "c:marker")),
        labels=_labels(row, shared_labels, reading.absent),
        smooth=flag(row, "c:smooth", smooth),
        explosion=_share(row, "c:explosion", 0, 0, 400),
        trends=read_trends(row),
        errors=read_errors(row),
        inverted=flag(row, "c:invertIfNegative"),
        negative_fill=fill_in(extension(row, "invertSolidFillFmt", "spPr")),
        notes=read_notes(extension(row, "datalabelsRange", "dlblRangeCache"), reading.other_room),
        order=whole(child(row, "c:order"), "val"),
    )


def _labels(row: Element, shared: Element | None, absent: bool) -> Labels | None:
    own = child(row, "c:dLbls")
    if own is not None:
        return read_labels(own, absent)
    usual = read_label(shared, absent=absent) if shared is not None else None
    return Labels(usual) if usual is not None else None


def _points(row: Element) -> dict[int, Point]:
    points = {}
    for element in children(row, "c:dPt")[:MOST_POINT_FORMATS]:
        explosion, inverting = child(element, "c:explosion"), child(element, "c:invertIfNegative")
        points[whole(child(element, "c:idx"), "val", -1)] = Point(
            properties=child(element, "c:spPr"),
            marker=read_marker(child(element, "c:marker")),
            explosion=None if explosion is None else _share(element, "c:explosion", 0, 0, 400),
            inverted=flag(element, "c:invertIfNegative") if inverting is not None else None,
        )
    return points


def _whole(parent: Element, name: str, usual: int, low: int, high: int) -> int:
    """A bounded number, with or without a percent sign."""
    text = value_of(parent, name).rstrip("%")
    return max(low, min(high, parse_whole(text, usual)))


def _share(parent: Element, name: str, usual: int, low: int, high: int) -> float:
    return _whole(parent, name, usual, low, high) / 100
