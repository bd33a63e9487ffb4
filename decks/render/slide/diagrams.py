"""SmartArt: the drawing that the file holds of it, or its texts in plain boxes.

A diagram is a data model, a layout program and, since PowerPoint 2010, the finished drawing
([MS-ODRAWXML] 2.6). Only the drawing is read; running layouts is PowerPoint's business.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree
from PySide6.QtCore import QRectF

from decks.pptx.ooxml import NAMESPACES, Element, attribute, child, children, descendants, qname, whole
from decks.pptx.package import PartError
from decks.render.slide.scene import Scene

DrawTree = Callable[[str, Element], None]
"""Draws the shapes of an `p:spTree` of a part, in the coordinates of the diagram's frame."""

MOST_BOXES = 12
MOST_LINES = 60
DEEPEST = 6
_DIAGRAM, _SHAPES = f"{{{NAMESPACES['dsp']}}}", f"{{{NAMESPACES['p']}}}"


def draw_diagram(scene: Scene, part: str, data: Element, size: QRectF, draw_tree: DrawTree) -> bool:
    """Draw the diagram that an `a:graphicData` of the sheet in `part` names into a frame of this size,
    in EMU. False if nothing of it can be read."""
    relationships = scene.package.relationships(part)
    named = relationships.get(attribute(child(data, "dgm:relIds"), "r:dm"))
    model = None if named is None else _part(scene, named.target)
    drawing = _drawing_part(scene, part, model)
    root = None if drawing is None else _part(scene, drawing)
    tree = None if root is None else _as_shapes(root)
    if drawing is not None and tree is not None and len(tree):
        draw_tree(drawing, tree)
        return True
    points = [] if model is None else outline_of(model)
    if not points:
        return False
    scene.report("render.diagram_plain", serious=False)
    draw_tree(part, _plain_boxes(points, size))
    return True


def _part(scene: Scene, name: str) -> Element | None:
    try:
        return scene.package.xml(name)
    except PartError:
        return None


def _drawing_part(scene: Scene, part: str, model: Element | None) -> str | None:
    """The drawing: the data model names it; where it doesn't, the only one there is must be meant."""
    relationships = scene.package.relationships(part)
    for extension in descendants(model, "dsp:dataModelExt"):
        found = relationships.get(attribute(extension, "relId"))
        if found is not None and not found.external:
            return found.target
    drawings = [r.target for r in relationships.values() if r.kind == "diagramDrawing" and not r.external]
    return drawings[0] if len(drawings) == 1 else None


def _as_shapes(root: Element) -> Element | None:
    """The shape tree under the names that slides use. The part's tree is changed once and for all: it
    serves nothing else."""
    tree = child(root, "dsp:spTree")
    if tree is None:
        return child(root, "p:spTree")
    for frame in list(descendants(tree, "p:graphicFrame", "dsp:graphicFrame")):
        # A diagram within a diagram could only be a trap.
        parent = frame.getparent()
        if parent is not None:
            parent.remove(frame)
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag.startswith(_DIAGRAM):
            element.tag = _SHAPES + element.tag[len(_DIAGRAM) :]
    for shape in list(descendants(tree, "p:sp")):
        _part_text(shape)
    return tree


def _part_text(shape: Element) -> None:
    """Text with a place of its own (`dsp:txXfrm`) becomes a shape without surface behind the other; its
    turn adds to the shape's."""
    place, own = child(shape, "p:txXfrm"), child(shape, "p:spPr", "a:xfrm")
    body, parent = child(shape, "p:txBody"), shape.getparent()
    if place is None or own is None or body is None or parent is None or _same_place(place, own):
        return
    properties = etree.Element(qname("p:spPr"))
    moved = deepcopy(place)
    moved.tag = qname("a:xfrm")
    moved.set("rot", str(whole(own, "rot") + whole(place, "rot")))
    properties.append(moved)
    text = etree.Element(qname("p:sp"), {"modelId": attribute(shape, "modelId")})
    text.append(deepcopy(shape[0]))
    text.append(properties)
    style = child(shape, "p:style", "a:fontRef")
    if style is not None:
        etree.SubElement(text, qname("p:style")).append(deepcopy(style))
    text.append(body)
    shape.remove(place)
    shape.addnext(text)


def _same_place(first: Element, second: Element) -> bool:
    def values(transform: Element) -> tuple[int, ...]:
        offset, extent = child(transform, "a:off"), child(transform, "a:ext")
        return whole(offset, "x"), whole(offset, "y"), whole(extent, "cx"), whole(extent, "cy")

    return values(first) == values(second) and whole(first, "rot") == 0


