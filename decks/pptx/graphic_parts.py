"""Parts of charts and diagrams that animations bring one after another (ECMA-376 part 1, 19.5.43
graphicEl, 20.1.2.2.2 chart, 20.1.2.2.6 dgm)."""

from dataclasses import dataclass
from itertools import islice

from decks.pptx.ooxml import Element, attribute, child, descendants, local_name, whole

MOST_FRAMES = 1_000


@dataclass(frozen=True, slots=True)
class ChartPart:
    """A series of a chart, a category, the point of both, or (with neither) all points; both count from 0
    in the order of the chart. `ground` is what lies around them: axes, grid, title, legend."""

    series: int | None = None
    category: int | None = None
    ground: bool = False

    def covers(self, series: int, category: int) -> bool:
        """Whether a point of the chart belongs to it."""
        return not self.ground and self.series in (None, series) and self.category in (None, category)


Part = ChartPart | str
"""Of a chart, or a shape in a diagram's drawing by its `modelId`."""


def graphic_kinds(slide: Element) -> dict[str, str]:
    """Which of a `p:sld`'s graphic frames, by their ids, are a `chart` or a `diagram`."""
    frames = islice(descendants(child(slide, "p:cSld", "p:spTree"), "p:graphicFrame"), MOST_FRAMES)
    kinds = {
        attribute(child(frame, "p:nvGraphicFramePr", "p:cNvPr"), "id"): attribute(
            child(frame, "a:graphic", "a:graphicData"), "uri"
        ).rpartition("/")[2]
        for frame in frames
    }
    return {shape: kind for shape, kind in kinds.items() if kind in ("chart", "diagram")}


def part_in(graphic: Element, kind: str) -> Part | None:
    """What a `p:graphicEl` means in a graphic of this kind; `None` if that can't be told apart."""
    for element in graphic:
        if local_name(element) == "chart" and kind == "chart":
            return _chart_part(element)
        if local_name(element) == "dgm" and kind == "diagram":
            return attribute(element, "id") or None
    return None


def _chart_part(element: Element) -> ChartPart:
    """What a step doesn't speak of is a negative number there."""
    step = attribute(element, "bldStep")
    series, category = (number if number >= 0 else None for number in _indices(element))
    if step in ("series", "ptInSeries", "ptInCategory", "category"):
        series = None if step == "category" else series
        return ChartPart(series, None if step == "series" else category)
    return ChartPart(ground=step == "gridLegend")


def _indices(element: Element) -> tuple[int, int]:
    return whole(element, "seriesIdx", -1), whole(element, "categoryIdx", -1)
