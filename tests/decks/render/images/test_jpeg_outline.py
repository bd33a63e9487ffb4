"""What a JPEG says of itself is read as decoders read it, in little time whatever stands in it."""

import io
import time

import pytest
from PIL import Image

from decks.render.images.jpeg_outline import JpegOutline
from tests.decks.render.jpeg_file import ARITHMETIC, PROGRESSIVE, jpeg, segment

FILLING = segment(0xE1, bytes(60_000)) * 2


def real(*, progressive: bool, side: int = 100) -> bytes:
    data = io.BytesIO()
    Image.effect_noise((side, side), 50).convert("RGB").save(data, "JPEG", progressive=progressive)
    return data.getvalue()


def test_real_jpegs_are_told_apart() -> None:
    plain, progressive = (JpegOutline.of(real(progressive=kind)) for kind in (False, True))
    assert plain == JpegOutline(100, 100)
    assert progressive == JpegOutline(100, 100, held=True, scans=10)
    assert progressive.scanned_pixels == 13 * 13 * 64 * 10


@pytest.mark.parametrize("before", [b"", FILLING, b"\xff\xff\xff", b"no segment", b"\xff\x01\xff\xd0"])
def test_the_frame_is_found_behind_whatever_stands_before_it(before: bytes) -> None:
    data = jpeg(9_000, 8_000, frame=PROGRESSIVE, scans=7, before=before)
    assert JpegOutline.of(data) == JpegOutline(9_000, 8_000, held=True, scans=7)


def test_a_thumbnail_within_is_not_taken_for_the_picture() -> None:
    data = jpeg(900, 800, before=segment(0xE1, real(progressive=True, side=50)))
    assert JpegOutline.of(data) == JpegOutline(900, 800)


def test_arithmetic_coding_is_known() -> None:
    outline = JpegOutline.of(jpeg(8, 8, frame=ARITHMETIC))
    assert outline is not None
    assert outline.arithmetic


def test_colours_that_come_one_after_another_are_held() -> None:
    frame = segment(0xC0, b"\x08\0\x10\0\x20\3\1\x11\0\2\x11\0\3\x11\0")
    scan = segment(0xDA, b"\1\1\0\0\x3f\0")
    assert JpegOutline.of(b"\xff\xd8" + frame + scan * 3) == JpegOutline(32, 16, held=True, scans=3)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG",
        b"\xff\xd8",
        b"\xff\xd8\xff\xda\0\x08\1",
        jpeg(8, 8)[:120],
        b"\xff\xd8" + b"\xff\0" * 5_000_000,
        b"\xff\xd8" + b"\xff\x01" * 5_000_000,
        b"\xff\xd8" + (b"\xff" * 1_000 + b"\0\xff\xe0\0\2") * 20_000,
    ],
)
def test_what_has_no_end_or_no_beginning_has_no_outline(data: bytes) -> None:
    begun = time.process_time()
    assert JpegOutline.of(data) is None
    assert time.process_time() - begun < 1
