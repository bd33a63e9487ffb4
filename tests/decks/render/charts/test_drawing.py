"""Charts on slides are drawn from what their parts hold."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.enum.chart import XL_LEGEND_POSITION
from PySide6.QtGui import QColor, QImage

from decks.pptx.ooxml import NAMESPACES, Element
from decks.render.renderer import Renderer

Render = Callable[[Path], Renderer]
Make = Callable[..., Path]
Rewrite = Callable[[Path, Mapping[str, bytes | None]], Path]
RED, BLUE, GREEN = "ff0000", "0000ff", "00ff00"
CHART = "{" + NAMESPACES["c"] + "}"


def data(*rows: tuple[float | None, ...], names: tuple[str, ...] = ("a", "b", "c", "d")) -> CategoryChartData:
    """Rows of values over the first of these names."""
    made = CategoryChartData()
    made.categories = names[: len(rows[0])]
    for number, row in enumerate(rows):
        made.add_series(f"Row {number + 1}", row)
    return made


def coloured(*colours: str) -> Callable[[Any], None]:
    """Gives each series one colour and takes title and axes away, so that only data are drawn."""

    def change(chart: Any) -> None:
        bare(chart)
        for series, colour in zip(chart.plots[0].series, colours, strict=True):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = RGBColor.from_string(colour.upper())

    return change


def bare(chart: Any) -> None:
    """No title or legend, and axes neither drawn nor written."""
    chart.has_title = chart.has_legend = False
    for axis in chart._chartSpace.iter(f"{CHART}catAx", f"{CHART}valAx", f"{CHART}dateAx"):
        axis.find(f"{CHART}delete").set("val", "1")
        for grid in axis.findall(f"{CHART}majorGridlines"):
            axis.remove(grid)


def element(xml: str) -> Element:
    """A part of a chart, with our usual prefixes; `n` stands for those of newer versions."""
    names = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("a", "c"))
    return etree.fromstring(f'<x {names} xmlns:n="new">{xml}</x>')[0]


def put(chart: Any, before: str, xml: str) -> None:
    """Put a part before the first one of this name."""
    next(chart._chartSpace.iter(f"{CHART}{before}")).addprevious(element(xml))


def at(image: QImage, x: float, y: float) -> str:
    """The colour at a share of the chart's frame (1 to 9 and 1 to 6 inches on a 13.333 inch slide)."""
    scale = image.width() / 13.333
    return QColor(image.pixel(round((1 + 8 * x) * scale), round((1 + 5 * y) * scale))).name()[1:]


def drawn(renderer: Renderer) -> QImage:
    """The slide's picture."""
    return renderer.draw(1, 0, 1000, 563).image


def height_of(image: QImage, x: float, colour: str) -> float:
    """How much of the frame's height has a colour at a share of its width."""
    steps = 500
    return sum(at(image, x, step / steps) == colour for step in range(steps)) / steps


def codes(renderer: Renderer) -> list[str]:
    """The codes of the slide's problems."""
    return [problem.code for problem in renderer.problems(1)]


def test_columns_are_as_high_as_their_values(chart_deck: Make, renderer_of: Render) -> None:
    renderer = renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((5, 10)), coloured(RED)))
    image = drawn(renderer)
    # Two per cent are free on each side; two columns as wide as their gap have 2 of 5 parts each.
    first, second = height_of(image, 0.26, RED), height_of(image, 0.74, RED)
    assert second == pytest.approx(2 * first, abs=0.01)
    assert second == pytest.approx(0.96 * 10 / 12, abs=0.02)
    assert height_of(image, 0.5, RED) == 0
    assert codes(renderer) == []


