"""What charts write and where, before anything is drawn."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.enum.chart import XL_LABEL_POSITION as POSITION
from pptx.enum.chart import XL_TICK_LABEL_POSITION as TICKS
from PySide6.QtCore import QPointF, QRectF

from decks.pptx.ooxml import NAMESPACES, qname
from decks.render.charts.axis_layout import AxisLayout, lay_out_axis
from decks.render.charts.bars import bar_slot
from decks.render.charts.canvas import Canvas
from decks.render.charts.data_labels import LabelSpot, label_box, label_of, label_text, with_fields
from decks.render.charts.field import Field, Ruler, category_slots, systems_of, value_scale
from decks.render.charts.legend import lay_out_legend
from decks.render.charts.model import Grouping, Kind, Plot
from decks.render.charts.pies import shares_of, slice_path
from decks.render.charts.tick_labels import AUTOMATIC_TURN, TickLabels

Make = Callable[..., Path]
CanvasOf = Callable[[Path], Canvas]
INCH = 914_400.0


def data(names: tuple[Any, ...], *rows: tuple[float | None, ...], code: str = "General") -> CategoryChartData:
    """Rows of values over categories."""
    made = CategoryChartData(number_format=code)
    made.categories = names
    for number, row in enumerate(rows):
        made.add_series(f"Row {number + 1}", row)
    return made


def ticks(canvas: Canvas, width: float, height: float) -> tuple[TickLabels, TickLabels]:
    """The words along base and rise of a chart whose field has this size in inches."""
    base, rise = axes(canvas, width, height)
    return base.labels, rise.labels


def axes(canvas: Canvas, width: float, height: float) -> tuple[AxisLayout, AxisLayout]:
    """Base and rise of a chart whose field has this size in inches and its corner at 0, 0."""
    system = systems_of(canvas.chart)[0]
    area = QRectF(0, 0, width * INCH, height * INCH)
    base = Ruler(system.base, category_slots(system), system.horizontal)
    rise = Ruler(system.rise, value_scale(system, canvas.chart, 10), not system.horizontal)
    field = Field(area, base, rise)
    return lay_out_axis(canvas, system, field, base), lay_out_axis(canvas, system, field, rise)


def texts(labels: TickLabels, level: int = 0) -> list[str]:
    """The words of a level."""
    return [label.words.text for label in labels.levels[level]]


def test_axes_write_categories_and_formatted_numbers(chart_deck: Make, canvas_of: CanvasOf) -> None:
    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a", "b"), (500, 2500), code="#,##0")))
    base, rise = ticks(canvas, 6, 5)
    assert texts(base) == ["a", "b"]
    assert [label.share for label in base.levels[0]] == [0.25, 0.75]
    assert texts(rise) == ["0", "500", "1,000", "1,500", "2,000", "2,500", "3,000"]


def test_shares_of_a_whole_are_written_in_per_cent(chart_deck: Make, canvas_of: CanvasOf) -> None:
    canvas = canvas_of(chart_deck(KIND.COLUMN_STACKED_100, data(("a",), (1,), (3,))))
    assert texts(ticks(canvas, 6, 5)[1])[-1] == "100%"


def test_crowded_words_break_then_turn_and_then_thin_out(chart_deck: Make, canvas_of: CanvasOf) -> None:
    names = tuple(f"Quite long name {number}" for number in range(12))
    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(names, tuple(range(12)))))
    wide = ticks(canvas, 40, 5)[0]
    assert wide.turn == 0
    broken = ticks(canvas, 14, 5)[0]
    assert broken.turn == 0
    assert broken.levels[0][0].words.height > 1.5 * wide.levels[0][0].words.height
    turned = ticks(canvas, 6, 5)[0]
    assert turned.turn == AUTOMATIC_TURN
    assert len(turned.levels[0]) == 12
    thinned = ticks(canvas, 2, 5)[0]
    assert 2 <= len(thinned.levels[0]) < 12


def test_groups_of_categories_stand_below_their_members(chart_deck: Make, canvas_of: CanvasOf) -> None:
    made = CategoryChartData()
    for year, halves in (("2023", ("H1",)), ("2024", ("H1", "H2", "H3"))):
        category = made.add_category(year)
        for half in halves:
            category.add_sub_category(half)
    made.add_series("Sales", (1, 2, 3, 4))
    base = ticks(canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, made)), 6, 5)[0]
    assert texts(base) == ["H1", "H1", "H2", "H3"]
    assert texts(base, 1) == ["2023", "2024"]
    assert [(label.share, label.span) for label in base.levels[1]] == [(0.125, 0.25), (0.625, 0.75)]


def test_dates_stand_as_far_apart_as_they_are(chart_deck: Make, canvas_of: CanvasOf) -> None:
    days = tuple(datetime.date(2024, 1, day) for day in (1, 2, 5))
    base = ticks(canvas_of(chart_deck(KIND.AREA, data(days, (1, 2, 3)))), 12, 5)[0]
    assert texts(base) == [f"2024-01-0{day}" for day in range(1, 6)]
    assert [label.share for label in base.levels[0]] == [0, 0.25, 0.5, 0.75, 1]


def test_a_deleted_axis_writes_nothing(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        chart.value_axis.visible = False

    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (1,)), change))
    assert ticks(canvas, 6, 5)[1].levels == ()


@pytest.mark.parametrize(
    ("grouping", "overlap", "slots"),
    [
        (Grouping.BESIDE, 0.0, [(0.25, 0.25), (0.5, 0.25)]),
        (Grouping.BESIDE, 1.0, [(1 / 3, 1 / 3), (1 / 3, 1 / 3)]),
        (Grouping.STACKED, 0.0, [(1 / 3, 1 / 3), (1 / 3, 1 / 3)]),
    ],
)
def test_gap_and_overlap_share_out_a_category(
    chart_deck: Make,
    canvas_of: CanvasOf,
    grouping: Grouping,
    overlap: float,
    slots: list[tuple[float, float]],
) -> None:
    series = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (1,), (2,)))).chart.plots[0].series
    gap = 2.0
    plot = Plot(Kind.BAR, series, grouping=grouping, gap=gap, overlap=overlap)
    assert [bar_slot(plot, number) for number in range(2)] == [pytest.approx(slot) for slot in slots]


def spot(plot: Plot, place: int = 0, value: float = 5.0, share: float = 0.0) -> LabelSpot:
    """A point of the first series, as an upright bar one inch wide and four high with its head at one
    inch, or a slice of a pie of two inches' radius."""
    area = QRectF(INCH, INCH, INCH, 4 * INCH)
    return LabelSpot(plot, 0, place, value, area.center(), area, QPointF(0, -1), share, 2 * INCH)


