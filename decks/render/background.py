"""The ground of a slide: its own, else its layout's, else its master's."""

from PySide6.QtGui import QColor, QPainterPath

from decks.pptx.ooxml import child
from decks.render.fills import Fill, fill_in, paint_fill, styled_fill
from decks.render.scene import Scene


def draw_background(scene: Scene) -> None:
    """Fill the whole page."""
    page = QPainterPath()
    page.addRect(scene.page)
    scene.painter.fillPath(page, QColor("white"))
    sheets = scene.sheets
    for sheet in (sheets.slide, sheets.layout, sheets.master):
        background = child(sheet.root if sheet else None, "p:cSld", "p:bg")
        if sheet is None or background is None:
            continue
        own = fill_in(child(background, "p:bgPr"))
        fill = Fill(own, sheet.part) if own is not None else None
        if fill is None:
            # A background of the theme refers to pictures through the theme's own part.
            theme = scene.package.related(sheets.master.part, "theme") if sheets.master else None
            fill = styled_fill(scene, child(background, "p:bgRef"), theme or sheet.part)
        paint_fill(scene, fill, page, scene.page)
        return
