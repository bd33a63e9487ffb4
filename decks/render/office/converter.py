"""The process that lets LibreOffice make a PDF: `python -m decks.render.office.converter` with four
`path_word`s and names: deck, its SHA-256, `soffice`, its version, the store's folder.

It says on stdout how it went, and gives up when stdin closes: it never outlives the presenter.
"""

import os
import signal
import sys
from threading import Event, Thread

import msgspec

from decks.model import DeckError
from decks.render.messages import named_path
from decks.render.office.converting import convert
from decks.render.office.exports import ExportStore
from decks.render.office.program import Program
from decks.render.office.soffice import Cancelled


class NotConverted(msgspec.Struct, frozen=True):
    """Why there is no PDF, as in `DeckError`; without a code there is one."""

    code: str = ""
    values: dict[str, str] = {}


def main(deck: str, sha256: str, soffice: str, version: str, store: str) -> int:
    """Convert one deck; 0 if that went well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the presenter, whose end closes stdin
    cancelled = Event()
    Thread(target=_wait_for_end, args=(cancelled,), daemon=True).start()
    program = Program(named_path(soffice), version)
    try:
        convert(named_path(deck), sha256, program, ExportStore(named_path(store)), cancelled)
        said = NotConverted()
    except DeckError as error:
        said = NotConverted(error.code, error.values)
    except Cancelled:
        return 1
    sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
    sys.stdout.flush()
    return 1 if said.code else 0


def _wait_for_end(cancelled: Event) -> None:
    # Not through `sys.stdin`: its lock, held while reading, would keep the process from ending.
    while os.read(0, 1024):
        pass
    cancelled.set()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:6]))