def test_labels_say_what_they_are_told_to(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        plot = chart.plots[0]
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.show_value = labels.show_category_name = labels.show_series_name = True
        labels.number_format, labels.number_format_is_linked = "0.0", False

    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a", "b"), (5, 6)), change))
    at = spot(canvas.chart.plots[0], place=1, value=6)
    label = label_of(at)
    assert label is not None
    assert label_text(canvas, at, label) == "Row 1, b, 6.0"


def test_slices_say_their_share(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        plot = chart.plots[0]
        plot.has_data_labels = True
        plot.data_labels.show_percentage, plot.data_labels.show_category_name = True, True
        plot.data_labels.show_value = False

    canvas = canvas_of(chart_deck(KIND.PIE, data(("Apples", "Pears"), (30, 10)), change))
    plot = canvas.chart.plots[0]
    assert shares_of(plot.series[0]) == [0.75, 0.25]
    at = spot(plot, share=0.75)
    label = label_of(at)
    assert label is not None
    assert label_text(canvas, at, label) == "Apples\n75%"


def test_labels_stand_where_they_are_told_to(chart_deck: Make, canvas_of: CanvasOf) -> None:
    plot = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (5,)))).chart.plots[0]
    size = INCH / 2, INCH / 5
    boxes = {name: label_box(spot(plot), name, size) for name in ("ctr", "outEnd", "inEnd", "inBase", "")}
    assert boxes["ctr"].center() == QPointF(1.5 * INCH, 3 * INCH)
    assert boxes["outEnd"].bottom() < INCH
    assert boxes["inEnd"].top() > INCH
    assert boxes["inEnd"].center().y() < 3 * INCH < boxes["inBase"].center().y()
    assert boxes[""] == boxes["outEnd"]


def test_labels_of_slices_stand_in_or_beside_them(chart_deck: Make, canvas_of: CanvasOf) -> None:
    plot = canvas_of(chart_deck(KIND.PIE, data(("a",), (5,)))).chart.plots[0]
    size = INCH / 2, INCH / 5
    rim = spot(plot).middle.y() - 2 * INCH
    assert label_box(spot(plot, share=0.5), "outEnd", size).bottom() < rim
    assert label_box(spot(plot, share=0.5), "bestFit", size).top() > rim
    assert label_box(spot(plot, share=0.001), "bestFit", size).bottom() < rim


