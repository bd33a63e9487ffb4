"""How points with negative values look where a chart turns their fill round (`c:invertIfNegative`,
ECMA-376 part 1, 21.2.2.86)."""

from copy import deepcopy

from lxml import etree

from decks.pptx.ooxml import Element, child, descendants, fraction, local_name, qname
from decks.render.paint.fills import Fill


def inverted(fill: Fill, instead: Element | None) -> Fill:
    """The fill turned round: a gradient runs backwards, a pattern changes ink for ground, a colour gives
    way to `instead`, a fill element, or without one to white."""
    match local_name(fill.element):
        case "gradFill":
            return Fill(_backwards(fill.element), fill.part, fill.replaced)
        case "pattFill":
            return Fill(_exchanged(fill.element), fill.part, fill.replaced)
        case "solidFill":
            return Fill(_WHITE if instead is None else instead, fill.part)
    return fill


def _backwards(gradient: Element) -> Element:
    made = deepcopy(gradient)
    for stop in descendants(made, "a:gs"):
        stop.set("pos", str(round((1 - fraction(stop, "pos")) * 100_000)))
    return made


def _exchanged(pattern: Element) -> Element:
    made = deepcopy(pattern)
    ink, ground = child(made, "a:fgClr"), child(made, "a:bgClr")
    for element, name in ((ink, "a:bgClr"), (ground, "a:fgClr")):
        if element is not None:
            element.tag = qname(name)
    return made


def _white() -> Element:
    fill = etree.Element(qname("a:solidFill"))
    etree.SubElement(fill, qname("a:srgbClr"), val="FFFFFF")
    return fill


_WHITE = _white()
