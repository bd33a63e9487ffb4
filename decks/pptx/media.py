"""Films, sounds and moving pictures, taken out of a deck's file to be played."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from decks.model import DeckError
from decks.pptx.package import Package, PartError
from decks.source import read_source

LARGEST_MEDIUM = 2**30
ROOM_LEFT = 100 * 2**20
"""Bytes of the disk that stay free."""
_HEAD = 64


class MediumError(Exception):
    """A medium that can't be played; `code` names a sentence."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def take_out(deck: Path, sha256: str, part: str, folder: Path, go_on: Callable[[], bool]) -> Path | None:
    """A file in `folder` with the bytes of a part of the deck that had this hash; one that is there
    already is given again. `None` as soon as `go_on` says no.

    Its name is made here, and says by what it holds how it is to be played: only the common kinds of
    films, sounds and moving pictures are let through, no lists that lead elsewhere. Raises `MediumError`.
    """
    name = hashlib.sha256(f"{sha256}/{part}".encode(errors="replace")).hexdigest()[:24]
    known = next(folder.glob(f"{name}.*"), None)
    if known is not None and known.suffix != ".part":
        return known
    unfinished = folder / f"{name}.part"
    try:
        with Package(read_source(deck, sha256)) as package:
            suffix = _copy(package, part, unfinished, go_on)
        return unfinished.rename(folder / f"{name}.{suffix}") if suffix else None
    except PartError as error:
        raise MediumError("deck.medium_unreadable") from error
    except DeckError as error:
        raise MediumError("deck.medium_gone") from error
    except OSError as error:
        raise MediumError("deck.medium_no_room" if unfinished.exists() else "deck.medium_gone") from error
    finally:
        unfinished.unlink(missing_ok=True)


def kind_of(head: bytes) -> str:
    """The usual ending of files that begin so; empty if they are none that may be played.

    From the formats' own definitions: ISO 14496-12 (`ftyp`), RIFF, Matroska, ASF, Ogg, FLAC, MPEG, GIF.
    """
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free"):
        return "mp4"
    if head.startswith(b"RIFF"):
        return {b"WAVE": "wav", b"AVI ": "avi"}.get(head[8:12], "")
    # A bare MPEG stream of sound begins with a frame's header, eleven ones.
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "mp3"
    return next((ending for start, ending in _STARTS if head.startswith(start)), "")


_STARTS = (
    (b"\x1a\x45\xdf\xa3", "mkv"),
    (bytes.fromhex("3026b2758e66cf11"), "wmv"),
    (b"OggS", "ogg"),
    (b"fLaC", "flac"),
    (b"ID3", "mp3"),
    (b"\0\0\1\xba", "mpg"),
    (b"\0\0\1\xb3", "mpg"),
    (b"FORM", "aiff"),
    (b".snd", "au"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)


def _copy(package: Package, part: str, file: Path, go_on: Callable[[], bool]) -> str:
    """Write a part to `file`; its kind, or empty if there was no going on."""
    kind = ""
    with file.open("wb") as out:
        for piece in package.pieces(part, LARGEST_MEDIUM):
            if not kind and not (kind := kind_of(piece[:_HEAD])):
                raise MediumError("deck.medium_unknown_kind")
            if not go_on():
                return ""
            if shutil.disk_usage(file.parent).free < ROOM_LEFT + len(piece):
                raise MediumError("deck.medium_no_room")
            out.write(piece)
    if not kind:
        raise MediumError("deck.medium_unreadable")  # nothing stands in it
    return kind