def test_series_stand_beside_one_another_or_on_one_another(chart_deck: Make, renderer_of: Render) -> None:
    beside = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((4,), (8,)), coloured(RED, BLUE))))
    assert at(beside, 0.4, 0.9) == RED
    assert at(beside, 0.6, 0.9) == BLUE
    stacked = drawn(renderer_of(chart_deck(KIND.COLUMN_STACKED, data((4,), (8,)), coloured(RED, BLUE))))
    assert at(stacked, 0.5, 0.9) == RED
    assert height_of(stacked, 0.5, BLUE) == pytest.approx(2 * height_of(stacked, 0.5, RED), abs=0.01)


def test_shares_fill_the_whole_height(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.COLUMN_STACKED_100, data((1,), (3,)), coloured(RED, BLUE))))
    assert height_of(image, 0.5, RED) == pytest.approx(0.24, abs=0.01)
    assert height_of(image, 0.5, BLUE) == pytest.approx(0.72, abs=0.01)


def test_bars_lie_and_begin_at_the_bottom(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.BAR_CLUSTERED, data((10, 5)), coloured(RED))))
    assert at(image, 0.7, 0.74) == RED
    assert at(image, 0.7, 0.26) == "ffffff"
    assert at(image, 0.3, 0.26) == RED


def test_negative_columns_hang_below_zero(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((6, -6)), coloured(RED))))
    assert at(image, 0.26, 0.4) == RED
    assert at(image, 0.26, 0.6) == "ffffff"
    assert at(image, 0.74, 0.6) == RED


def slices(chart: Any) -> None:
    """A pie without a title or legend in red, blue and green."""
    chart.has_title = chart.has_legend = False
    for place, colour in enumerate((RED, BLUE, GREEN)):
        fill = chart.plots[0].series[0].points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour.upper())


def test_slices_follow_the_clock_from_the_top(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.PIE, data((50, 25, 25)), slices)))
    assert at(image, 0.6, 0.4) == at(image, 0.6, 0.6) == RED
    assert at(image, 0.4, 0.6) == BLUE
    assert at(image, 0.4, 0.4) == GREEN


def test_negative_slices_count_as_large_as_positive_ones(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.PIE, data((-50, 25, -25)), slices)))
    assert at(image, 0.6, 0.5) == RED
    assert at(image, 0.4, 0.4) == GREEN


def test_a_pie_may_be_turned_and_a_doughnut_has_its_hole(chart_deck: Make, renderer_of: Render) -> None:
    def turned(chart: Any) -> None:
        slices(chart)
        pie = next(chart._chartSpace.iter(f"{CHART}doughnutChart"))
        pie.find(f"{CHART}firstSliceAng").set("val", "180")
        pie.find(f"{CHART}holeSize").set("val", "70")

    image = drawn(renderer_of(chart_deck(KIND.DOUGHNUT, data((50, 25, 25)), turned)))
    assert at(image, 0.5, 0.5) == at(image, 0.62, 0.5) == "ffffff"
    # Half the shorter side is 2.4 of 8 inches: the ring reaches from 0.21 to 0.3 of the width.
    assert at(image, 0.245, 0.5) == RED
    assert at(image, 0.68, 0.32) == BLUE


def test_series_without_colours_take_the_accents_in_their_order(
    chart_deck: Make, renderer_of: Render
) -> None:
    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((9,), (9,), (9,)), bare)))
    # The default template's theme: Office 2007.
    assert [at(image, x, 0.9) for x in (0.3, 0.5, 0.7)] == ["4f81bd", "c0504d", "9bbb59"]


def test_an_area_reaches_down_to_its_axis(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.AREA_STACKED, data((4, 4), (4, 4)), coloured(RED, BLUE))))
    assert at(image, 0.5, 0.9) == RED
    assert at(image, 0.5, 0.4) == BLUE
    assert at(image, 0.5, 0.04) == "ffffff"


