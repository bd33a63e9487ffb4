"""PDFs that other programs made of a deck, and which of their pages shows what."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from decks.model import DeckError, Slide
from decks.pptx.stepped_copy import Pages


class Way(StrEnum):
    """How a deck becomes pictures."""

    BUILT_IN = "builtin"
    LIBREOFFICE = "libreoffice"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Export:
    """A deck as a PDF; a page 0 means that none shows the slide. `sha256` is the PDF's, or empty for one
    that nobody else can have changed."""

    way: Way
    path: Path
    pages: Pages
    sha256: str = ""

    def page(self, slide: int, click: int) -> int:
        """The page for a slide after some clicks (beyond its last click that of the last); 0 if the PDF
        has none."""
        pages = self.pages[slide - 1] if slide <= len(self.pages) else ()
        return pages[min(click, len(pages) - 1)] if pages else 0


def matching_pages(count: int, slides: Sequence[Slide], name: str) -> Pages:
    """Which of `count` pages shows which slide: all slides, or all but the hidden ones, in their order.
    A page shows a slide whole, whatever the click. Raises `DeckError` if neither fits; `name` is the
    PDF's, for the sentence."""
    if count == len(slides):
        return tuple((slide.number,) for slide in slides)
    shown = [slide.number for slide in slides if not slide.hidden]
    if count != len(shown):
        raise DeckError("pdf.page_count", name=name, pages=str(count), slides=str(len(slides)))
    page_of = {number: page for page, number in enumerate(shown, 1)}
    return tuple((page_of.get(slide.number, 0),) for slide in slides)
