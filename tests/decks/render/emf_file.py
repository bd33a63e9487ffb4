"""Newer Windows metafiles, written by hand, and decks that show them."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pptx.util import Inches

UNKNOWN, PATTERN = 200, 94
"""Kinds of records: one that nobody knows, a brush that is drawn in one colour."""


def emf(*, rectangles: int = 1, colour: int = 0x0000FF, more: int | None = None) -> bytes:
    """The same red rectangle again and again; `colour` is 0xBBGGRR, `more` the kind of one more record."""

    def item(kind: int, body: bytes) -> bytes:
        return struct.pack("<II", kind, 8 + len(body)) + body

    records = [
        item(39, struct.pack("<IIII", 1, 0, colour, 0)),
        item(37, struct.pack("<I", 1)),
        *[item(43, struct.pack("<4i", 0, 0, 100, 100))] * rectangles,
        *([] if more is None else [item(more, struct.pack("<6I", 2, 0, 32, 40, 72, 4) + _DIB)]),
        item(14, struct.pack("<III", 0, 16, 20)),
    ]
    size = 88 + sum(map(len, records))
    bounds = struct.pack("<4i4i", 0, 0, 100, 100, 0, 0, 2646, 2646)
    rest = struct.pack("<4sIIIHHIII", b" EMF", 0x10000, size, len(records) + 1, 2, 0, 0, 0, 0)
    return (
        struct.pack("<II", 1, 88)
        + bounds
        + rest
        + struct.pack("<4i", 1000, 1000, 265, 265)
        + b"".join(records)
    )


_DIB = struct.pack("<IiiHHIIiiII", 40, 1, 1, 1, 32, 0, 4, 0, 0, 0, 0) + bytes(4)


class EmfDecks:
    """Makes decks with metafiles."""

    def __init__(
        self,
        make_deck: Callable[..., Path],
        png: Callable[..., Any],
        rewritten: Callable[..., Path],
        part_of: Callable[[Path, str], bytes],
    ) -> None:
        self._make_deck, self._png = make_deck, png
        self._rewritten, self._part_of = rewritten, part_of

    def make(self, metafiles: dict[int, bytes], *, slides: int = 2, name: str = "lesson.pptx") -> Path:
        """A deck some of whose slides, by number, are covered by a metafile."""

        def build(presentation: Any) -> None:
            size = Inches(13.333), Inches(7.5)
            for number in metafiles:
                picture = self._png("red", (40, 20 + number))
                presentation.slides[number - 1].shapes.add_picture(picture, 0, 0, *size)

        path = self._make_deck(build, slides=slides, name=name)
        changes: dict[str, bytes | None] = {}
        for number, data in metafiles.items():
            rels = f"ppt/slides/_rels/slide{number}.xml.rels"
            before, _, after = self._part_of(path, rels).partition(b"/media/")
            old, _, rest = after.partition(b'"')
            changes[rels] = before + f'/media/metafile{number}.emf"'.encode() + rest
            changes[f"ppt/media/{old.decode()}"] = None
            changes[f"ppt/media/metafile{number}.emf"] = data
        return self._rewritten(path, changes)
