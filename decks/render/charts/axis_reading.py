"""The axes of a plot area (`c:catAx`, `c:dateAx`, `c:valAx`, `c:serAx`)."""

from decks.pptx.ooxml import Element, attribute, child, local_name, truth, whole
from decks.render.charts.caches import optional_number
from decks.render.charts.model import Axis
from decks.render.charts.part_reading import flag, read_title, value_of

MOST_AXES = 8
_KINDS = {"catAx": "cat", "dateAx": "date", "valAx": "val", "serAx": "ser"}
_UNITS = {
    "hundreds": 1e2,
    "thousands": 1e3,
    "tenThousands": 1e4,
    "hundredThousands": 1e5,
    "millions": 1e6,
    "tenMillions": 1e7,
    "hundredMillions": 1e8,
    "billions": 1e9,
    "trillions": 1e12,
}


def read_axes(area: Element | None) -> dict[str, Axis]:
    """The axes by their ids."""
    elements = [e for e in (() if area is None else area) if local_name(e) in _KINDS][:MOST_AXES]
    axes = [_axis(element) for element in elements]
    return {axis.id: axis for axis in axes}


def _axis(element: Element) -> Axis:
    scaling = child(element, "c:scaling")
    code = child(element, "c:numFmt")
    title = child(element, "c:title")
    return Axis(
        id=value_of(element, "c:axId"),
        other=value_of(element, "c:crossAx"),
        kind=_KINDS[local_name(element)],
        position=value_of(element, "c:axPos", "b"),
        deleted=flag(element, "c:delete"),
        reversed=value_of(scaling, "c:orientation") == "maxMin",
        low=optional_number(scaling, "c:min"),
        high=optional_number(scaling, "c:max"),
        log_base=optional_number(scaling, "c:logBase"),
        major=_positive(optional_number(element, "c:majorUnit")),
        minor=_positive(optional_number(element, "c:minorUnit")),
        unit=value_of(element, "c:baseTimeUnit"),
        major_unit=value_of(element, "c:majorTimeUnit"),
        crosses=value_of(element, "c:crosses", "autoZero"),
        crosses_at=optional_number(element, "c:crossesAt"),
        between=value_of(element, "c:crossBetween", "between") == "between",
        major_tick=_tick(element, "c:majorTickMark"),
        minor_tick=_tick(element, "c:minorTickMark"),
        labels=value_of(element, "c:tickLblPos", "nextTo"),
        label_step=max(0, min(1000, whole(child(element, "c:tickLblSkip"), "val"))),
        mark_step=max(0, min(1000, whole(child(element, "c:tickMarkSkip"), "val"))),
        code=attribute(code, "formatCode"),
        linked=truth(code, "sourceLinked", code is None),
        divisor=_divisor(child(element, "c:dispUnits")),
        properties=child(element, "c:spPr"),
        text=child(element, "c:txPr"),
        major_grid=child(element, "c:majorGridlines"),
        minor_grid=child(element, "c:minorGridlines"),
        title=None if title is None else read_title(title, ""),
    )


def _tick(element: Element, name: str) -> str:
    """`in`, `out`, `cross` or `none`: an axis that says nothing has crossing major marks."""
    return value_of(element, name, "cross" if name == "c:majorTickMark" else "none")


def _divisor(units: Element | None) -> float:
    custom = _positive(optional_number(units, "c:custUnit"))
    return custom or _UNITS.get(value_of(units, "c:builtInUnit"), 1.0)


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None
