"""A PDF read into a lesson: a page is a slide."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

from decks.model import Deck, DeckError, Problem, Slide
from decks.pdf_texts import read_texts
from decks.pptx.ooxml import EMU_PER_POINT
from decks.source import Source, read_source

MOST_PAGES = 5_000
LARGEST_FILE = 2 * 2**30
_USUAL_SIZE = (960.0, 540.0)

pdfium_lock = threading.RLock()
"""PDFium may be called from one thread at a time."""


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfDocument]:
    """The document, closed afterwards. Holds `pdfium_lock`. Raises `DeckError`."""
    with pdfium_lock:
        document = load_pdf(read_source(path))
        try:
            yield document
        finally:
            document.close()


def load_pdf(source: Source) -> PdfDocument:
    """The document, open. The caller holds `pdfium_lock` and closes it. Raises `DeckError`."""
    try:
        if isinstance(source, Path) and source.stat().st_size > LARGEST_FILE:
            raise DeckError("deck.too_big")
        return PdfDocument(source)
    except PdfiumError as error:
        password = error.err_code in (
            pypdfium2.raw.FPDF_ERR_PASSWORD,
            pypdfium2.raw.FPDF_ERR_SECURITY,
        )
        raise DeckError("deck.encrypted" if password else "deck.damaged") from error
    except OSError as error:
        raise DeckError("deck.unreadable") from error


def read_pdf(path: Path, sha256: str) -> Deck:
    """The lesson in a PDF. Raises `DeckError`."""
    with open_pdf(path) as document:
        count = len(document)
        if count < 1:
            raise DeckError("deck.empty")
        if count > MOST_PAGES:
            raise DeckError("deck.too_big")
        width, height = page_size(document, 0)
    texts = read_texts(path, count)
    slides = tuple(_slide(number, text or "") for number, text in enumerate(texts, 1))
    return Deck(
        path=path,
        lesson_id=path.stem,
        sha256=sha256,
        title=slides[0].title or path.stem,
        width=round(width * EMU_PER_POINT),
        height=round(height * EMU_PER_POINT),
        slides=slides,
        problems=tuple(
            Problem("deck.slide_unreadable", number) for number, text in enumerate(texts, 1) if text is None
        ),
        is_pdf=True,
    )


def page_size(document: PdfDocument, index: int) -> tuple[float, float]:
    """Width and height of a page in points, as it is seen; a usual size if the page has none."""
    try:
        width, height = document.get_page_size(index)
    except PdfiumError:
        return _USUAL_SIZE
    sane = width > 0 and height > 0 and 1 / 20 <= width / height <= 20
    return (width, height) if sane else _USUAL_SIZE


def _slide(number: int, text: str) -> Slide:
    title = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return Slide(number, title=title[:200], text=text)