@pytest.mark.parametrize(("blanks", "crossed"), [("gap", "ffffff"), ("span", RED)])
def test_a_line_breaks_at_a_missing_point_or_bridges_it(
    chart_deck: Make, renderer_of: Render, blanks: str, crossed: str
) -> None:
    def change(chart: Any) -> None:
        bare(chart)
        next(chart._chartSpace.iter(f"{CHART}dispBlanksAs")).set("val", blanks)
        line = chart.plots[0].series[0].format.line
        line.color.rgb = RGBColor.from_string(RED.upper())
        line.width = 100_000

    image = drawn(renderer_of(chart_deck(KIND.LINE, data((9, None, 9, 9)), change)))
    level = 0.02 + 0.96 * (1 - 9 / 10)
    assert at(image, 0.75, level) == RED
    assert at(image, 0.38, level) == crossed


def test_scattered_points_lie_at_their_x_and_y(chart_deck: Make, renderer_of: Render) -> None:
    points = XyChartData()
    row = points.add_series("Points")
    for x, y in ((0, 0), (5, 10), (10, 0)):
        row.add_data_point(x, y)

    def change(chart: Any) -> None:
        bare(chart)
        for axis in (chart.category_axis, chart.value_axis):
            axis.minimum_scale, axis.maximum_scale = 0, 20
        marker = chart.plots[0].series[0].marker
        marker.size = 20
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = RGBColor.from_string(RED.upper())

    image = drawn(renderer_of(chart_deck(KIND.XY_SCATTER, points, change)))
    assert at(image, 0.26, 0.5) == RED
    assert at(image, 0.4, 0.5) == "ffffff"


def test_the_area_of_a_bubble_shows_its_size(chart_deck: Make, renderer_of: Render) -> None:
    bubbles = BubbleChartData()
    row = bubbles.add_series("Cities")
    row.add_data_point(1, 1, 400)
    row.add_data_point(3, 1, 100)

    def change(chart: Any) -> None:
        coloured(RED)(chart)
        chart.category_axis.minimum_scale, chart.category_axis.maximum_scale = 0, 4
        chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = 0, 2

    image = drawn(renderer_of(chart_deck(KIND.BUBBLE, bubbles, change)))
    large, small = height_of(image, 0.26, RED), height_of(image, 0.74, RED)
    assert large == pytest.approx(2 * small, abs=0.02)


def test_a_filled_radar_covers_its_middle(chart_deck: Make, renderer_of: Render) -> None:
    image = drawn(renderer_of(chart_deck(KIND.RADAR_FILLED, data((5, 5, 5, 5)), coloured(RED))))
    assert at(image, 0.5, 0.5) == RED
    assert at(image, 0.1, 0.5) == "ffffff"


def test_the_legend_takes_its_room_at_its_side(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED)(chart)
        chart.has_legend = True
        chart.legend.include_in_layout = False
        chart.legend.position = XL_LEGEND_POSITION.RIGHT

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_STACKED_100, data((1, 1)), change)))
    column = [x / 100 for x in range(100) if height_of(image, x / 100, RED) > 0.9]
    key = [x / 100 for x in range(100) if 0 < height_of(image, x / 100, RED) < 0.1]
    assert max(column) < 0.85
    assert min(key) > max(column)


def test_a_plot_may_have_its_place(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED)(chart)
        chart.plots[0].gap_width = 0
        layout = next(chart._chartSpace.iter(f"{CHART}plotArea")).find(f"{CHART}layout")
        if layout is None:
            layout = etree.Element(f"{CHART}layout")
            next(chart._chartSpace.iter(f"{CHART}plotArea")).insert(0, layout)
        manual = etree.SubElement(layout, f"{CHART}manualLayout")
        settings = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
        for name, value in (settings | {"x": "0.5", "y": "0.5", "w": "0.25", "h": "0.25"}).items():
            etree.SubElement(manual, f"{CHART}{name}").set("val", value)

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_STACKED_100, data((1,)), change)))
    assert at(image, 0.51, 0.52) == at(image, 0.74, 0.74) == RED
    assert at(image, 0.49, 0.6) == at(image, 0.76, 0.6) == at(image, 0.6, 0.48) == "ffffff"


