"""Charts come in parts, click by click, and nothing of them moves meanwhile."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx.chart.data import BubbleChartData, CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as KIND
from pptx.util import Inches
from PySide6.QtGui import QColor, QImage

from decks.motion import Effect
from decks.render.renderer import Renderer
from tests.decks.animations import animate, chart_part, click, effect, filtered, visibility

Render = Callable[[Path], Renderer]
Make = Callable[..., Path]
RED, BLUE, WHITE = QColor("#ff0000").rgb(), QColor("#0000ff").rgb(), QColor("white").rgb()


def data(*rows: tuple[float, ...]) -> CategoryChartData:
    made = CategoryChartData()
    made.categories = ("a", "b", "c", "d")[: len(rows[0])]
    for number, row in enumerate(rows):
        made.add_series(f"Row {number}", row)
    return made


def points() -> XyChartData:
    made = XyChartData()
    for name, low in (("one", 1), ("two", 6)):
        series = made.add_series(name)
        for x in (1, 2, 3):
            series.add_data_point(x, low + x)
    return made


def bubbles() -> BubbleChartData:
    made = BubbleChartData()
    for name, size in (("one", 9), ("two", 3)):
        made.add_series(name).add_data_point(size, size, size)
    return made


@pytest.fixture
def steps(make_deck: Make, renderer_of: Render) -> Callable[..., list[QImage]]:
    """The pictures of a slide whose only shape is a chart that comes in these steps of its build; its
    series are red and blue."""

    def make(kind: Any, values: Any, *names: tuple[str, int, int]) -> list[QImage]:
        def build(presentation: Any) -> None:
            slide = presentation.slides[0]
            for shape in list(slide.placeholders):
                shape._element.getparent().remove(shape._element)
            frame = slide.shapes.add_chart(kind, Inches(1), Inches(1), Inches(8), Inches(5), values)
            _colour(frame.chart)
            aims = [chart_part(frame.shape_id, *name) for name in names]
            animate(slide, *[click(effect("entr", visibility(aim), filtered(aim, "fade"))) for aim in aims])

        renderer = renderer_of(make_deck(build))
        assert renderer.problems(1) == ()
        drawn = [renderer.draw(1, step, 640, 360) for step in range(len(names) + 1)]
        assert all([m.effect for m in one.findings.motions] == [Effect.FADE] for one in drawn[1:])
        return [one.image for one in drawn]

    return make


def _colour(chart: Any) -> None:
    series = list(chart.plots[0].series)
    pie = len(series) == 1
    for number, item in enumerate((series[0].points[n] for n in range(2)) if pie else series):
        colour = RGBColor.from_string(("FF0000", "0000FF")[number % 2])
        item.format.fill.solid()
        item.format.fill.fore_color.rgb = colour
        item.format.line.color.rgb = colour
        if hasattr(item, "marker"):
            item.marker.format.fill.solid()
            item.marker.format.fill.fore_color.rgb = colour
            item.marker.format.line.color.rgb = colour
    chart.has_legend = chart.has_title = False


def area(image: QImage, colour: int) -> int:
    """How many pixels have a colour."""
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixel(*place) == colour for place in places)


def about(pixels: Any) -> Any:
    """These numbers of pixels, but for those at the edges that neighbours share."""
    return pytest.approx(pixels, rel=0.03)


BY_SERIES = ("series", 0, -4), ("series", 1, -4)
BY_CATEGORY = ("category", -4, 0), ("category", -4, 1)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (KIND.COLUMN_CLUSTERED, data((3, 4), (5, 6))),
        (KIND.BAR_STACKED, data((3, 4), (5, 6))),
        (KIND.LINE_MARKERS, data((3, 4), (5, 6))),
        (KIND.AREA_STACKED, data((3, 4), (5, 6))),
        (KIND.RADAR_FILLED, data((3, 4, 2), (1, 1, 1))),
        (KIND.DOUGHNUT, data((3, 0), (0, 6))),
        (KIND.XY_SCATTER, points()),
        (KIND.BUBBLE, bubbles()),
    ],
)
def test_series_come_one_after_another_in_their_places(
    steps: Callable[..., list[QImage]], kind: Any, values: Any
) -> None:
    before, first, whole = steps(kind, values, *BY_SERIES)
    assert area(before, RED) == area(before, BLUE) == area(first, BLUE) == 0
    assert area(first, RED) > 0.98 * area(whole, RED) > 0
    if kind is not KIND.RADAR_FILLED:  # whose later series covers the earlier one
        assert area(first, RED) == about(area(whole, RED))
    assert area(whole, BLUE) > 0


@pytest.mark.parametrize("kind", [KIND.COLUMN_CLUSTERED, KIND.COLUMN_STACKED, KIND.LINE_MARKERS])
def test_categories_come_one_after_another(steps: Callable[..., list[QImage]], kind: Any) -> None:
    before, first, whole = steps(kind, data((3, 3), (4, 4)), *BY_CATEGORY)
    assert area(before, RED) == area(before, BLUE) == 0
    for colour in (RED, BLUE):
        assert 0 < area(first, colour) < area(whole, colour)


def test_slices_come_one_after_another(steps: Callable[..., list[QImage]]) -> None:
    before, first, whole = steps(KIND.PIE, data((5, 5)), *BY_CATEGORY)
    assert area(before, RED) == area(before, BLUE) == area(first, BLUE) == 0
    assert area(first, RED) == about(area(whole, RED))
    assert area(whole, BLUE) > 0


def test_points_come_within_their_series(steps: Callable[..., list[QImage]]) -> None:
    order = [("ptInSeries", series, category) for series in (0, 1) for category in (0, 1)]
    images = steps(KIND.COLUMN_CLUSTERED, data((3, 3), (4, 4)), *order)
    reds, blues = ([area(image, colour) for image in images] for colour in (RED, BLUE))
    assert min(reds[1], blues[3]) > 0
    assert reds == about([0, reds[1], 2 * reds[1], 2 * reds[1], 2 * reds[1]])
    assert blues == about([0, 0, 0, blues[3], 2 * blues[3]])


def test_the_ground_comes_first_if_it_comes_by_itself(steps: Callable[..., list[QImage]]) -> None:
    ground = ("gridLegend", -3, -3)
    before, axes, first, _ = steps(KIND.COLUMN_CLUSTERED, data((3, 4), (5, 6)), ground, *BY_SERIES)
    assert area(before, WHITE) == before.width() * before.height()
    assert area(axes, WHITE) < area(before, WHITE)
    assert area(axes, RED) == 0
    assert area(first, RED) > 0
