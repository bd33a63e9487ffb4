"""Graphic frames: tables, charts, diagrams, and the pictures that embedded objects show of themselves."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from decks.pptx.ooxml import Element, attribute, child, descendants
from decks.render.images import ImageError, crop_of
from decks.render.scene import Scene
from decks.render.table import draw_table

_KINDS = {"chart": "render.chart", "chartex": "render.chart", "diagram": "render.diagram"}


def draw_graphic(scene: Scene, part: str, frame: Element, area: QRectF) -> None:
    """Draw what a `p:graphicFrame` of the sheet in `part` holds into `area`, or the box that stands
    for it."""
    data = child(frame, "a:graphic", "a:graphicData")
    table = child(data, "a:tbl")
    if table is not None:
        draw_table(scene, part, table, area)
        return
    preview = next(descendants(data, "p:pic"), None)
    if preview is not None:
        _draw_preview(scene, part, preview, area)
        return
    kind = attribute(data, "uri").rpartition("/")[2]
    scene.report(_KINDS.get(kind, "render.embedded"))
    draw_box(scene, area)


def _draw_preview(scene: Scene, part: str, picture: Element, area: QRectF) -> None:
    """The picture that an embedded object shows of itself."""
    fill = child(picture, "p:blipFill")
    try:
        pixels = area.width() / scene.pixel, area.height() / scene.pixel
        image = scene.images.image(part, child(fill, "a:blip"), *pixels)
    except ImageError as error:
        scene.report_image(error)
        draw_box(scene, area)
        return
    scene.painter.drawImage(area, image, QRectF(*crop_of(fill, image)))


def draw_box(scene: Scene, area: QRectF) -> None:
    """The quiet box that stands for what can't be drawn."""
    path = QPainterPath()
    path.addRect(area)
    scene.painter.fillPath(path, QColor(0x80, 0x80, 0x80, 0x30))
    pen = QPen(QColor(0x80, 0x80, 0x80, 0xA0), max(12_700, scene.pixel))
    pen.setStyle(Qt.PenStyle.DashLine)
    scene.painter.strokePath(path, pen)