def test_the_legend_counts_series_or_the_slices_of_a_pie(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def entries(kind: Any, change: Callable[[Any], None] | None = None) -> list[str]:
        def with_legend(chart: Any) -> None:
            chart.has_legend = True
            if change is not None:
                change(chart)

        canvas = canvas_of(chart_deck(kind, data(("a", "b", "c"), (1, 2, 3), (3, 2, 1)), with_legend))
        assert canvas.chart.legend is not None
        layout = lay_out_legend(canvas, canvas.chart.legend, 8 * INCH)
        return [] if layout is None else [entry.words.text for entry in layout.entries]

    assert entries(KIND.COLUMN_CLUSTERED) == ["Row 1", "Row 2"]
    # What stands on top in the plot stands on top beside it.
    assert entries(KIND.COLUMN_STACKED) == ["Row 2", "Row 1"]
    assert entries(KIND.DOUGHNUT) == ["a", "b", "c"]


def test_more_series_than_accents_come_in_darker_and_lighter(chart_deck: Make, canvas_of: CanvasOf) -> None:
    rows = tuple((1,) for _ in range(12))
    paint = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), *rows))).paint
    colours = [paint.colour(number) for number in range(12)]
    assert len({colour.name() for colour in colours}) == 12
    assert colours[0].lightnessF() < colours[6].lightnessF()
    assert paint.colour(0, 6).name() == "#4f81bd"


def test_a_whole_slice_is_a_circle_and_a_ring_has_a_hole() -> None:
    centre = QPointF(0, 0)
    assert slice_path(centre, (0, 10), 0, 360).contains(QPointF(0, 0))
    ring = slice_path(centre, (5, 10), 0, 360)
    assert not ring.contains(QPointF(0, 0))
    assert ring.contains(QPointF(7, 0))
    quarter = slice_path(centre, (5, 10), 90, 90)
    assert quarter.contains(QPointF(5, 5))
    assert not quarter.contains(QPointF(5, -5))


def test_outside_labels_of_a_plot_can_be_asked_for(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        plot = chart.plots[0]
        plot.has_data_labels = True
        plot.data_labels.position = POSITION.INSIDE_BASE

    plot = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (5,)), change)).chart.plots[0]
    label = label_of(spot(plot))
    assert label is not None
    assert label.position == "inBase"


def test_fields_in_a_label_are_filled_in(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        frame = chart.plots[0].series[0].points[0].data_label.text_frame
        frame.text = "about "
        paragraph = frame.paragraphs[0]._p
        for kind in ("VALUE", "CATEGORYNAME", "CELLRANGE"):
            field = etree.SubElement(paragraph, qname("a:fld"), id="{0}", type=kind)
            etree.SubElement(field, qname("a:t")).text = f"[{kind}]"

    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (5,)), change))
    at = spot(canvas.chart.plots[0])
    label = label_of(at)
    assert label is not None
    assert label.rich is not None
    rich = with_fields(canvas, at, label, label.rich)
    assert "".join(text.text or "" for text in rich.iter(qname("a:t"))) == "about 5a[CELLRANGE]"


def test_axes_cross_and_are_written_where_they_are_told_to(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def laid(change: Callable[[Any], None]) -> tuple[AxisLayout, AxisLayout]:
        canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a", "b"), (-5, 5)), change))
        return axes(canvas, 6, 5)

    base, rise = laid(lambda chart: None)
    # The middle of a field of five inches is zero; the words follow their line.
    assert (base.line, base.label_line, base.side) == (2.5 * INCH, 2.5 * INCH, -1)
    assert (rise.line, rise.side) == (0, -1)
    assert rise.end() < 0

    def moved(chart: Any) -> None:
        chart.category_axis.tick_label_position = TICKS.HIGH
        chart.value_axis._element.find(qname("c:crosses")).set("val", "max")

    base, rise = laid(moved)
    assert (base.line, base.label_line, base.side) == (2.5 * INCH, 0, 1)
    assert (rise.line, rise.side) == (6 * INCH, 1)
    assert rise.end() > 6 * INCH

    def turned(chart: Any) -> None:
        chart.value_axis.reverse_order = True
        chart.category_axis.tick_label_position = TICKS.LOW

    assert laid(turned)[0].side == 1


def test_numbers_that_would_lie_on_one_another_are_left_out(chart_deck: Make, canvas_of: CanvasOf) -> None:
    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (10,))))
    all_texts, some = texts(ticks(canvas, 6, 5)[1]), texts(ticks(canvas, 6, 1)[1])
    assert len(some) < len(all_texts)
    assert some == all_texts[:: all_texts.index(some[1])]


def part(xml: str) -> Any:
    """A part of a chart, with our usual prefixes; `n` stands for those of newer versions."""
    names = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("a", "c"))
    return etree.fromstring(f'<x {names} xmlns:n="new">{xml}</x>')[0]


