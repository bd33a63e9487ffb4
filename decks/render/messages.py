"""What the presenter and the process that draws say to each other: JSON, one message a line."""

import os
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote_to_bytes

import msgspec

from decks.pptx.stepped_copy import Pages
from decks.render.export import Export, Way
from decks.render.findings import Findings


def path_word(path: Path) -> str:
    """The path as a word of a command line in ASCII: Qt would lose bytes that are no text."""
    return quote(os.fsencode(path))


def named_path(word: str) -> Path:
    """The path that a `path_word` means."""
    return Path(os.fsdecode(unquote_to_bytes(word)))


class ExportFile(msgspec.Struct, frozen=True):
    """An `Export`; `path` is a `path_word`."""

    way: Way
    path: str
    pages: Pages
    sha256: str

    @classmethod
    def of(cls, export: Export) -> Self:
        """The same as a message."""
        return cls(export.way, path_word(export.path), export.pages, export.sha256)

    @property
    def export(self) -> Export:
        """The same as a value."""
        return Export(self.way, named_path(self.path), self.pages, self.sha256)


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Turns to the deck in the file `path` (a `path_word`), if it has this hash, and draws it from the
    export if there is one."""

    path: str
    sha256: str
    export: ExportFile | None = None


class Draw(msgspec.Struct, frozen=True, tag="draw"):
    """Asks for a picture that fits into width × height pixels, put into `file` of `size` bytes; `wanted` by
    somebody who waits for it, or to be prepared."""

    slide: int
    click: int
    width: int
    height: int
    file: str
    size: int
    wanted: bool = True


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


class PutOff(msgspec.Struct, frozen=True, tag="put_off"):
    """The picture has to wait for something, and others may be drawn meanwhile; `Due` comes later."""


class Due(msgspec.Struct, frozen=True, tag="due"):
    """A picture of the open deck that was put off may be asked for again."""

    slide: int
    click: int
    width: int
    height: int


class NotDrawn(msgspec.Struct, frozen=True, tag="not_drawn"):
    """Drawing failed in a way that is our mistake; `why` is for the log."""

    why: str


Request = Open | Draw
Reply = Ready | NotOpened | Drawn | NotDrawn | PutOff | Due
