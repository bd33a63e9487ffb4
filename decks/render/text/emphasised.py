"""Text whose colour an animation has changed."""

from copy import deepcopy

from lxml import etree

from decks.pptx.builds import Emphasis
from decks.pptx.ooxml import Element, child, children, qname
from decks.render.paint.fills import fill_in

_RUNS = ("a:r", "a:fld", "a:br")


def emphasised_text(body: Element, emphasis: Emphasis) -> Element:
    """The `p:txBody` in the colours that emphasis gives it; itself if it gives none."""
    single = dict(emphasis.texts)
    if emphasis.text is None and not single:
        return body
    body = deepcopy(body)
    for number, paragraph in enumerate(children(body, "a:p")):
        colour = single.get(number, emphasis.text)
        if colour is None:
            continue
        for name in _RUNS:
            for run in children(paragraph, name):
                _recolour(run, colour)
    return body


def _recolour(run: Element, colour: Element) -> None:
    properties = child(run, "a:rPr")
    if properties is None:
        properties = etree.Element(qname("a:rPr"))
        run.insert(0, properties)
    old = fill_in(properties)
    fill = etree.Element(qname("a:solidFill"))
    fill.append(deepcopy(colour))
    if old is not None:
        properties.replace(old, fill)
    else:
        line = child(properties, "a:ln")
        properties.insert(0 if line is None else 1, fill)
