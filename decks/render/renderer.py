"""The seam between a deck and its pictures."""

from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QImage

from decks.model import Deck, DeckError, Problem
from decks.opening import format_of


class Renderer(Protocol):
    """Draws slides. Slides count from 1, clicks from 0; a renderer belongs to one thread."""

    def draw(self, slide: int, click: int, width: int, height: int) -> QImage:
        """The slide after `click` clicks, as large as fits into width × height pixels with its
        shape kept; format RGB32. Never raises for what the deck holds: what can't be drawn is
        left out or stands as a quiet box, and `problems` says so."""
        ...

    def problems(self, slide: int) -> tuple[Problem, ...]:
        """What of a slide could not be drawn as it was made, in its latest picture; it is drawn
        small if there is none yet."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def open_renderer(deck: Deck) -> Renderer:
    """A renderer for the deck's file. Raises `DeckError` if it can't be opened any more."""
    return open_renderer_for(deck.path)


def open_renderer_for(path: Path) -> Renderer:
    """A renderer for a file that holds a deck. Raises `DeckError`."""
    # Each format's renderer is imported when it is needed: a PDF lesson starts without the other's code.
    try:
        if format_of(path) == "pdf":
            from decks.render.pdf_pages import PdfPages

            return PdfPages(path)
        from decks.render.powerpoint import PowerPoint

        return PowerPoint(path)
    except DeckError as error:
        error.values.setdefault("name", path.name)
        raise
    except OSError as error:
        raise DeckError("deck.unreadable", name=path.name) from error


def fitting(shape_width: float, shape_height: float, width: int, height: int) -> tuple[int, int]:
    """The largest size in pixels within width × height with the shape kept, at least 1 × 1."""
    scale = min(width / shape_width, height / shape_height)
    return max(1, round(shape_width * scale)), max(1, round(shape_height * scale))
