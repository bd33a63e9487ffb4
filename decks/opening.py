"""Opening a file as a lesson, whatever it is."""

import hashlib
import logging
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal

import msgspec

from decks.model import Deck, DeckError, Slide
from decks.pptx.reading import read_pptx

Format = Literal["pptx", "pdf"]
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_POWERPOINT = "PowerPoint Document".encode("utf-16-le")
_PIECE = 1 << 20

log = logging.getLogger(__name__)


def open_deck(path: Path) -> Deck:
    """The lesson in a PowerPoint file or a PDF, known by its content and not by its name.

    Raises `DeckError` and nothing else; `values["name"]` is the file's name. What can't be read of
    a deck that opens stands in its `problems`. All text of the deck can be written as UTF-8, whatever
    bytes stand in the file's name; `path` stays as it is.
    """
    with deck_errors(path):
        deck = _unique_questions(_open(path))
        return replace(deck, lesson_id=readable(deck.lesson_id), title=readable(deck.title))


@contextmanager
def deck_errors(path: Path) -> Iterator[None]:
    """Whatever goes wrong with the file inside comes out as a `DeckError` that names it; what nobody
    foresaw is logged with its trace."""
    name = readable(path.name or str(path))  # `.` and `/` have no name
    try:
        yield
    except DeckError as error:
        error.values.setdefault("name", name)
        raise
    except OSError as error:
        raise DeckError("deck.unreadable", name=name) from error
    except (RecursionError, MemoryError) as error:
        raise DeckError("deck.too_big", name=name) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, ArithmeticError) as error:
        raise DeckError("deck.damaged", name=name) from error
    except Exception as error:
        log.exception("a deck could not be read")
        raise DeckError("deck.damaged", name=name) from error


def readable(name: str) -> str:
    """A file's name as text: bytes in it that are none (a USB stick written in GBK) become `?`."""
    return name.encode(errors="replace").decode()


def format_of(path: Path) -> Format:
    """Which of the formats a file has. Raises `DeckError` if it is none that opens."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise DeckError("deck.folder")
        # Devices have no end, and opening a pipe waits for somebody to write into it.
        if not stat.S_ISREG(mode):
            raise DeckError("deck.not_a_deck")
        with path.open("rb") as file:
            head = file.read(1024)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise DeckError("deck.not_found") from error
    if head.startswith(_OLE):
        raise DeckError(_compound_file_code(path))
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return "pptx"
    if b"%PDF-" in head:
        return "pdf"
    raise DeckError("deck.not_a_deck")


def _open(path: Path) -> Deck:
    kind = format_of(path)
    sha256 = _sha256(path)
    if kind == "pptx":
        return read_pptx(path, sha256)
    # A PowerPoint lesson starts without PDFium's code.
    from decks.pdf import read_pdf

    return read_pdf(path, sha256)


def _compound_file_code(path: Path) -> str:
    """What a file in the old container is. Read in pieces: a mapped file that shrinks meanwhile would take
    the program down."""
    old, kept = False, b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            content = kept + piece
            if _ENCRYPTED in content:
                return "deck.encrypted"
            old = old or _OLD_POWERPOINT in content
            kept = content[-max(len(_ENCRYPTED), len(_OLD_POWERPOINT)) :]
    return "deck.old_format" if old else "deck.not_a_deck"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unique_questions(deck: Deck) -> Deck:
    """The deck with no question id twice: a repeated one gets `-2`, `-3` …"""
    taken: set[str] = set()
    return replace(deck, slides=tuple(_with_own_ids(slide, taken) for slide in deck.slides))


def _with_own_ids(slide: Slide, taken: set[str]) -> Slide:
    if not slide.questions:
        return slide
    questions = []
    for question in slide.questions:
        own = next(name for name in _candidates(question.id) if name not in taken)
        taken.add(own)
        questions.append(question if own == question.id else msgspec.structs.replace(question, id=own))
    return replace(slide, questions=tuple(questions))


def _candidates(name: str) -> Iterator[str]:
    yield name
    count = 2
    while True:
        yield f"{name}-{count}"
        count += 1
