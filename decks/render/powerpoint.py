"""Slides of a PowerPoint file as pictures, drawn by ourselves."""

import logging

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from decks.model import Problem
from decks.pptx.builds import read_builds
from decks.pptx.ooxml import Element, child
from decks.pptx.package import Package, PartError
from decks.pptx.reading import slide_size, slide_sources
from decks.render.background import draw_background
from decks.render.colours import Palette
from decks.render.drawing import Drawing
from decks.render.findings import Findings
from decks.render.images import ImageStore
from decks.render.picture_size import fitting
from decks.render.scene import Scene
from decks.render.shapes import draw_sheets
from decks.render.sheet import SheetReader, Sheets
from decks.source import Source

log = logging.getLogger(__name__)
_HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)


class PowerPoint:
    """Draws the slides of one file. Raises `DeckError` if it can't be opened."""

    def __init__(self, source: Source) -> None:
        self._package = Package(source)
        self._sources = slide_sources(self._package)
        self._size = slide_size(self._package)
        self._reader = SheetReader(self._package)
        self._images = ImageStore(self._package)
        main = self._package.xml(self._package.main)
        self._default_text_style = child(main, "p:defaultTextStyle")
        self._table_styles = self._read_table_styles()
        self._problems: dict[int, tuple[Problem, ...]] = {}

    def draw(self, slide: int, click: int, width: int, height: int) -> Drawing:
        """The slide, as in `Renderer.draw`; one that can't be read stays white."""
        size = fitting(*self._size, width, height)
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        try:
            sheets = self._reader.read(self._sources[slide - 1].part)
        except PartError:
            findings = Findings((Problem("deck.slide_unreadable", slide),))
        else:
            findings = self._draw_sheets(image, sheets, slide, click)
        self._problems[slide] = findings.problems
        return Drawing(image, findings)

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """As in `Renderer.problems`."""
        if slide not in self._problems:
            self.draw(slide, 0, 320, 320)
        return self._problems[slide]

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    def _draw_sheets(self, image: QImage, sheets: Sheets, number: int, click: int) -> Findings:
        page_width, page_height = self._size
        painter = QPainter(image)
        painter.setRenderHints(_HINTS)
        painter.scale(image.width() / page_width, image.height() / page_height)
        scene = Scene(
            painter=painter,
            package=self._package,
            images=self._images,
            sheets=sheets,
            palette=Palette(sheets.theme, sheets.colour_map()),
            page=QRectF(0, 0, page_width, page_height),
            pixel=page_width / image.width(),
            number=number,
            look=read_builds(sheets.slide.root).look(click),
            default_text_style=self._default_text_style,
            table_styles=self._table_styles,
        )
        try:
            draw_background(scene)
            draw_sheets(scene)
        except Exception:
            log.exception("Slide %d could not be drawn whole", number)
            scene.report("render.shape_failed")
        finally:
            painter.end()
        return scene.findings

    def _read_table_styles(self) -> Element | None:
        part = self._package.related(self._package.main, "tableStyles")
        try:
            return self._package.xml(part) if part else None
        except PartError:
            return None