def test_a_chart_of_an_unknown_kind_is_a_box_and_a_problem(
    chart_deck: Make,
    renderer_of: Render,
    rewritten: Rewrite,
    chart_xml: Any,
) -> None:
    path = chart_deck(KIND.COLUMN_CLUSTERED, data((1, 2)))
    name, xml = chart_xml(path)
    rewritten(path, {name: xml.replace(b"c:barChart", b"c:surfaceChart")})
    renderer = renderer_of(path)
    assert codes(renderer) == ["render.chart"]
    assert at(drawn(renderer), 0.5, 0.5) != "ffffff"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda xml: None, "render.chart_unreadable"),
        (lambda xml: b"<!DOCTYPE x>" + xml, "render.chart_unreadable"),
        (lambda xml: b"nonsense", "render.chart_unreadable"),
        (lambda xml: xml.replace(b"numCache", b"nothing"), "render.chart_empty"),
        (lambda xml: xml.replace(b"c:barChart", b"c:bar3DChart"), "render.chart_flat"),
    ],
)
def test_what_a_broken_chart_lacks_is_told(
    chart_deck: Make,
    renderer_of: Render,
    rewritten: Rewrite,
    chart_xml: Any,
    change: Callable[[bytes], bytes | None],
    code: str,
) -> None:
    path = chart_deck(KIND.COLUMN_CLUSTERED, data((1, 2)))
    name, xml = chart_xml(path)
    rewritten(path, {name: change(xml)})
    assert codes(renderer_of(path)) == [code]


HOSTILE = {
    b'val="100"': [b'val="1e300"', b'val="NaN"', b'val="-5"'],
    b"<c:v>7</c:v>": [b"<c:v>nan</c:v>", b"<c:v>1e308</c:v>", b"<c:v>-1e100</c:v>", b"<c:v/>", b""],
    b"c:numCache>": [b"c:numLit>"],
    b"<c:scaling>": [b'<c:scaling><c:logBase val="10"/><c:max val="-4"/>', b'<c:scaling><c:min val="1e99"/>'],
    b"<c:crosses ": [b'<c:crossesAt val="1e99"/><c:crosses '],
    b"</c:valAx>": [b'<c:majorUnit val="1e-90"/><c:minorUnit val="1e-99"/></c:valAx>'],
    b"c:valAx": [b"c:nothing"],
    b"c:catAx": [b"c:valAx", b"c:serAx"],
    b"</c:ser>": [
        b'<c:trendline><c:trendlineType val="poly"/><c:order val="900"/></c:trendline></c:ser>',
        b'<c:trendline><c:forward val="1e99"/></c:trendline></c:ser>',
        b'<c:errBars><c:errValType val="stdDev"/><c:val val="1e99"/></c:errBars></c:ser>',
        b'<c:dLbls><c:numFmt formatCode="[[[[0"/><c:showVal val="1"/></c:dLbls></c:ser>',
        b'<c:explosion val="99999999"/></c:ser>',
    ],
    b"</c:plotArea>": [
        b'</c:plotArea><c:legend><c:layout><c:manualLayout><c:x val="NaN"/><c:y val="1e99"/></c:manualLayout>'
        b"</c:layout></c:legend>"
    ],
}
KINDS = (KIND.COLUMN_CLUSTERED, KIND.BAR_STACKED_100, KIND.LINE_MARKERS, KIND.AREA_STACKED, KIND.PIE_EXPLODED)


@pytest.mark.parametrize("old", HOSTILE)
@pytest.mark.parametrize("kind", [*KINDS, KIND.RADAR])
def test_hostile_numbers_never_stop_a_slide(
    chart_deck: Make,
    renderer_of: Render,
    rewritten: Rewrite,
    chart_xml: Any,
    kind: Any,
    old: bytes,
) -> None:
    path = chart_deck(kind, data((7, -7, 3), (7, 0, 7)))
    name, xml = chart_xml(path)
    for new in HOSTILE[old]:
        rewritten(path, {name: xml.replace(old, new)})
        problems = renderer_of(path).draw(1, 0, 320, 180).findings.problems
        assert "render.shape_failed" not in [problem.code for problem in problems], new


