"""Pages of a PDF as pictures."""

import ctypes
from collections.abc import Iterator

from pypdfium2 import PdfBitmap, PdfiumError, raw
from PySide6.QtGui import QColor, QImage

from decks.model import Problem
from decks.pdf import load_pdf, page_size, pdfium_lock
from decks.render.drawing import Drawing
from decks.render.findings import Findings
from decks.render.images.metafiles import Metafile
from decks.render.pdf_links import page_links
from decks.render.picture_size import fitting
from decks.source import Source
from decks.spots import Link


class PdfPages:
    """Draws pages with PDFium, straight into the picture's own pixels."""

    def __init__(self, source: Source) -> None:
        with pdfium_lock:
            self._document = load_pdf(source)
        self._problems: dict[int, tuple[Problem, ...]] = {}
        self._links: dict[int, tuple[Link, ...]] = {}

    @property
    def count(self) -> int:
        """How many pages there are."""
        with pdfium_lock:
            return len(self._document)

    def draw(self, slide: int, click: int, width: int, height: int) -> Drawing:
        """The page, as in `Renderer.draw`; a page that can't be read stays white."""
        with pdfium_lock:
            size = fitting(*page_size(self._document, slide - 1), width, height)
            image = QImage(*size, QImage.Format.Format_RGB32)
            image.fill(QColor("white"))
            try:
                self._draw_into(image, slide)
                self._problems[slide] = ()
            except PdfiumError:
                self._problems[slide] = (Problem("render.page_unreadable", slide),)
        return Drawing(image, Findings(self._problems[slide], self._links.get(slide, ())))

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """As in `Renderer.problems`."""
        if slide not in self._problems:
            self.draw(slide, 0, 160, 160)
        return self._problems[slide]

    def metafiles_near(self, slide: int) -> Iterator[Metafile | None]:
        """A PDF has none."""
        return iter(())

    def close(self) -> None:
        """Let go of the file."""
        with pdfium_lock:
            self._document.close()

    def _draw_into(self, image: QImage, slide: int) -> None:
        width, height = image.width(), image.height()
        page = self._document[slide - 1]
        pixels = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        bitmap = PdfBitmap.new_native(
            width, height, raw.FPDFBitmap_BGRx, buffer=pixels, stride=image.bytesPerLine()
        )
        try:
            if slide not in self._links:
                self._links[slide] = page_links(self._document, page)
            raw.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, raw.FPDF_ANNOT)
        finally:
            bitmap.close()
            page.close()
