"""From a PowerPoint file to LibreOffice's pictures of it: copy with its steps, PDF, a place on the disk."""

import shutil
from pathlib import Path
from threading import Event

from decks.model import DeckError
from decks.opening import deck_errors
from decks.pdf import open_pdf
from decks.pptx.package import Package
from decks.pptx.stepped_copy import write_stepped_copy
from decks.render.export import Export
from decks.render.office.exports import ExportStore
from decks.render.office.program import Program
from decks.render.office.soffice import LONGEST_S, make_pdf
from decks.source import read_source


def convert(
    deck: Path,
    sha256: str,
    program: Program,
    store: ExportStore,
    cancelled: Event | None = None,
    longest_s: float = LONGEST_S,
) -> Export:
    """The deck as LibreOffice draws it, from the store if it is there. Takes seconds; raises `DeckError`,
    and `Cancelled` soon after `cancelled` is set."""
    found = store.find(sha256, program)
    if found is not None:
        return found
    with deck_errors(deck):
        source = read_source(deck, sha256)
        try:
            folder = store.make_room()
            try:
                # LibreOffice 7 loses equations: the pictures that stand for them are kept instead.
                copied = folder / "slides.pptx"
                with Package(source, plainest=True) as package:
                    pages = write_stepped_copy(package, copied)
                pdf = make_pdf(program, copied, folder, cancelled or Event(), longest_s)
                _check_count(pdf, max(page for clicks in pages for page in clicks))
                return store.keep(sha256, program, pdf, pages)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError as error:
            raise DeckError("office.no_room", folder=str(store.folder)) from error


def _check_count(pdf: Path, expected: int) -> None:
    """LibreOffice may leave out a slide that it can't read: then no page can be trusted."""
    try:
        with open_pdf(pdf) as document:
            count = len(document)
    except DeckError as error:
        raise DeckError("office.failed") from error
    if count != expected:
        raise DeckError("office.page_count", pages=str(count), expected=str(expected))