def test_a_chart_with_very_many_points_is_drawn_soon(
    chart_deck: Make,
    renderer_of: Render,
    rewritten: Rewrite,
    chart_xml: Any,
) -> None:
    path = chart_deck(KIND.COLUMN_CLUSTERED, data((7, 8)))
    name, xml = chart_xml(path)
    rewritten(path, {name: xml.replace(b'<c:ptCount val="2"/>', b'<c:ptCount val="1000000000"/>')})
    assert codes(renderer_of(path)) == ["render.chart_too_large"]


def test_a_chart_may_have_a_theme_of_its_own(
    chart_deck: Make, renderer_of: Render, rewritten: Rewrite, chart_xml: Any
) -> None:
    path = chart_deck(KIND.COLUMN_CLUSTERED, data((9,)), bare)
    name, _ = chart_xml(path)
    folder, _, file = name.rpartition("/")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/themeOverride"
    relation = f'<Relationship Id="rId9" Type="{kind}" Target="../theme/own.xml"/>'
    colours = f'<a:clrScheme name="x"><a:accent1><a:srgbClr val="{GREEN}"/></a:accent1></a:clrScheme>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    rewritten(
        path,
        {
            f"{folder}/_rels/{file}.rels": f'<r xmlns="{relations}">{relation}</r>'.encode(),
            "ppt/theme/own.xml": f'<a:t xmlns:a="{NAMESPACES["a"]}">{colours}</a:t>'.encode(),
        },
    )
    assert at(drawn(renderer_of(path)), 0.5, 0.9) == GREEN


def test_the_bars_of_a_single_series_may_vary_in_colour(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        bare(chart)
        chart.plots[0].vary_by_categories = True

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((9, 9)), change)))
    assert [at(image, x, 0.9) for x in (0.26, 0.74)] == ["4f81bd", "c0504d"]


def test_groups_of_categories_without_names_stop_nothing(
    chart_deck: Make, renderer_of: Render, rewritten: Rewrite, chart_xml: Any
) -> None:
    made = CategoryChartData()
    made.add_category("2024").add_sub_category("H1")
    made.add_series("Sales", (1,))
    path = chart_deck(KIND.COLUMN_CLUSTERED, made)
    name, xml = chart_xml(path)
    rewritten(path, {name: xml.replace(b"<c:v>2024</c:v>", b"<c:v/>")})
    assert codes(renderer_of(path)) == []


def test_negative_columns_may_look_otherwise(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED)(chart)
        put(chart, "cat", '<c:invertIfNegative val="1"/>')

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((6, -6)), change)))
    assert at(image, 0.26, 0.4) == RED
    assert at(image, 0.74, 0.6) == "ffffff"

    def change_colour(chart: Any) -> None:
        change(chart)
        colour = f'<n:spPr><a:solidFill><a:srgbClr val="{GREEN}"/></a:solidFill></n:spPr>'
        extension = (
            f"<c:extLst><c:ext><n:invertSolidFillFmt>{colour}</n:invertSolidFillFmt></c:ext></c:extLst>"
        )
        chart.plots[0].series[0]._element.append(element(extension))

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((6, -6)), change_colour)))
    assert at(image, 0.26, 0.4) == RED
    assert at(image, 0.74, 0.6) == GREEN


def test_a_label_may_begin_with_the_sign_of_its_series(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED)(chart)
        chart.value_axis.maximum_scale = 10
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.show_legend_key = True

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((5,)), change)))
    # The bar ends in the middle; its label stands above it, the sign at its left.
    above = [x / 200 for x in range(200) if any(at(image, x / 200, y / 200) == RED for y in range(80, 98))]
    assert above
    assert max(above) < 0.5


