"""A slide made to stand still: as it is seen after some clicks, without anything that moves or plays."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from lxml import etree

from decks.pptx.builds import Look
from decks.pptx.emphasis import Emphasis
from decks.pptx.ooxml import Element, attribute, child, children, descendants, local_name, qname

_PLAYED = ("a:videoFile", "a:audioFile", "a:wavAudioFile", "a:audioCd", "a:quickTimeFile", "p:extLst")
_FILLS = frozenset({"noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill"})
_PAINT = _FILLS | {
    "ln",
    "effectLst",
    "effectDag",
    "highlight",
    "uLn",
    "uFill",
    "hlinkClick",
    "hlinkMouseOver",
}
_BULLETS = frozenset({"buAutoNum", "buChar", "buBlip", "buNone"})
_BEFORE_BULLET = frozenset(
    {"lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buSzPts", "buFontTx", "buFont"}
)
"""Of a paragraph's properties (ECMA-376 part 1, 21.1.2.2.7)."""
_GEOMETRY = frozenset({"xfrm", "prstGeom", "custGeom"})
"""What stands before the fill of a shape (ECMA-376 part 1, 20.1.2.2.35)."""
_LINE = frozenset({"ln"})
"""What stands before the fill of letters (21.1.2.3.9)."""
_RUNS = frozenset({"r", "fld", "br"})


@dataclass(frozen=True, slots=True)
class View:
    """How a slide is seen: without these shapes (by their ids), with these paragraphs of shapes clear and
    nothing behind the text of `bare` shapes, and `coloured` by emphasis. What else that changes is no
    part of it: size, place and transparency stay as they were made. Charts and diagrams that come in parts
    come whole, with the first that says something."""

    shapes: frozenset[str]
    paragraphs: frozenset[tuple[str, int]]
    bare: frozenset[str]
    coloured: frozenset[tuple[str, Emphasis]]

    @classmethod
    def of(cls, look: Look) -> Self:
        """As after the clicks of the look."""
        hidden = look.hidden_paragraphs.items()
        paragraphs = frozenset((shape, index) for shape, those in hidden for index in those)
        coloured = {shape: emphasis.colours for shape, emphasis in look.changed.items()}
        changed = frozenset((shape, colours) for shape, colours in coloured.items() if colours != Emphasis())
        return cls(look.hidden | look.unbegun, paragraphs, look.bare, changed)


def still_slide(root: Element, view: View, number: int | None = None) -> Element:
    """A copy of a `p:sld` for the view. With a `number` that is written where the slide has its own: as a
    page of another file it would have another."""
    slide = copy.deepcopy(root)
    slide.set("show", "1")
    for name in ("p:timing", "p:transition"):
        for element in children(slide, name):
            slide.remove(element)
    for properties in descendants(child(slide, "p:cSld", "p:spTree"), "p:nvPr"):
        _still(properties)
    _show(slide, view)
    if number is not None:
        _write_number(slide, number)
    return slide


def _show(slide: Element, view: View) -> None:
    hidden = dict[str, set[int]]()
    for shape_id, index in view.paragraphs:
        hidden.setdefault(shape_id, set()).add(index)
    coloured = dict(view.coloured)
    for shape, shape_id in list(_shapes(slide)):
        parent = shape.getparent()
        if shape_id in view.shapes and parent is not None:
            parent.remove(shape)
            continue
        if shape_id in coloured:
            _colour(shape, coloured[shape_id])
        if shape_id in hidden:
            _hide_paragraphs(shape, hidden[shape_id])
        if shape_id in view.bare:
            _strip(shape)


def _shapes(slide: Element) -> Iterator[tuple[Element, str]]:
    """Every shape and group below the slide's tree of shapes, with its id."""
    tree = child(slide, "p:cSld", "p:spTree")
    for properties in descendants(tree, "p:cNvPr"):
        about = properties.getparent()
        shape = None if about is None else about.getparent()
        if shape is not None and shape is not tree:
            yield shape, attribute(properties, "id")


def _still(properties: Element) -> None:
    """Make a film or a sound the picture that stands for it."""
    for name in _PLAYED:
        for element in children(properties, name):
            properties.remove(element)


