"""Pictures come out of packing as they went in."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from decks.model import Problem
from decks.render.findings import Findings
from decks.render.packing import Packed, Packing, pack, unpack
from decks.render.picture import Picture

ODD = (333, 77)


def picture(width: int = ODD[0], height: int = ODD[1]) -> Picture:
    """A picture with a line across and something found."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    painter = QPainter(image)
    painter.setPen(QColor("orange"))
    painter.drawLine(0, 0, width, height)
    painter.end()
    return Picture(3, 1, width, width, image, Findings((Problem("deck.slide_damaged", 3),)))


class Told:
    """What a packing has done."""

    def __init__(self, packing: Packing) -> None:
        self.packed: list[tuple[str, Packed]] = []
        self.unpacked: list[tuple[str, Picture]] = []
        packing.packed.connect(lambda word, result: self.packed.append((word, result)))
        packing.unpacked.connect(lambda word, result: self.unpacked.append((word, result)))


@pytest.fixture
def packing(qtbot: QtBot) -> Iterator[Packing]:
    made = Packing(most_bytes=3 * picture().image.sizeInBytes())
    yield made
    made.forget()


def test_a_picture_is_the_same_after_packing_and_much_smaller_meanwhile() -> None:
    before = picture()
    packed = pack(before)
    assert packed.size < before.image.sizeInBytes() / 20
    assert unpack(packed) == before


def test_packing_and_unpacking_come_back_with_their_words(packing: Packing, qtbot: QtBot) -> None:
    told = Told(packing)
    packing.pack("one", picture())
    packing.unpack("two", pack(picture()))
    assert not packing.at_rest
    qtbot.waitUntil(lambda: bool(told.packed and told.unpacked), timeout=5_000)
    assert packing.at_rest
    assert [(word, unpack(result)) for word, result in told.packed] == [("one", picture())]
    assert told.unpacked == [("two", picture())]


def test_only_so_many_bytes_wait_to_be_packed(packing: Packing, qtbot: QtBot) -> None:
    told = Told(packing)
    for number in range(6):
        packing.pack(str(number), picture())
        assert packing.size <= 3 * picture().image.sizeInBytes()
    qtbot.waitUntil(lambda: packing.at_rest, timeout=5_000)
    assert [word for word, _ in told.packed] == ["0", "1", "2"]
    assert packing.size == 0


def test_a_single_picture_is_packed_however_large(packing: Packing, qtbot: QtBot) -> None:
    told = Told(packing)
    packing.pack("large", picture(2000, 1000))
    qtbot.waitUntil(lambda: bool(told.packed), timeout=5_000)


def test_pixels_that_are_damaged_come_back_as_nothing(packing: Packing, qtbot: QtBot) -> None:
    told = Told(packing)
    whole = pack(picture())
    packing.unpack("x", Packed(whole.shell, whole.width, whole.height, whole.stride, whole.pixels[:-9]))
    qtbot.waitUntil(lambda: bool(told.unpacked), timeout=5_000)
    assert told.unpacked == [("x", None)]


def test_what_is_forgotten_is_never_told(packing: Packing, qtbot: QtBot) -> None:
    told = Told(packing)
    packing.pack("old", picture(1000, 1000))
    packing.unpack("old", pack(picture()))
    packing.forget()
    assert packing.at_rest
    packing.unpack("new", pack(picture()))
    qtbot.waitUntil(lambda: bool(told.unpacked), timeout=5_000)
    assert [word for word, _ in told.unpacked] == ["new"]
    assert told.packed == []
