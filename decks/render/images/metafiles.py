"""Windows metafiles (EMF, WMF) as they lie in a deck."""

import hashlib
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from decks.render.images.wmf import is_wmf

LARGEST = 32 * 2**20
_GZIP = b"\x1f\x8b"


class MetafileError(Exception):
    """A metafile that can't be drawn."""


class SlowMetafileError(MetafileError):
    """A metafile that could not be drawn in time; the computer may have been busy."""


class MetafileAwaitedError(MetafileError):
    """A metafile that can't be drawn yet."""


@dataclass(frozen=True, slots=True)
class Metafile:
    """An unpacked metafile that only another process can draw: its SHA-256, and how to read it again, which
    may raise `MetafileError`."""

    key: bytes
    read: Callable[[], bytes] = field(compare=False)

    @classmethod
    def of(cls, data: bytes, read: Callable[[], bytes]) -> Self:
        """The metafile of these bytes, which are not kept."""
        return cls(hashlib.sha256(data).digest(), read)


def is_metafile(data: bytes) -> bool:
    """Whether the bytes begin as a metafile, packed or not, does."""
    return data[:2] == _GZIP or is_wmf(data) or (data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF")


def unpacked(data: bytes) -> bytes:
    """A metafile as it is, also if it is packed (EMZ, WMZ). Raises `MetafileError`."""
    if data[:2] == _GZIP:
        try:
            data = zlib.decompressobj(31).decompress(data, LARGEST + 1)
        except zlib.error as error:
            raise MetafileError("damaged") from error
    if len(data) > LARGEST:
        raise MetafileError("too large")
    return data
