"""JPEGs written by hand, all of one grey: as large and as costly as their headers say, in a few bytes."""

import struct

BASELINE, PROGRESSIVE, ARITHMETIC = 0xC0, 0xC2, 0xC9
_LONGEST_RUN = 32_767


def jpeg(
    width: int,
    height: int,
    *,
    frame: int = BASELINE,
    scans: int = 1,
    before: bytes = b"",
    between: bytes = b"",
) -> bytes:
    """A grey picture. Of a progressive one, each scan after the first refines what isn't there: that costs
    most. `before` stands in front of its frame, `between` in front of its first scan."""
    blocks = -(-width // 8) * -(-height // 8)
    tables = segment(0xDB, b"\0" + b"\1" * 64) + _codes(0, b"\0") + _codes(0x10, _end_of_band(frame))
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    first = _scan(0, 0 if frame == PROGRESSIVE else 63) + bytes(
        -(-blocks // (8 if frame == PROGRESSIVE else 4))
    )
    refining = (_scan(1, 63, refines=True) + _run(blocks)) * (scans - 1)
    return b"\xff\xd8" + before + tables + segment(frame, size) + between + first + refining + b"\xff\xd9"


def segment(kind: int, content: bytes) -> bytes:
    """One of a JPEG's parts."""
    return struct.pack(">BBH", 0xFF, kind, len(content) + 2) + content


def _codes(table: int, meaning: bytes) -> bytes:
    """A table with a single code, one zero bit."""
    return segment(0xC4, bytes((table, 1)) + bytes(15) + meaning)


def _end_of_band(frame: int) -> bytes:
    """No more of this block, or of some 16,000 blocks and as many as the next 14 bits say."""
    return b"\xe0" if frame == PROGRESSIVE else b"\0"


def _scan(first: int, last: int, *, refines: bool = False) -> bytes:
    return segment(0xDA, bytes((1, 1, 0, first, last, 0x10 if refines else 0)))


def _run(blocks: int) -> bytes:
    bits = ""
    while blocks > 0:
        run = min(_LONGEST_RUN, max(blocks, 16_384))
        bits += f"0{run - 16_384:014b}"
        blocks -= run
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big").replace(b"\xff", b"\xff\0")
