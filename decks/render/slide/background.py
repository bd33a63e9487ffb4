"""The ground of a slide: its own, else its layout's, else its master's."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath, QTransform

from decks.pptx.ooxml import child
from decks.render.geometry.outline import rectangle_of
from decks.render.paint.fills import Fill, fill_in, paint_fill, styled_fill
from decks.render.slide.scene import Scene


def draw_background(scene: Scene) -> None:
    """Fill the whole page."""
    page = rectangle_of(scene.page)
    scene.painter.fillPath(page, QColor("white"))
    paint_fill(scene, _background(scene), page, scene.page)


def paint_background_through(scene: Scene, path: QPainterPath) -> None:
    """Show the slide's background within a path, as if whatever lies between were not there."""
    painter = scene.painter
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setWorldTransform(QTransform.fromScale(1 / scene.pixel, 1 / scene.pixel))
    draw_background(scene)
    painter.restore()


def _background(scene: Scene) -> Fill | None:
    sheets = scene.sheets
    for sheet in (sheets.slide, sheets.layout, sheets.master):
        background = child(sheet.root if sheet else None, "p:cSld", "p:bg")
        if sheet is None or background is None:
            continue
        own = fill_in(child(background, "p:bgPr"))
        if own is not None:
            return Fill(own, sheet.part)
        # A background of the theme refers to pictures through the theme's own part.
        return styled_fill(scene, child(background, "p:bgRef"), scene.theme_part or sheet.part)
    return None
