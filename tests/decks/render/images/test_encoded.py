"""Encoded pictures are decoded in bounded time and memory, or refused."""

import io
import struct
import time
import zlib

import pytest
from PIL import Image

from decks.render.images.encoded import MOST_SHRUNK_PIXELS, EncodedError, decoded, pixels_of
from tests.decks.render.images.test_png_outline import PNG, WORDS, chunk
from tests.decks.render.jpeg_file import ARITHMETIC, BASELINE, PROGRESSIVE, jpeg, segment

pytestmark = pytest.mark.usefixtures("qapp")

HUGE = 30_000
LONGEST_S = 3.0


def refused(data: bytes) -> str:
    """The code with which a picture is refused, in time."""
    begun = time.process_time()
    with pytest.raises(EncodedError) as caught:
        decoded(data, 480, 480)
    assert time.process_time() - begun < LONGEST_S
    return caught.value.code


def png(side: int, *more: bytes) -> bytes:
    """A black PNG of one bit for each pixel."""
    rows = zlib.compress(bytes(1 + (side + 7) // 8) * side, 1)
    head = struct.pack(">LLBBBBB", side, side, 1, 0, 0, 0, 0)
    return PNG + chunk(b"IHDR", head) + b"".join(more) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif(side: int) -> bytes:
    screen = b"GIF89a" + struct.pack("<HH", side, side) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    return screen + b"\x2c" + struct.pack("<HHHH", 0, 0, side, side) + b"\0\x02\x02\x44\x01\0\x3b"


def bmp(side: int) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, side, side, 1, 8, 1, 2, 0, 0, 256, 256)
    return b"BM" + struct.pack("<IHHI", 54 + 1_024 + 2, 0, 0, 54 + 1_024) + head + bytes(1_024) + b"\0\1"


def tiff(side: int) -> bytes:
    data = io.BytesIO()
    Image.new("1", (8, 8)).save(data, "TIFF", compression="packbits")
    content = bytearray(data.getvalue())
    entries = struct.unpack_from("<L", content, 4)[0] + 2
    for at in range(entries, len(content) - 11, 12):
        if struct.unpack_from("<H", content, at)[0] in (256, 257, 278):  # width, height, rows in a strip
            struct.pack_into("<HLL", content, at + 2, 4, 1, side)
    return bytes(content)


def webp(side: int) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "WEBP", lossless=True)
    content = bytearray(data.getvalue())
    struct.pack_into("<L", content, content.index(b"VP8L") + 9, (side - 1) | (side - 1) << 14)
    return bytes(content)


@pytest.mark.parametrize(
    "data",
    [png(HUGE), gif(HUGE), tiff(HUGE), jpeg(HUGE, HUGE, frame=PROGRESSIVE)],
    ids=["png", "gif", "tiff", "progressive"],
)
def test_what_would_be_held_whole_is_too_big(data: bytes) -> None:
    assert refused(data) == "render.picture_too_big"


@pytest.mark.parametrize("data", [bmp(HUGE), webp(16_000)], ids=["bmp", "webp"])
def test_what_qt_does_not_look_at_is_unreadable(data: bytes) -> None:
    assert refused(data) == "render.picture_unreadable"


@pytest.mark.parametrize("side", [10, 480, 100_000])
def test_a_plain_jpeg_of_that_size_is_drawn_small(side: int) -> None:
    begun = time.process_time()
    image, whole = decoded(jpeg(HUGE, HUGE), side, side)
    assert time.process_time() - begun < LONGEST_S
    assert not whole
    assert min(side, 3_750) <= image.width() == image.height() <= MOST_SHRUNK_PIXELS**0.5
    assert image.pixelColor(5, 5).name() == "#808080"


def test_a_jpeg_of_very_many_scans_is_too_big_for_them() -> None:
    assert refused(jpeg(7_700, 7_700, frame=PROGRESSIVE, scans=400)) == "render.picture_too_big"


def test_one_of_as_many_scans_as_real_ones_have_is_drawn() -> None:
    data = io.BytesIO()
    Image.new("RGB", (4_000, 3_000), "red").save(data, "JPEG", progressive=True)
    assert decoded(data.getvalue(), 100, 100)[0].pixelColor(5, 5).red() > 240


def test_a_progressive_jpeg_is_known_behind_any_words() -> None:
    words = segment(0xE1, bytes(60_000)) * 2
    assert refused(jpeg(9_000, 9_000, frame=PROGRESSIVE, before=words)) == "render.picture_too_big"
    assert decoded(jpeg(9_000, 9_000, frame=BASELINE, before=words), 100, 100)[0].width() < 300


def test_arithmetic_coding_is_not_read() -> None:
    assert refused(jpeg(8, 8, frame=ARITHMETIC)) == "render.picture_unreadable"


def test_the_words_in_a_png_are_not_read() -> None:
    image, _ = decoded(png(100, WORDS), 10, 10)
    assert image.textKeys() == []


def test_a_png_of_endless_pieces_is_too_big() -> None:
    assert refused(PNG + chunk(b"tIME", b"") * 1_000_000) == "render.picture_too_big"


def test_pixels_are_counted_of_what_can_be_decoded() -> None:
    assert pixels_of(jpeg(300, 200)) == 60_000
    for data in (b"", b"nonsense", png(HUGE), jpeg(7_700, 7_700, frame=PROGRESSIVE, scans=400)):
        with pytest.raises(EncodedError):
            pixels_of(data)
