"""PNGs without the words that come with the pixels (ISO/IEC 15948, 11.3.3)."""

import struct

MOST_CHUNKS = 200_000
_BEGINNING = b"\x89PNG\r\n\x1a\n"
_PACKED_WORDS = (b"zTXt", b"iTXt")
_AROUND = 12
"""Bytes of a chunk besides its content: its length, its kind, its checksum."""


class EndlessPngError(Exception):
    """A PNG of more pieces than anybody needs."""


def without_words(data: bytes) -> bytes:
    """A PNG without its packed words: a few kilobytes of them become gigabytes when it is read, and nobody
    sees them. Anything else comes back as it is. Raises `EndlessPngError`."""
    if not data.startswith(_BEGINNING):
        return data
    kept: list[bytes] = []
    place = begin = len(_BEGINNING)
    for _ in range(MOST_CHUNKS):
        if place + 8 > len(data):
            break
        length, kind = struct.unpack_from(">I4s", data, place)
        after = place + _AROUND + length
        if kind in _PACKED_WORDS:
            kept.append(data[begin:place])
            begin = after
        place = after
    else:
        raise EndlessPngError("too many chunks")
    return b"".join((_BEGINNING, *kept, data[begin:])) if kept else data
