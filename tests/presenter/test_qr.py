"""The QR code, read back by a decoder of its own."""

import pytest

from presenter.qr import qr_picture
from tests.end_to_end.windows import read_codes


@pytest.mark.parametrize("side", [120, 333, 900])
@pytest.mark.parametrize("text", ["http://192.168.1.20:8765", "http://10.0.0.5:51234"])
def test_the_code_decodes_to_the_text_it_was_made_of(text: str, side: int):
    picture = qr_picture(text, side)
    assert picture.width() <= side
    assert read_codes(picture) == [text]


def test_the_code_is_black_on_white_with_a_quiet_zone_whatever_the_theme():
    picture = qr_picture("http://192.168.1.20:8765", 300)
    modules = 25 + 2 * 4  # version 2, and four modules of white on each side
    scale = 300 // modules
    corner = picture.pixelColor(4 * scale - 1, 4 * scale - 1)
    finder = picture.pixelColor(4 * scale, 4 * scale)
    assert (corner.name(), finder.name()) == ("#ffffff", "#000000")
