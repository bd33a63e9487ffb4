"""Slides of a PowerPoint file as pictures, drawn by ourselves."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from decks.model import Problem
from decks.pptx.builds import Builds, Look, read_builds
from decks.pptx.ooxml import Element, child
from decks.pptx.package import Package, PartError
from decks.pptx.reading import slide_size, slide_sources
from decks.render.drawing import Drawing
from decks.render.findings import Findings
from decks.render.images.completeness import Completeness
from decks.render.images.metafile_drawings import MetafileDrawings
from decks.render.images.metafile_parts import MetafileParts, nearest_first
from decks.render.images.metafiles import Metafile
from decks.render.images.store import ImageStore
from decks.render.paint.colours import Palette
from decks.render.picture_size import fitting
from decks.render.slide.background import draw_background
from decks.render.slide.movers import Movers
from decks.render.slide.scene import Gif, Scene
from decks.render.slide.shapes import draw_sheets
from decks.render.slide.sheet import SheetReader, Sheets
from decks.source import Source

log = logging.getLogger(__name__)
_HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)


class PowerPoint:
    """Draws the slides of one file, whose metafiles are waited for unless `metafiles` are made in the
    background, with the date and time that the `clock` shows. Raises `DeckError` if it can't be opened."""

    def __init__(
        self,
        source: Source,
        metafiles: MetafileDrawings | None = None,
        clock: Callable[[], datetime] = datetime.now,
    ) -> None:
        self._package = Package(source)
        self._clock = clock
        self._sources = slide_sources(self._package)
        self._size = slide_size(self._package)
        self._reader = SheetReader(self._package)
        self._images = ImageStore(self._package, metafiles)
        self._metafile_parts = MetafileParts(self._package)
        main = self._package.xml(self._package.main)
        self._default_text_style = child(main, "p:defaultTextStyle")
        self._table_styles = self._read_table_styles()
        self._problems: dict[int, tuple[Problem, ...]] = {}
        self._builds: tuple[str, Builds] = ("", Builds())
        self._numbers = {source.part: source.number for source in reversed(self._sources)}
        self._moving: dict[str, Gif] = {}
        self._missing_fonts: dict[str, str] = {}

    def draw(self, slide: int, click: int, width: int, height: int) -> Drawing:
        """The slide, as in `Renderer.draw`; one that can't be read stays white."""
        drawing = self._draw(slide, click, width, height)
        self._problems[slide] = drawing.findings.problems
        return drawing

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """As in `Renderer.problems`: of all that the slide ever shows, while there is no picture."""
        if slide not in self._problems:
            self._problems[slide] = self._draw(slide, None, 320, 320).findings.problems
        return self._problems[slide]

    def has_emphasis(self, slide: int, click: int) -> bool:
        """Whether emphasis has changed more than colours on the slide after so many clicks."""
        try:
            sheets = self._reader.read(self._sources[slide - 1].part)
        except PartError:
            return False
        changed = self._read_builds(sheets).look(click).changed.values()
        return any(emphasis != emphasis.colours for emphasis in changed)

    def comes_in_parts(self, slide: int) -> bool:
        """Whether animations bring or take a chart or diagram of the slide in parts."""
        try:
            builds = self._read_builds(self._reader.read(self._sources[slide - 1].part))
        except PartError:
            return False
        return builds.unparted or bool(builds.parts)

    def metafiles_near(self, slide: int) -> Iterator[Metafile | None]:
        """As in `Renderer.metafiles_near`."""
        numbers = nearest_first(slide, len(self._sources))
        return self._metafile_parts.on(self._sources[number - 1].part for number in numbers)

    def close(self) -> None:
        """Let go of the file."""
        self._package.close()

    def _draw(self, slide: int, click: int | None, width: int, height: int) -> Drawing:
        """The slide after so many clicks; without a number as if it had no animations."""
        size = fitting(*self._size, width, height)
        image = QImage(*size, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        self._images.begin()
        try:
            sheets = self._reader.read(self._sources[slide - 1].part)
        except PartError:
            findings = Findings((Problem("deck.slide_unreadable", slide),))
        else:
            findings = self._draw_sheets(image, sheets, slide, click)
        return Drawing(image, findings, self._images.awaited)

    def _draw_sheets(self, image: QImage, sheets: Sheets, number: int, click: int | None) -> Findings:
        builds = self._read_builds(sheets)
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
            now=self._clock(),
            click=click or 0,
            slide_numbers=self._numbers,
            moving=self._moving,
            missing_fonts=self._missing_fonts,
            look=Look() if click is None else builds.look(click),
            parts=builds.parts,
            movers=Movers(() if click is None else builds.moves_at(click)),
            default_text_style=self._default_text_style,
            table_styles=self._table_styles,
        )
        if builds.triggered:
            scene.report("render.trigger", serious=False)
        if builds.lost:
            scene.report("render.emphasis", serious=False)
        if builds.unparted:
            scene.report("render.build", serious=False)
        try:
            draw_background(scene)
            draw_sheets(scene)
        except Exception:
            log.exception("Slide %d could not be drawn whole", number)
            scene.report("render.shape_failed")
        finally:
            painter.end()
        self._report_shortfalls(scene)
        return scene.findings

    def _report_shortfalls(self, scene: Scene) -> None:
        for shortfall in self._images.shortfalls:
            lost = shortfall.completeness is Completeness.IN_PART
            code = "render.picture_in_part" if lost else "render.picture_plainer"
            scene.report(code, serious=lost, kind=shortfall.kind)

    def _read_builds(self, sheets: Sheets) -> Builds:
        """The slide's builds, read once for all its steps."""
        part = sheets.slide.part
        if self._builds[0] != part:
            self._builds = part, read_builds(sheets.slide.root)
        return self._builds[1]

    def _read_table_styles(self) -> Element | None:
        part = self._package.related(self._package.main, "tableStyles")
        try:
            return self._package.xml(part) if part else None
        except PartError:
            return None
