"""QR codes at any size, their modules whole pixels."""

import pytest
from pytestqt.qtbot import QtBot

from presenter.qr import qr_picture
from presenter.widgets.qr_view import resized

URL = "http://192.168.1.23:8080"


@pytest.mark.parametrize("given", [40, 120, 333, 700])
@pytest.mark.parametrize("wanted", [60, 100, 250, 901])
def test_a_code_resized_is_the_code_made_at_that_size(qtbot: QtBot, given: int, wanted: int) -> None:
    assert resized(qr_picture(URL, given), wanted) == qr_picture(URL, wanted)


def test_a_code_is_never_smaller_than_one_pixel_a_module(qtbot: QtBot) -> None:
    assert resized(qr_picture(URL, 300), 5) == qr_picture(URL, 1)
