"""A PDF that the trainer exported from PowerPoint, to stand in for a deck's own pictures."""

import hashlib
from pathlib import Path

from decks.model import Deck, DeckError
from decks.opening import deck_errors, format_of, readable
from decks.pdf import open_pdf
from decks.render.export import Export, Way, matching_pages


def remembered_export(path: Path, sha256: str, count: int, deck: Deck, *, chosen_for: str) -> Export:
    """A PDF of `count` pages that was chosen before, when the deck's SHA-256 was `chosen_for`. Reads
    nothing: whoever draws from it sees whether it is still the same. Raises `DeckError`."""
    name = readable(path.name)
    if chosen_for != deck.sha256:
        raise DeckError("pdf.outdated", name=name)
    return Export(Way.PDF, path, matching_pages(count, deck.slides, name), sha256)


def read_export(path: Path, deck: Deck) -> Export:
    """The PDF, its pages matched with the deck's slides by their number. Reads the whole file. Raises
    `DeckError`."""
    name = readable(path.name)
    try:
        with deck_errors(path):
            if format_of(path) != "pdf":
                raise DeckError("pdf.not_a_pdf")
            with path.open("rb") as file:
                sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            with open_pdf(path) as document:
                count = len(document)
    except DeckError as error:
        raise DeckError("pdf.not_a_pdf", name=name) from error
    return Export(Way.PDF, path, matching_pages(count, deck.slides, name), sha256)
