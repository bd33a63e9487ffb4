"""The smaller pieces of a chart part: layouts, titles, markers, labels, trend lines, error bars."""

from decks.pptx.ooxml import Element, attribute, child, children, truth, whole
from decks.render.charts.caches import Room, number, optional_number, read_numbers, read_words
from decks.render.charts.model import ErrorBars, Label, Labels, Marker, Numbers, Placing, Title, Trend

MOST_LABEL_RULES = 2_000
MOST_EXTRAS = 8
"""Trend lines or error bars of one series."""


def value_of(parent: Element | None, name: str, usual: str = "") -> str:
    """The `val` of a child."""
    return attribute(child(parent, name), "val", usual)


def flag(parent: Element | None, name: str, absent: bool = False) -> bool:
    """A child that says yes or no; there without a value it says yes."""
    element = child(parent, name)
    return absent if element is None else truth(element, "val", True)


def read_placing(layout: Element | None) -> Placing | None:
    """A `c:layout`'s manual layout, if it has one."""
    manual = child(layout, "c:manualLayout")
    if manual is None:
        return None
    x, y, width, height = (_share(optional_number(manual, f"c:{name}")) for name in "xywh")
    edge = value_of(manual, "c:xMode", "factor") == "edge"
    if x is not None and width is not None and value_of(manual, "c:wMode") == "edge":
        width -= x
    if y is not None and height is not None and value_of(manual, "c:hMode") == "edge":
        height -= y
    inner = value_of(manual, "c:layoutTarget", "outer") == "inner"
    return Placing(x, y, width, height, inner, moved=not edge)


def _share(value: float | None) -> float | None:
    return None if value is None else max(-1.0, min(2.0, value))


def read_title(element: Element, automatic: str) -> Title:
    """A `c:title`; `automatic` stands where it has no words of its own."""
    text = child(element, "c:tx")
    return Title(
        rich=child(text, "c:rich"),
        text=read_words(text) or automatic,
        style=child(element, "c:txPr"),
        properties=child(element, "c:spPr"),
        placing=read_placing(child(element, "c:layout")),
        overlay=flag(element, "c:overlay"),
    )


def read_marker(element: Element | None) -> Marker | None:
    """A `c:marker` of a series or point."""
    if element is None:
        return None
    symbol = value_of(element, "c:symbol")
    size = min(72, max(2, whole(child(element, "c:size"), "val", 5)))
    return Marker("" if symbol == "auto" else symbol, float(size), child(element, "c:spPr"))


def read_labels(element: Element) -> Labels:
    """A `c:dLbls` of a series."""
    usual = read_label(element)
    points: dict[int, Label | None] = {}
    for one in children(element, "c:dLbl")[:MOST_LABEL_RULES]:
        points[whole(child(one, "c:idx"), "val", -1)] = read_label(one, element)
    return Labels(usual, points)


def read_label(element: Element, group: Element | None = None) -> Label | None:
    """What a `c:dLbls` or `c:dLbl` shows; `None` if it was deleted. `group` fills in what a single
    label leaves open."""
    if flag(element, "c:delete"):
        return None

    def shown(name: str) -> bool:
        return flag(element, name, flag(group, name))

    def part(name: str) -> Element | None:
        own = child(element, name)
        return own if own is not None else child(group, name)

    code = part("c:numFmt")
    separator = part("c:separator")
    rich = child(element, "c:tx", "c:rich")
    label = Label(
        value=shown("c:showVal"),
        category=shown("c:showCatName"),
        series=shown("c:showSerName"),
        percent=shown("c:showPercent"),
        bubble=shown("c:showBubbleSize"),
        separator="" if separator is None else separator.text or "",
        code="" if truth(code, "sourceLinked") else attribute(code, "formatCode"),
        position=attribute(part("c:dLblPos"), "val"),
        text=part("c:txPr"),
        rich=rich,
        properties=part("c:spPr"),
        leaders=shown("c:showLeaderLines"),
        placing=read_placing(child(element, "c:layout")),
    )
    return label if label.shows or rich is not None else None


def read_trends(row: Element) -> tuple[Trend, ...]:
    """The trend lines of a series."""
    return tuple(
        Trend(
            kind=value_of(element, "c:trendlineType", "linear"),
            order=whole(child(element, "c:order"), "val", 2),
            period=whole(child(element, "c:period"), "val", 2),
            forward=optional_number(element, "c:forward") or 0.0,
            backward=optional_number(element, "c:backward") or 0.0,
            intercept=optional_number(element, "c:intercept"),
            properties=child(element, "c:spPr"),
        )
        for element in children(row, "c:trendline")[:MOST_EXTRAS]
    )


def read_errors(row: Element) -> tuple[ErrorBars, ...]:
    """The error bars of a series."""
    return tuple(_errors(element) for element in children(row, "c:errBars")[:MOST_EXTRAS])


def _errors(element: Element) -> ErrorBars:
    sides = value_of(element, "c:errBarType", "both")
    kind = value_of(element, "c:errValType", "fixedVal")
    custom = kind == "cust"
    return ErrorBars(
        vertical=value_of(element, "c:errDir", "y") == "y",
        upward=sides in ("both", "plus"),
        downward=sides in ("both", "minus"),
        kind=kind,
        amount=abs(number(value_of(element, "c:val")) or 0.0),
        plus=read_numbers(child(element, "c:plus"), Room()) if custom else Numbers(),
        minus=read_numbers(child(element, "c:minus"), Room()) if custom else Numbers(),
        capped=not flag(element, "c:noEndCap"),
        properties=child(element, "c:spPr"),
    )
