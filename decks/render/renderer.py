"""The seam between a deck and its pictures."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from decks.model import Deck, Problem
from decks.opening import deck_errors, format_of
from decks.render.drawing import Drawing
from decks.render.export import Export
from decks.render.images.metafile_drawings import MetafileDrawings
from decks.render.images.metafiles import Metafile
from decks.source import read_source


class Renderer(Protocol):
    """Draws slides. Slides count from 1, clicks from 0; a renderer belongs to one thread."""

    def draw(self, slide: int, click: int, width: int, height: int) -> Drawing:
        """The slide after `click` clicks, as large as fits into width × height pixels with its
        shape kept. Never raises for what the deck holds: what can't be drawn is left out or
        stands as a quiet box, and the findings say so."""
        ...

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """What of a slide could not be drawn as it was made, in its latest picture; it is drawn
        small if there is none yet."""
        ...

    def metafiles_near(self, slide: int) -> Iterator[Metafile | None]:
        """The metafiles that drawing the slides may need, each once and read only now, this slide's first
        and then its neighbours'; `None` where there is time for something else."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def open_renderer(deck: Deck, export: Export | None = None) -> Renderer:
    """A renderer for the deck's file, which draws from `export` if that is given. Raises `DeckError` if one
    of them can't be opened any more, or has changed."""
    return open_renderer_for(deck.path, deck.sha256, export)


def open_renderer_for(
    path: Path, sha256: str, export: Export | None = None, metafiles: MetafileDrawings | None = None
) -> Renderer:
    """A renderer for the file that held a deck when its SHA-256 was this. It waits for each metafile unless
    `metafiles` are made in the background. Raises `DeckError`."""
    # Each format's renderer is imported when it is needed: a PDF lesson starts without the other's code.
    with deck_errors(path):
        kind = format_of(path)
        source = read_source(path, sha256)
        if kind == "pdf":
            from decks.render.pdf_pages import PdfPages

            return PdfPages(source)
        from decks.render.powerpoint import PowerPoint

        built_in = PowerPoint(source, metafiles)
    if export is None:
        return built_in
    from decks.render.exported_pages import ExportedPages

    return ExportedPages(built_in, export)