def test_the_legend_names_trend_lines_behind_the_series(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def entries(left_out: int) -> list[str]:
        def change(chart: Any) -> None:
            chart.has_legend = True
            chart.legend._element.append(
                part(f'<c:legendEntry><c:idx val="{left_out}"/><c:delete val="1"/></c:legendEntry>')
            )
            trend = '<c:trendline><c:trendlineType val="linear"/></c:trendline>'
            chart.plots[0].series[0]._element.find(qname("c:cat")).addprevious(part(trend))

        canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a", "b"), (1, 2), (3, 2)), change))
        assert canvas.chart.legend is not None
        layout = lay_out_legend(canvas, canvas.chart.legend, 8 * INCH)
        return [] if layout is None else [entry.words.text for entry in layout.entries]

    assert entries(left_out=9) == ["Row 1", "Row 2", "Linear (Row 1)"]
    assert entries(left_out=1) == ["Row 1", "Linear (Row 1)"]
    assert entries(left_out=2) == ["Row 1", "Row 2"]


def test_an_entry_of_the_legend_may_be_written_in_its_own_way(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        chart.has_legend = True
        text = '<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="4000"/></a:pPr></a:p></c:txPr>'
        chart.legend._element.append(part(f'<c:legendEntry><c:idx val="1"/>{text}</c:legendEntry>'))

    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (1,), (2,)), change))
    assert canvas.chart.legend is not None
    layout = lay_out_legend(canvas, canvas.chart.legend, 8 * INCH)
    assert layout is not None
    usual, large = (entry.words.height for entry in layout.entries)
    assert large > 2 * usual


def test_labels_may_show_texts_from_cells(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def change(chart: Any) -> None:
        series = chart.plots[0].series[0]
        series.data_labels.show_value = True
        shown = '<c:extLst><c:ext><n:showDataLabelsRange val="1"/></c:ext></c:extLst>'
        series._element.find(qname("c:dLbls")).append(part(shown))
        cache = '<n:dlblRangeCache><c:pt idx="1"><c:v>good</c:v></c:pt></n:dlblRangeCache>'
        texts = f"<n:datalabelsRange>{cache}</n:datalabelsRange>"
        series._element.append(part(f"<c:extLst><c:ext>{texts}</c:ext></c:extLst>"))

    canvas = canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a", "b"), (5, 6)), change))
    plot = canvas.chart.plots[0]
    label = label_of(spot(plot))
    assert label is not None
    assert label_text(canvas, spot(plot, place=0), label) == "5"
    assert label_text(canvas, spot(plot, place=1, value=6), label) == "good, 6"


def test_an_axis_says_its_units_and_its_title(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def laid(title: str, layout: str = "") -> AxisLayout:
        def change(chart: Any) -> None:
            units = '<c:dispUnits><c:builtInUnit val="thousands"/><c:dispUnitsLbl/></c:dispUnits>'
            chart.value_axis._element.append(part(units))
            chart.value_axis.has_title = True
            chart.value_axis.axis_title.text_frame.text = title
            chart.value_axis.axis_title._element.find(qname("c:tx")).addnext(
                part(f"<c:layout>{layout}</c:layout>")
            )
            for old in chart.value_axis.axis_title._element.findall(qname("c:layout"))[1:]:
                old.getparent().remove(old)

        return axes(canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (5000,)), change)), 6, 5)[1]

    rise = laid("Money")
    units, title = rise.captions
    assert (units.words.text, title.words.text) == ("Thousands", "Money")
    assert texts(rise.labels)[-1] == "6"
    assert units.area.top() == 0
    assert title.area.center().y() == 2.5 * INCH
    assert title.area.right() < units.area.left() < rise.end() < 0
    # A title that was moved away leaves its room to the plot.
    place = '<c:manualLayout><c:xMode val="edge"/><c:x val="0.5"/><c:y val="0.5"/></c:manualLayout>'
    field = QRectF(0, 0, 6 * INCH, 5 * INCH)
    assert laid("Money", place).extent(field).left() > rise.extent(field).left()


def test_words_may_stand_further_from_their_axis(chart_deck: Make, canvas_of: CanvasOf) -> None:
    def bottom(offset: int) -> float:
        def change(chart: Any) -> None:
            chart.category_axis.tick_labels.offset = offset

        return axes(canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, data(("a",), (5,)), change)), 6, 5)[0].end()

    assert bottom(0) < bottom(100) < bottom(500)


def test_groups_may_be_written_before_their_members(chart_deck: Make, canvas_of: CanvasOf) -> None:
    made = CategoryChartData()
    for year in ("2023", "2024"):
        category = made.add_category(year)
        for half in ("H1", "H2"):
            category.add_sub_category(half)
    made.add_series("Sales", (1, 2, 3, 4))

    def change(chart: Any) -> None:
        next(chart._chartSpace.iter(qname("c:noMultiLvlLbl"))).set("val", "1")

    base = ticks(canvas_of(chart_deck(KIND.COLUMN_CLUSTERED, made, change)), 12, 5)[0]
    assert len(base.levels) == 1
    assert texts(base) == ["2023 H1", "2023 H2", "2024 H1", "2024 H2"]