def stock(chart: Any) -> None:
    """A line chart without lines as a stock chart with bars from opening to closing."""
    bare(chart)
    for series in chart.plots[0].series:
        series.format.line.fill.background()
    put(chart, "axId", "<c:hiLowLines/>")
    put(chart, "axId", '<c:upDownBars><c:gapWidth val="100"/><c:upBars/><c:downBars/></c:upDownBars>')
    lines = next(chart._chartSpace.iter(f"{CHART}lineChart"))
    lines.tag = f"{CHART}stockChart"


def test_stocks_rise_in_light_bars_and_fall_in_dark_ones(chart_deck: Make, renderer_of: Render) -> None:
    rows = ((2, 8), (9, 9), (1, 1), (8, 2))
    renderer = renderer_of(chart_deck(KIND.LINE, data(*rows), stock))
    image = drawn(renderer)
    assert codes(renderer) == []
    assert at(image, 0.29, 0.5) == "ffffff"
    assert at(image, 0.74, 0.5) == "000000"
    # Half of a slot is the gap; a thin line reaches beyond the bar to the highest.
    assert at(image, 0.9, 0.5) == "ffffff"
    assert any(at(image, x / 1000, 0.16) != "ffffff" for x in range(730, 750))


def test_lines_join_the_bars_of_a_series(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED, BLUE)(chart)
        line = '<a:ln w="50800"><a:solidFill><a:srgbClr val="00FF00"/></a:solidFill></a:ln>'
        put(chart, "axId", f"<c:serLines><c:spPr>{line}</c:spPr></c:serLines>")

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_STACKED, data((5, 5), (4, 4)), change)))
    # Nine of ten: the heads are at half and at nine tenths of the field's height.
    assert at(image, 0.5, 0.02 + 0.96 * 0.1) == GREEN
    assert at(image, 0.5, 0.02 + 0.96 * 0.5) == GREEN
    assert at(image, 0.5, 0.02 + 0.96 * 0.3) == "ffffff"


def test_lines_drop_from_an_area_to_its_axis(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED)(chart)
        line = '<a:ln w="50800"><a:solidFill><a:srgbClr val="00FF00"/></a:solidFill></a:ln>'
        put(chart, "axId", f"<c:dropLines><c:spPr>{line}</c:spPr></c:dropLines>")

    image = drawn(renderer_of(chart_deck(KIND.AREA, data((5, 5, 5)), change)))
    assert at(image, 0.5, 0.7) == GREEN
    assert at(image, 0.4, 0.7) == RED


def test_styles_may_have_outlines_or_a_dark_ground(chart_deck: Make, renderer_of: Render) -> None:
    def styled(number: int) -> QImage:
        def change(chart: Any) -> None:
            bare(chart)
            chart.chart_style = number

        return drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((9, 9)), change)))

    assert at(styled(2), 0.5, 0.5) == at(styled(10), 0.01, 0.01) == "ffffff"
    assert at(styled(34), 0.5, 0.5) not in ("ffffff", "000000")
    assert at(styled(42), 0.01, 0.01) == "000000"
    assert at(styled(42), 0.5, 0.5) not in ("ffffff", "000000")


def test_a_style_that_raises_edges_is_told(chart_deck: Make, renderer_of: Render) -> None:
    def told(change: Callable[[Any], None]) -> list[str]:
        def styled(chart: Any) -> None:
            change(chart)
            chart.chart_style = 26

        return codes(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((9, 9)), styled)))

    assert told(bare) == ["render.chart_plain"]
    assert told(coloured(RED)) == []


