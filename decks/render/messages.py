"""What the presenter and the process that draws say to each other: JSON, one message a line."""

import os
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

import msgspec

from decks.render.findings import Findings


def path_word(path: Path) -> str:
    """The path as a word of a command line in ASCII: Qt would lose bytes that are no text."""
    return quote(os.fsencode(path))


def named_path(word: str) -> Path:
    """The path that a `path_word` means."""
    return Path(os.fsdecode(unquote_to_bytes(word)))


class Draw(msgspec.Struct, frozen=True):
    """Asks for a picture that fits into width × height pixels, put into `file` of `size` bytes."""

    slide: int
    click: int
    width: int
    height: int
    file: str
    size: int


class Ready(msgspec.Struct, frozen=True, tag="ready"):
    """The deck is open."""


class NotOpened(msgspec.Struct, frozen=True, tag="not_opened"):
    """The deck can't be opened; `code` and `values` are as in `DeckError`."""

    code: str
    values: dict[str, str]


class Drawn(msgspec.Struct, frozen=True, tag="drawn"):
    """The picture lies in the file: RGB32, `stride` bytes a line."""

    width: int
    height: int
    stride: int
    findings: Findings = Findings()


class NotDrawn(msgspec.Struct, frozen=True, tag="not_drawn"):
    """Drawing failed in a way that is our mistake; `why` is for the log."""

    why: str


Reply = Ready | NotOpened | Drawn | NotDrawn
