"""The smaller pieces of a chart part: layouts, titles, markers, labels, trend lines, error bars."""

from decks.pptx.ooxml import Element, attribute, child, children, local_name, truth, whole
from decks.render.charts.caches import Room, number, optional_number, plain_text, read_numbers, read_words
from decks.render.charts.parts import (
    ErrorBars,
    Label,
    Labels,
    Marker,
    Numbers,
    Placing,
    Title,
    Trend,
    TrendLabel,
    UpDownBars,
)

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


def extension(parent: Element | None, *path: str) -> Element | None:
    """What newer versions of Office add to an element: a path of local names, whose namespaces change
    with the version."""
    found = child(parent, "c:extLst")
    for name in path:
        found = next((e for e in (found.iter() if found is not None else ()) if local_name(e) == name), None)
    return found


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


def read_labels(element: Element, absent: bool = False) -> Labels:
    """A `c:dLbls` of a series. `absent` is what a missing flag means."""
    usual = read_label(element, absent=absent)
    points: dict[int, Label | None] = {}
    for one in children(element, "c:dLbl")[:MOST_LABEL_RULES]:
        points[whole(child(one, "c:idx"), "val", -1)] = read_label(one, element, absent)
    return Labels(usual, points)


def read_label(element: Element, group: Element | None = None, absent: bool = False) -> Label | None:
    """What a `c:dLbls` or `c:dLbl` shows; `None` if it was deleted. `group` fills in what a single
    label leaves open, and then `absent` what flags are missing."""
    if flag(element, "c:delete"):
        return None

    def shown(name: str) -> bool:
        return flag(element, name, flag(group, name, absent))

    def part(name: str) -> Element | None:
        own = child(element, name)
        return own if own is not None else child(group, name)

    code = part("c:numFmt")
    separator = part("c:separator")
    noted = extension(element, "showDataLabelsRange")
    rich = child(element, "c:tx", "c:rich")
    label = Label(
        value=shown("c:showVal"),
        category=shown("c:showCatName"),
        series=shown("c:showSerName"),
        percent=shown("c:showPercent"),
        bubble=shown("c:showBubbleSize"),
        note=truth(noted if noted is not None else extension(group, "showDataLabelsRange"), "val"),
        key=shown("c:showLegendKey"),
        separator="" if separator is None else separator.text or "",
        code="" if truth(code, "sourceLinked") else attribute(code, "formatCode"),
        position=attribute(part("c:dLblPos"), "val"),
        text=part("c:txPr"),
        rich=rich,
        properties=part("c:spPr"),
        leaders=flag(element, "c:showLeaderLines", flag(group, "c:showLeaderLines")),
        leader_line=child(part("c:leaderLines"), "c:spPr"),
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
            name=plain_text(child(element, "c:name")),
            label=_trend_label(element),
        )
        for element in children(row, "c:trendline")[:MOST_EXTRAS]
    )


def _trend_label(trend: Element) -> TrendLabel | None:
    formula, fits = flag(trend, "c:dispEq"), flag(trend, "c:dispRSqr")
    if not formula and not fits:
        return None
    element = child(trend, "c:trendlineLbl")
    code = attribute(child(element, "c:numFmt"), "formatCode")
    title = Title() if element is None else read_title(element, "")
    return TrendLabel(formula, fits, "" if code == "General" else code, title)


def read_up_down(element: Element | None) -> UpDownBars | None:
    """A `c:upDownBars`."""
    if element is None:
        return None
    gap = max(0, min(500, whole(child(element, "c:gapWidth"), "val", 150))) / 100
    return UpDownBars(gap, child(element, "c:upBars"), child(element, "c:downBars"))


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