def _hide_paragraphs(shape: Element, indices: set[int]) -> None:
    """Make paragraphs transparent: they keep their room, as they do on the projector."""
    for index, paragraph in enumerate(children(child(shape, "p:txBody"), "a:p")):
        if index not in indices:
            continue
        properties = child(paragraph, "a:pPr")
        if properties is None:
            properties = etree.Element(qname("a:pPr"))
            paragraph.insert(0, properties)
        _drop(properties, _BULLETS)
        place = sum(local_name(element) in _BEFORE_BULLET for element in properties)
        properties.insert(place, etree.Element(qname("a:buNone")))
        for run in paragraph:
            if local_name(run) in _RUNS:
                _make_clear(run)


def _colour(shape: Element, emphasis: Emphasis) -> None:
    """Give a shape's fill, outline and letters the colours that emphasis has given them."""
    properties = child(shape, "p:spPr")
    if properties is not None and emphasis.fill is not None:
        _fill(properties, emphasis.fill, behind=_GEOMETRY)
    if properties is not None and emphasis.line is not None:
        _fill(_outline(properties), emphasis.line, behind=frozenset())
    _colour_letters(shape, emphasis)


def _colour_letters(shape: Element, emphasis: Emphasis) -> None:
    single = dict(emphasis.texts)
    for index, paragraph in enumerate(children(child(shape, "p:txBody"), "a:p")):
        colour = single.get(index, emphasis.text)
        if colour is None:
            continue
        for run in paragraph:
            if local_name(run) in _RUNS:
                _fill(_run_properties(run), colour, behind=_LINE)


def _fill(properties: Element, colour: Element, behind: frozenset[str]) -> None:
    """Fill a shape, line or run with a colour: the fill goes behind these, as the schema wants it."""
    _drop(properties, _FILLS)
    place = sum(local_name(element) in behind for element in properties)
    fill = etree.Element(qname("a:solidFill"))
    fill.append(copy.deepcopy(colour))
    properties.insert(place, fill)


def _outline(properties: Element) -> Element:
    """The `a:ln` of a shape's properties, made if it isn't there."""
    outline = child(properties, "a:ln")
    if outline is None:
        outline = etree.Element(qname("a:ln"))
        place = sum(local_name(element) in _GEOMETRY | _FILLS for element in properties)
        properties.insert(place, outline)
    return outline


def _run_properties(run: Element) -> Element:
    """The `a:rPr` of a run, made if it isn't there."""
    properties = child(run, "a:rPr")
    if properties is None:
        properties = etree.Element(qname("a:rPr"))
        run.insert(0, properties)
    return properties


def _strip(shape: Element) -> None:
    """Take fill, outline and effects away."""
    properties = child(shape, "p:spPr")
    if properties is None:
        return
    _drop(properties, _PAINT)
    place = sum(local_name(element) in _GEOMETRY for element in properties)
    outline = etree.Element(qname("a:ln"))
    etree.SubElement(outline, qname("a:noFill"))
    for offset, element in enumerate((etree.Element(qname("a:noFill")), outline)):
        properties.insert(place + offset, element)


def _make_clear(run: Element) -> None:
    properties = _run_properties(run)
    _drop(properties, _PAINT)
    properties.set("u", "none")
    properties.set("strike", "noStrike")
    fill = etree.Element(qname("a:solidFill"))
    colour = etree.SubElement(fill, qname("a:srgbClr"), {"val": "000000"})
    etree.SubElement(colour, qname("a:alpha"), {"val": "0"})
    properties.insert(0, fill)


def _drop(properties: Element, names: frozenset[str]) -> None:
    for element in list(properties):
        if local_name(element) in names:
            properties.remove(element)


def _write_number(slide: Element, number: int) -> None:
    """Write the slide's number out."""
    for written in list(descendants(slide, "a:fld")):
        parent = written.getparent()
        if attribute(written, "type") != "slidenum" or parent is None:
            continue
        run = etree.Element(qname("a:r"))
        properties = child(written, "a:rPr")
        if properties is not None:
            run.append(properties)
        etree.SubElement(run, qname("a:t")).text = str(number)
        parent.replace(written, run)
