"""Chart parts are read with suspicion."""

import pytest
from lxml import etree

from decks.pptx.ooxml import NAMESPACES, Element
from decks.render.charts.caches import MOST_POINTS
from decks.render.charts.model import Chart, Grouping, Kind
from decks.render.charts.reading import MOST_SERIES, UnknownChartError, read_chart


def space(inside: str, *, outside: str = "", beside: str = "") -> Element:
    """A chart space around the contents of a plot area."""
    names = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("a", "c", "r"))
    chart = f"<c:chart>{beside}<c:plotArea>{inside}</c:plotArea></c:chart>"
    return etree.fromstring(f"<c:chartSpace {names}>{outside}{chart}</c:chartSpace>")


def series(points: str, *, count: str = "", extra: str = "", index: int = 0) -> str:
    """A series with these cached values."""
    count = f'<c:ptCount val="{count}"/>' if count else ""
    cache = f"<c:numCache>{count}{points}</c:numCache>"
    return f'<c:ser><c:idx val="{index}"/>{extra}<c:val><c:numRef>{cache}</c:numRef></c:val></c:ser>'


def point(place: object, value: object) -> str:
    """A cached point."""
    return f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>'


def bars(*rows: str) -> str:
    """A bar chart."""
    return f"<c:barChart>{''.join(rows)}</c:barChart>"


def only_values(chart: Chart) -> tuple[float | None, ...]:
    """The values of the one series."""
    return chart.plots[0].series[0].values.values


def test_missing_points_stay_missing_and_nonsense_counts_as_missing() -> None:
    points = point(0, 1) + point(2, "NaN") + point(3, "#N/A") + point(4, "1e999") + point(5, "-2.5")
    assert only_values(read_chart(space(bars(series(points))))) == (1, None, None, None, None, -2.5)


def test_the_declared_count_makes_room_for_missing_points() -> None:
    assert only_values(read_chart(space(bars(series(point(1, 7), count="4"))))) == (None, 7, None, None)


@pytest.mark.parametrize("place", ["-1", "x", "", "1e300", "99999999999999"])
def test_a_point_in_no_sane_place_breaks_nothing(place: str) -> None:
    values = only_values(read_chart(space(bars(series(point(0, 1) + point(place, 2))))))
    assert len(values) <= MOST_POINTS
    assert values[0] in (1, 2)


def test_more_points_than_anybody_can_see_are_left_out_and_told() -> None:
    chart = read_chart(space(bars(series(point(0, 1), count="1000000000"), series(point(0, 2), index=1))))
    assert sum(len(one.values.values) for one in chart.plots[0].series) == MOST_POINTS
    assert "render.chart_too_large" in chart.simplified


def test_more_series_than_office_allows_are_left_out_and_told() -> None:
    chart = read_chart(space(bars(*(series(point(0, 1)) for _ in range(MOST_SERIES + 9)))))
    assert chart.series_count == MOST_SERIES
    assert "render.chart_too_large" in chart.simplified


def test_a_chart_without_plots_is_none() -> None:
    for inside in ("", "<c:surfaceChart/>"):
        with pytest.raises(UnknownChartError):
            read_chart(space(inside))


def test_what_is_drawn_otherwise_is_named() -> None:
    flat = read_chart(space(f"<c:bar3DChart>{series(point(0, 1))}</c:bar3DChart><c:dTable/>"))
    assert flat.plots[0].kind is Kind.BAR
    assert set(flat.simplified) == {"render.chart_flat", "render.chart_parts"}
    assert read_chart(space(bars() + "<c:surfaceChart/>")).simplified == ("render.chart_series_missing",)
    assert read_chart(space("<c:ofPieChart/>")).simplified == ("render.chart_plain_pie",)
    bubbles = '<c:bubbleChart><c:bubble3D val="1"/></c:bubbleChart>'
    assert read_chart(space(bubbles)).simplified == ("render.chart_flat",)


def test_hostile_settings_are_kept_within_bounds() -> None:
    settings = '<c:grouping val="percentStacked"/><c:gapWidth val="-50"/><c:overlap val="9e99"/>'
    ring_settings = '<c:holeSize val="1000%"/><c:firstSliceAng val="NaN"/>'
    inside = f"<c:barChart>{settings}</c:barChart><c:doughnutChart>{ring_settings}</c:doughnutChart>"
    chart = read_chart(space(inside, outside='<c:style val="-7"/>'))
    bar, ring = chart.plots
    assert (bar.grouping, bar.gap, bar.overlap) == (Grouping.PERCENT, 0, 1)
    assert (ring.hole, ring.angle) == (0.9, 0)
    assert chart.style == 2


def test_the_number_of_a_newer_style_counts_too() -> None:
    newer = '<s:style xmlns:s="http://schemas.microsoft.com/office/drawing/2007/8/2/chart" val="118"/>'
    assert read_chart(space(bars(), outside=newer)).style == 18