def test_bars_cast_their_shadows(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        coloured(RED)(chart)
        shadow = '<a:outerShdw dist="200000" dir="0"><a:srgbClr val="0000FF"/></a:outerShdw>'
        properties = chart.plots[0].series[0]._element.find(f"{CHART}spPr")
        properties.append(element(f"<a:effectLst>{shadow}</a:effectLst>"))

    image = drawn(renderer_of(chart_deck(KIND.COLUMN_CLUSTERED, data((9,)), change)))
    edge = max(x for x in range(1000) if at(image, x / 1000, 0.6) == RED) / 1000
    assert at(image, edge + 0.015, 0.6) == BLUE
    assert at(image, edge + 0.05, 0.6) == "ffffff"


NEVER_MADE = ("THREE_D", "CONE", "CYLINDER", "PYRAMID", "STOCK", "SURFACE", "BAR_OF_PIE", "PIE_OF_PIE")
"""What python-pptx makes no charts of."""


@pytest.mark.parametrize("kind", [kind for kind in KIND if not kind.name.startswith(NEVER_MADE)])
def test_charts_of_every_kind_are_drawn(chart_deck: Make, renderer_of: Render, kind: Any) -> None:
    made: Any = data((4, -2, 3), (5, 1, None))
    if kind.name.startswith(("XY", "BUBBLE")):
        made = XyChartData() if kind.name.startswith("XY") else BubbleChartData()
        row = made.add_series("Row")
        for x in range(3):
            row.add_data_point(x, x * x - 1, *([x - 1] if kind.name.startswith("BUBBLE") else []))
    drawing = renderer_of(chart_deck(kind, made)).draw(1, 0, 320, 180)
    # Its radars come in a style with raised edges.
    told = {KIND.BUBBLE_THREE_D_EFFECT: ["render.chart_flat"], KIND.RADAR_FILLED: ["render.chart_plain"]}
    assert [problem.code for problem in drawing.findings.problems] == told.get(kind, [])
    colours = {QColor(drawing.image.pixel(x, y)).name() for x in range(0, 320, 4) for y in range(0, 180, 4)}
    assert len(colours) > 2


@pytest.mark.parametrize(("blank", "crossed"), [(False, RED), (True, "ffffff")])
def test_a_line_goes_on_over_a_number_that_is_not_available(
    chart_deck: Make, renderer_of: Render, blank: bool, crossed: str
) -> None:
    def change(chart: Any) -> None:
        bare(chart)
        next(chart._chartSpace.iter(f"{CHART}dispBlanksAs")).set("val", "gap")
        line = chart.plots[0].series[0].format.line
        line.color.rgb = RGBColor.from_string(RED.upper())
        line.width = 100_000
        cached = next(chart._chartSpace.iter(f"{CHART}numCache"))
        cached[-1].addprevious(element('<c:pt idx="1"><c:v>#N/A</c:v></c:pt>'))
        if blank:
            extension = '<c:extLst><c:ext><n:dispNaAsBlank val="1"/></c:ext></c:extLst>'
            chart._chartSpace.find(f"{CHART}chart").append(element(extension))

    image = drawn(renderer_of(chart_deck(KIND.LINE_MARKERS, data((9, None, 9, 9)), change)))
    level = 0.02 + 0.96 * (1 - 9 / 10)
    assert at(image, 0.75, level) == RED
    assert at(image, 0.3, level) == crossed
    # No marker stands where there is no number.
    assert at(image, 0.38, level - 0.02) == "ffffff"


def test_minor_grid_lines_stand_half_way_between_categories(chart_deck: Make, renderer_of: Render) -> None:
    def change(chart: Any) -> None:
        bare(chart)
        line = '<a:ln w="50000"><a:solidFill><a:srgbClr val="00FF00"/></a:solidFill></a:ln>'
        grid = f"<c:minorGridlines><c:spPr>{line}</c:spPr></c:minorGridlines>"
        chart.category_axis._element.append(element(grid))

    image = drawn(renderer_of(chart_deck(KIND.LINE, data((1, 1)), change)))
    green = [x for x in range(20, 981) if at(image, x / 1000, 0.3) == GREEN]
    middles = (0.02 + 0.96 * 0.25, 0.02 + 0.96 * 0.75)
    assert all(any(abs(x / 1000 - middle) < 0.01 for x in green) for middle in middles)
    assert all(any(abs(x / 1000 - middle) < 0.01 for middle in middles) for x in green)
