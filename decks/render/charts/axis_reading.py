"""The axes of a plot area (`c:catAx`, `c:dateAx`, `c:valAx`, `c:serAx`)."""

from decks.pptx.ooxml import Element, attribute, child, local_name, parse_whole, truth, whole
from decks.render.charts.caches import optional_number
from decks.render.charts.model import Axis
from decks.render.charts.part_reading import flag, read_title, value_of
from decks.render.charts.parts import Title

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
_UNIT_NAMES = {
    "hundreds": ("Hundreds", "百"),
    "thousands": ("Thousands", "千"),
    "tenThousands": ("x 10000", "万"),
    "hundredThousands": ("x 100000", "十万"),
    "millions": ("Millions", "百万"),
    "tenMillions": ("x 10000000", "千万"),
    "hundredMillions": ("x 100000000", "亿"),
    "billions": ("Billions", "十亿"),
    "trillions": ("Trillions", "万亿"),
}


def read_axes(area: Element | None, *, chinese: bool = False) -> dict[str, Axis]:
    """The axes by their ids; names that stand for themselves are Chinese or English."""
    elements = [e for e in (() if area is None else area) if local_name(e) in _KINDS][:MOST_AXES]
    axes = [_axis(element, chinese) for element in elements]
    return {axis.id: axis for axis in axes}


def _axis(element: Element, chinese: bool) -> Axis:
    scaling = child(element, "c:scaling")
    code = child(element, "c:numFmt")
    title, units = child(element, "c:title"), child(element, "c:dispUnits")
    offset = value_of(element, "c:lblOffset", "100")
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
        label_offset=max(0, min(1000, parse_whole(offset.rstrip("%"), 100))) / 100,
        label_align={"l": "l", "r": "r"}.get(value_of(element, "c:lblAlgn"), "ctr"),
        one_level=flag(element, "c:noMultiLvlLbl"),
        divisor=_divisor(units),
        unit_label=_unit_label(units, chinese),
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


def _unit_label(units: Element | None, chinese: bool) -> Title | None:
    """The words beside an axis that name its units, if it shows them."""
    label = child(units, "c:dispUnitsLbl")
    if label is None:
        return None
    name = value_of(units, "c:builtInUnit")
    names = _UNIT_NAMES.get(name, ("", ""))
    return read_title(label, names[1 if chinese else 0] or f"x {_divisor(units):g}")


def _positive(value: float | None) -> float | None:
    return value if value is not None and value > 0 else None
