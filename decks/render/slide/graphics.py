"""Graphic frames: tables, charts, diagrams, and the pictures that embedded objects show of themselves."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPen

from decks.pptx.graphic_parts import Part
from decks.pptx.ooxml import Element, attribute, child
from decks.render.geometry.outline import rectangle_of
from decks.render.slide.diagrams import DrawTree, draw_diagram
from decks.render.slide.embedded import draw_preview
from decks.render.slide.scene import Scene
from decks.render.tables.table import draw_table

_KINDS = {"chartex": "render.chart", "diagram": "render.diagram"}


def draw_graphic(
    scene: Scene,
    part: str,
    frame: Element,
    area: QRectF,
    draw_tree: DrawTree,
    hidden: frozenset[Part] = frozenset(),
) -> None:
    """Draw what a `p:graphicFrame` of the sheet in `part` holds into `area`, a chart without its `hidden`
    parts, or the box that stands for it. `draw_tree` draws shapes in the frame's coordinates."""
    data = child(frame, "a:graphic", "a:graphicData")
    table = child(data, "a:tbl")
    if table is not None:
        draw_table(scene, part, table, area)
        return
    kind = attribute(data, "uri").rpartition("/")[2]
    if data is None or not _draw_kind(scene, part, kind, data, area, draw_tree, hidden):
        draw_box(scene, area)


def _draw_kind(
    scene: Scene,
    part: str,
    kind: str,
    data: Element,
    area: QRectF,
    draw_tree: DrawTree,
    hidden: frozenset[Part],
) -> bool:
    if draw_preview(scene, part, data, area):
        return True
    if kind == "chart":
        # Imported when there is one: the charts' code is a fifth of what the first slide would wait for.
        from decks.render.charts.drawing import draw_chart

        return draw_chart(scene, part, data, area, hidden)
    if kind == "diagram" and draw_diagram(scene, part, data, area, draw_tree):
        return True
    scene.report(_KINDS.get(kind, "render.embedded"))
    return False


def draw_box(scene: Scene, area: QRectF) -> None:
    """The quiet box that stands for what can't be drawn."""
    path = rectangle_of(area)
    scene.painter.fillPath(path, QColor(0x80, 0x80, 0x80, 0x30))
    pen = QPen(QColor(0x80, 0x80, 0x80, 0xA0), max(12_700, scene.pixel))
    pen.setStyle(Qt.PenStyle.DashLine)
    scene.painter.strokePath(path, pen)