def test_levels_of_categories_are_read_from_the_inside_out() -> None:
    inner = '<c:lvl><c:pt idx="0"><c:v>H1</c:v></c:pt><c:pt idx="1"><c:v>H2</c:v></c:pt></c:lvl>'
    outer = '<c:lvl><c:pt idx="0"><c:v>2024</c:v></c:pt></c:lvl>'
    cache = f'<c:multiLvlStrCache><c:ptCount val="2"/>{inner}{outer}</c:multiLvlStrCache>'
    extra = f"<c:cat><c:multiLvlStrRef>{cache}</c:multiLvlStrRef></c:cat>"
    chart = read_chart(space(bars(series(point(0, 1), extra=extra))))
    assert chart.plots[0].series[0].categories.levels == (("H1", "H2"), ("2024", ""))


def test_a_single_series_gives_the_chart_its_title_unless_that_was_deleted() -> None:
    named = series(point(0, 1), extra="<c:tx><c:v>Sales</c:v></c:tx>")
    title = read_chart(space(bars(named))).title
    assert title is not None
    assert title.text == "Sales"
    assert read_chart(space(bars(named), beside='<c:autoTitleDeleted val="1"/>')).title is None
    assert read_chart(space(bars(named, named))).title is None


def test_a_label_of_its_own_takes_what_it_leaves_open_from_the_series() -> None:
    ones = '<c:dLbl><c:idx val="0"/><c:showPercent val="1"/></c:dLbl>'
    ones += '<c:dLbl><c:idx val="1"/><c:delete/></c:dLbl>'
    rest = '<c:numFmt formatCode="0.0"/><c:showVal val="1"/><c:separator>; </c:separator>'
    extra = f"<c:dLbls>{ones}{rest}</c:dLbls>"
    labels = read_chart(space(bars(series(point(0, 1), extra=extra)))).plots[0].series[0].labels
    assert labels is not None
    first, usual = labels.of(0), labels.of(7)
    assert labels.of(1) is None
    assert first is not None
    assert usual is not None
    assert (first.value, first.percent, first.code, first.separator) == (True, True, "0.0", "; ")
    assert (usual.value, usual.percent) == (True, False)


@pytest.mark.parametrize(
    "extra",
    [
        "<c:spPr><a:sp3d><a:bevelT/></a:sp3d></c:spPr>",
        '<c:pictureOptions><c:pictureFormat val="stack"/></c:pictureOptions>',
        '<c:dLbls><c:showVal val="1"/><c:extLst><c:ext><n:spPr xmlns:n="new">'
        '<a:prstGeom prst="wedgeRectCallout"/></n:spPr></c:ext></c:extLst></c:dLbls>',
    ],
)
def test_a_finer_look_than_is_drawn_is_named(extra: str) -> None:
    row = series(point(0, 1), extra=extra)
    assert read_chart(space(bars(row))).simplified == ("render.chart_plain",)


def test_flags_that_are_not_written_mean_what_they_do_in_that_version() -> None:
    row = series(point(0, 1), extra='<c:dLbls><c:showVal val="1"/></c:dLbls>')
    lines = space(f"<c:lineChart>{row}</c:lineChart>")
    for absent in (False, True):
        (one,) = read_chart(lines, absent=absent).plots[0].series
        assert one.smooth is absent
        assert one.labels is not None
        label = one.labels.of(0)
        assert label is not None
        assert (label.value, label.series, label.key) == (True, absent, absent)
    (bar,) = read_chart(space(bars(row)), absent=True).plots[0].series
    assert not bar.smooth


def test_texts_from_cells_are_read_from_whatever_version_wrote_them() -> None:
    cache = f'<c:ptCount val="2"/>{point(1, "good")}'
    texts = f"<n:datalabelsRange><n:dlblRangeCache>{cache}</n:dlblRangeCache></n:datalabelsRange>"
    extra = f'<c:extLst><c:ext xmlns:n="new">{texts}</c:ext></c:extLst>'
    (one,) = read_chart(space(bars(series(point(0, 1), extra=extra)))).plots[0].series
    assert one.notes == ("", "good")


@pytest.mark.parametrize(
    ("units", "lang", "divisor", "name"),
    [
        ('<c:builtInUnit val="tenThousands"/>', "zh-CN", 1e4, "万"),
        ('<c:builtInUnit val="millions"/>', "en-GB", 1e6, "Millions"),
        ('<c:custUnit val="2500"/>', "en-GB", 2500, "x 2500"),
        ('<c:custUnit val="-1"/>', "en-GB", 1, "x 1"),
    ],
)
def test_an_axis_names_its_units(units: str, lang: str, divisor: float, name: str) -> None:
    axis = f'<c:valAx><c:axId val="1"/><c:dispUnits>{units}<c:dispUnitsLbl/></c:dispUnits></c:valAx>'
    read = read_chart(space(bars() + axis, outside=f'<c:lang val="{lang}"/>')).axes["1"]
    assert read.divisor == divisor
    assert read.unit_label is not None
    assert read.unit_label.text == name
