"""Embedded objects: the picture that a sheet or a formula editor left of itself."""

from lxml import etree
from PySide6.QtCore import QRectF

from decks.pptx.ooxml import NAMESPACES, Element, attribute, child, descendants, local_name, qname
from decks.pptx.package import PartError
from decks.render.geometry.outline import rectangle_of
from decks.render.paint.fills import Fill, fill_in, paint_fill
from decks.render.slide.scene import Scene

_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_RELATIONSHIP, _SPID = f"{_OFFICE}relid", f"{_OFFICE}spid"


def draw_preview(scene: Scene, part: str, data: Element | None, area: QRectF) -> bool:
    """Draw the preview of the object in an `a:graphicData` of the sheet in `part`; false without one."""
    picture = next(descendants(data, "p:pic"), None)
    fill = child(picture, "p:blipFill")
    preview = None if fill is None else Fill(fill, part)
    if preview is None:
        preview = _old_preview(scene, part, next(descendants(data, "p:oleObj"), None))
    if preview is None:
        return False
    path = rectangle_of(area)
    ground = fill_in(child(picture, "p:spPr"))
    if ground is not None:
        paint_fill(scene, Fill(ground, part), path, area)
    paint_fill(scene, preview, path, area)
    return True


def _old_preview(scene: Scene, part: str, embedded: Element | None) -> Fill | None:
    """Before Office 2010 the picture lay in a VML drawing beside the slide, under the object's `spid`
    (ECMA-376 part 4, 19.3.2.4)."""
    drawing = scene.package.related(part, "vmlDrawing")
    wanted = attribute(embedded, "spid")
    if drawing is None or not wanted:
        return None
    try:
        root = scene.package.xml(drawing)
    except PartError:
        return None
    for shape in root.iter():
        if local_name(shape) == "shape" and wanted in (shape.get("id"), shape.get(_SPID)):
            return _picture_in(shape, drawing)
    return None


def _picture_in(shape: Element, part: str) -> Fill | None:
    for image in shape.iter():
        relationship = image.get(_RELATIONSHIP) if local_name(image) == "imagedata" else None
        if relationship:
            fill = etree.Element(qname("p:blipFill"), nsmap={"a": NAMESPACES["a"]})
            etree.SubElement(fill, qname("a:blip")).set(qname("r:embed"), relationship)
            etree.SubElement(etree.SubElement(fill, qname("a:stretch")), qname("a:fillRect"))
            return Fill(fill, part)
    return None
