"""What a JPEG says of itself, found before it is decoded (ITU-T T.81, annex B)."""

import re
import struct
from dataclasses import dataclass
from typing import Self

BLOCK = 8
MOST_SEGMENTS = 10_000
LONGEST_GAP = 1_024
"""Bytes between two segments that belong to neither."""
_BEGINNING, _SCAN = b"\xff\xd8", b"\xff\xda"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PROGRESSIVE = frozenset((0xC2, 0xC6, 0xCA, 0xCE))
_FIRST_ARITHMETIC = 0xC9
_ALONE = frozenset((0x01, *range(0xD0, 0xDA)))
_MARKER = re.compile(rb"\xff[^\xff\0]")


@dataclass(frozen=True, slots=True)
class JpegOutline:
    """One that is `arithmetic` is coded as nobody does; one that is `held` has to be in memory whole before
    its first pixel is there, and the decoder goes through it at most `scans` times."""

    width: int
    height: int
    arithmetic: bool = False
    held: bool = False
    scans: int = 1

    @property
    def scanned_pixels(self) -> int:
        """The pixels of all scans together; they come in blocks."""
        across, down = -(-self.width // BLOCK), -(-self.height // BLOCK)
        return across * down * BLOCK**2 * self.scans

    @classmethod
    def of(cls, data: bytes) -> Self | None:
        """The outline of a JPEG; `None` for what is none, or has no size or no scan."""
        if not data.startswith(_BEGINNING):
            return None
        kind, frame, place = 0, b"", len(_BEGINNING)
        for _ in range(MOST_SEGMENTS):
            if (found := _marker(data, place)) is None:
                return None
            code, place = found
            if code == _SCAN[1]:
                return cls._of_frame(kind, frame, data, place)
            if code in _ALONE:
                continue
            if code in _FRAMES and not frame:
                kind, frame = code, data[place + 2 : place + 8]
            place += max(2, int.from_bytes(data[place : place + 2], "big"))
        return None

    @classmethod
    def _of_frame(cls, kind: int, frame: bytes, data: bytes, scan: int) -> Self | None:
        """`scan` is where the first scan begins, behind its marker."""
        if len(frame) < 6 or len(data) < scan + 3:
            return None
        _, height, width, components = struct.unpack(">BHHB", frame)
        held = kind in _PROGRESSIVE or data[scan + 2] < components
        # What is coded never looks like a scan's marker; words between the scans may, which does no harm.
        scans = 1 + data.count(_SCAN, scan) if held else 1
        return cls(width, height, kind >= _FIRST_ARITHMETIC, held, scans)


def _marker(data: bytes, place: int) -> tuple[int, int] | None:
    """The next marker's code and the place behind it; as decoders do, whatever isn't one is passed over, but
    not for long."""
    found = _MARKER.search(data, place, place + LONGEST_GAP)
    return None if found is None else (data[found.end() - 1], found.end())