@dataclass(slots=True)
class Point:
    """A point of the outline that a diagram was made from."""

    text: Element | None
    under: list["Point"] = field(default_factory=list)

    def lines(self, level: int = 0) -> Iterator[tuple[int, Element]]:
        """Its paragraphs and those below it, with their levels."""
        for paragraph in children(self.text, "a:p"):
            if any(text.text for text in descendants(paragraph, "a:t")):
                yield level, paragraph
        for point in self.under if level < DEEPEST else ():
            yield from point.lines(level + 1)


def outline_of(model: Element) -> list[Point]:
    """The points at the top that say something (ECMA-376 part 1, 21.4.3)."""
    points: dict[str, Point] = {}
    for element in children(child(model, "dgm:ptLst"), "dgm:pt"):
        if attribute(element, "type", "node") in ("node", "asst", "doc"):
            points[attribute(element, "modelId")] = Point(child(element, "dgm:t"))
    below: set[str] = set()
    links = children(child(model, "dgm:cxnLst"), "dgm:cxn")
    for link in sorted(links, key=lambda link: whole(link, "srcOrd")):
        upper, lower = attribute(link, "srcId"), attribute(link, "destId")
        known = attribute(link, "type", "parOf") == "parOf" and upper in points and lower in points
        # A point stands once: whatever links form a loop, what is drawn is a tree.
        if known and lower not in below and upper != lower:
            below.add(lower)
            points[upper].under.append(points[lower])
    top = [point for name, point in points.items() if name not in below]
    while len(top) == 1 and not _says(top[0]):
        top = top[0].under
    return [point for point in top if any(True for _ in point.lines())][:MOST_BOXES]


def _says(point: Point) -> bool:
    return any(text.text for text in descendants(point.text, "a:t"))


def _plain_boxes(points: list[Point], size: QRectF) -> Element:
    """Boxes beside each other in a wide frame, under each other in a narrow one."""
    texts = [list(point.lines())[:MOST_LINES] for point in points]
    beside = size.width() > size.height() * 1.2 and len(points) <= 5
    across, down = (len(points), 1) if beside else (1, len(points))
    gap = 0.02 * min(size.width(), size.height())
    width, height = (size.width() - gap * (across - 1)) / across, (size.height() - gap * (down - 1)) / down
    tree = etree.Element(qname("p:spTree"), nsmap={"a": NAMESPACES["a"], "p": NAMESPACES["p"]})
    points_high = min(_fitting(lines, width, height) for lines in texts)
    for number, lines in enumerate(texts):
        x, y = (number * (width + gap), 0.0) if beside else (0.0, number * (height + gap))
        tree.append(_box(QRectF(x, y, width, height), lines, points_high))
    return tree


def _fitting(lines: list[tuple[int, Element]], width: float, height: float) -> float:
    """The largest size in points, at most 24, at which these lines are likely to fit."""
    lengths = [sum(len(text.text or "") for text in descendants(line, "a:t")) for _, line in lines]
    for size in (24.0, 20.0, 18.0, 16.0, 14.0, 12.0, 10.0):
        room = max(1.0, (width / 12_700 - 14) / (size * 0.6))
        if sum(1 + int(length / room) for length in lengths) * size * 1.25 < height / 12_700 - 8:
            return size
    return 8.0


def _box(area: QRectF, lines: list[tuple[int, Element]], size: float) -> Element:
    box = etree.fromstring(
        f'<p:sp xmlns:p="{NAMESPACES["p"]}" xmlns:a="{NAMESPACES["a"]}">'
        '<p:nvSpPr><p:cNvPr id="0" name=""/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{area.x():.0f}" y="{area.y():.0f}"/>'
        f'<a:ext cx="{area.width():.0f}" cy="{area.height():.0f}"/></a:xfrm>'
        '<a:prstGeom prst="rect"/><a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr>'
        '<p:txBody><a:bodyPr anchor="ctr"/><a:lstStyle/></p:txBody></p:sp>'
    )
    body = box[-1]
    for level, line in lines:
        paragraph = etree.SubElement(body, qname("a:p"))
        indent = str(228_600 * level)
        etree.SubElement(paragraph, qname("a:pPr"), marL=indent, indent="0", algn="l" if level else "ctr")
        run = etree.SubElement(paragraph, qname("a:r"))
        look = etree.SubElement(run, qname("a:rPr"), sz=f"{size * 100:.0f}")
        colour = etree.SubElement(look, qname("a:solidFill"))
        etree.SubElement(colour, qname("a:schemeClr"), val="lt1")
        text = etree.SubElement(run, qname("a:t"))
        text.text = "".join(piece.text or "" for piece in descendants(line, "a:t"))
    return box
