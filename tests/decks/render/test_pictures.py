"""Pictures come from another process, which may die without the windows noticing."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from decks.model import Problem
from decks.opening import open_deck
from decks.render.pictures import Picture, Pictures
from decks.render.shared_pixels import SharedPixels

SIZE = (320, 180)


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[Pictures]:
    """Pictures without a deck."""
    made = Pictures()
    yield made
    made.close()


class Received:
    """Collects what the signals carry."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures: list[Picture] = []
        self.problems: list[Problem] = []
        pictures.picture_ready.connect(self.pictures.append)
        pictures.failed.connect(self.problems.append)

    def keys(self) -> list[tuple[int, int]]:
        """Slide and width of each picture in the order of arrival."""
        return [(picture.slide, picture.width) for picture in self.pictures]


def test_a_wish_is_fulfilled_later_and_then_at_once(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck()))
    assert pictures.want(1, 0, *SIZE) is None
    qtbot.waitUntil(lambda: bool(received.pictures), timeout=20_000)
    (picture,) = received.pictures
    assert (picture.slide, picture.click, picture.width, picture.height) == (1, 0, *SIZE)
    again = pictures.want(1, 0, *SIZE)
    assert again is not None
    image = again.image
    assert (image.width(), image.height()) == SIZE
    assert image == picture.image
    assert QColor(image.pixel(2, 2)).name() == "#ffffff"


def test_the_newest_wish_comes_first_and_preparations_last(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck(slides=6)))
    pictures.prepare([(4, 0, *SIZE), (5, 0, *SIZE)])
    for slide in (1, 2, 3):
        pictures.want(slide, 0, *SIZE)
    pictures.prepare([(6, 0, *SIZE), (1, 0, *SIZE)])
    qtbot.waitUntil(lambda: len(received.pictures) == 4, timeout=20_000)
    assert [picture.slide for picture in received.pictures] == [3, 2, 1, 6]


def test_forgotten_wishes_are_not_drawn(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck(slides=4)))
    pictures.want(1, 0, *SIZE)
    pictures.want(2, 0, *SIZE)
    pictures.prepare([(3, 0, *SIZE)])
    pictures.forget_wishes()
    pictures.want(4, 0, *SIZE)
    qtbot.waitUntil(lambda: bool(received.pictures), timeout=20_000)
    pictures.want(1, 0, 64, 36)  # drawn after everything that was still to be drawn
    qtbot.waitUntil(lambda: received.keys()[-1:] == [(1, 64)], timeout=20_000)
    assert received.keys() == [(4, SIZE[0]), (1, 64)]


def test_one_slide_in_three_sizes_is_three_pictures(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck()))
    for width in (100, 900, 300):
        pictures.want(1, 0, width, width)
    qtbot.waitUntil(lambda: len(received.pictures) == 3, timeout=20_000)
    assert [(key, p.image.width()) for key, p in zip(received.keys(), received.pictures, strict=True)] == [
        ((1, 300), 300),
        ((1, 900), 900),
        ((1, 100), 100),
    ]


@pytest.mark.parametrize("wish", [(0, 0, 10, 10), (9, 0, 10, 10), (1, -1, 10, 10), (1, 0, 0, 10)])
def test_a_wish_for_nothing_is_ignored(
    pictures: Pictures, make_deck: Callable[..., Path], wish: tuple[int, int, int, int]
) -> None:
    pictures.open(open_deck(make_deck()))
    assert pictures.want(*wish) is None


def test_a_killed_process_is_replaced(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck(slides=2)))
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: len(received.pictures) == 1, timeout=20_000)
    first = pictures.process_id
    os.kill(first, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    pictures.want(2, 0, *SIZE)
    qtbot.waitUntil(lambda: len(received.pictures) == 2, timeout=20_000)
    assert pictures.process_id != first
    assert received.keys() == [(1, 320), (2, 320)]
    assert received.problems == []


def test_a_slide_that_is_never_done_in_time_becomes_grey_with_a_sentence(
    qtbot: QtBot, make_deck: Callable[..., Path]
) -> None:
    def build(presentation: Any) -> None:
        for shape in range(300):
            presentation.slides[0].shapes.add_shape(1, shape * 9999, 0, 5_000_000, 5_000_000)

    pictures = Pictures(slowest_ms=5)
    received = Received(pictures)
    try:
        pictures.open(open_deck(make_deck(build)))
        pictures.want(1, 0, 4000, 4000)
        qtbot.waitUntil(lambda: bool(received.pictures), timeout=30_000)
        (picture,) = received.pictures
        assert QColor(picture.image.pixel(1, 1)).name() == "#606060"
        assert picture.findings.problems == (Problem("render.slide_failed", 1),)
        assert received.problems == [Problem("render.slide_failed", 1)]
        pictures.want(1, 0, 100, 100)
        qtbot.waitUntil(lambda: len(received.pictures) == 2, timeout=30_000)
        assert received.problems == [Problem("render.slide_failed", 1)]
    finally:
        pictures.close()


def test_a_deck_that_is_gone_is_grey_and_said(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    path = make_deck()
    deck = open_deck(path)
    path.unlink()
    pictures.open(deck)
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: bool(received.pictures), timeout=20_000)
    assert received.problems == [Problem("deck.not_found", values={"name": path.name})]
    assert QColor(received.pictures[0].image.pixel(1, 1)).name() == "#606060"
    assert pictures.want(1, 0, 99, 99) is not None


def test_closing_ends_the_process_and_removes_the_pixels(
    qtbot: QtBot, make_deck: Callable[..., Path]
) -> None:
    pictures = Pictures()
    received = Received(pictures)
    pictures.open(open_deck(make_deck()))
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: bool(received.pictures), timeout=20_000)
    process = pictures.process_id
    pictures.close()
    assert pictures.process_id == 0
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    assert pictures.want(1, 0, *SIZE) is None


def test_opening_another_deck_forgets_the_first(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck(slides=2)))
    pictures.want(2, 0, *SIZE)
    pictures.open(open_deck(make_deck(name="other.pptx")))
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: bool(received.pictures), timeout=20_000)
    assert received.keys() == [(1, 320)]


def test_what_was_being_drawn_of_the_deck_before_is_nobodys(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    one, two = open_deck(make_deck(slides=2)), open_deck(make_deck(name="other.pptx"))
    pictures.open(one)
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
    worker = pictures.process_id
    pictures.want(2, 0, 1920, 1080)
    pictures.open(two)
    pictures.want(1, 0, 100, 100)
    qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
    assert received.keys() == [(1, 320), (1, 100)]
    assert pictures.process_id == worker


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems that can stop a process")
def test_a_process_that_never_ends_the_picture_before_is_replaced_for_the_next_deck(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.open(open_deck(make_deck(slides=2)))
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
    worker = pictures.process_id
    assert worker > 0
    os.kill(worker, signal.SIGSTOP)
    pictures.want(2, 0, *SIZE)
    pictures.open(open_deck(make_deck(name="other.pptx")))
    pictures.want(1, 0, 100, 100)
    qtbot.waitUntil(lambda: received.keys() == [(1, 320), (1, 100)], timeout=20_000)
    assert pictures.process_id != worker
    assert received.problems == []


def test_a_process_that_waits_is_used_for_the_deck_and_for_the_next(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.warm_up()
    warm = pictures.process_id
    assert warm > 0
    for slides, name in ((2, "one.pptx"), (3, "two.pptx")):
        pictures.open(open_deck(make_deck(slides=slides, name=name)))
        pictures.want(slides, 0, *SIZE)
        qtbot.waitUntil(lambda slides=slides: received.keys()[-1:] == [(slides, 320)], timeout=20_000)
        assert pictures.process_id == warm


def test_a_waiting_process_that_dies_is_started_when_a_deck_comes(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    received = Received(pictures)
    pictures.warm_up()
    assert pictures.process_id > 0
    os.kill(pictures.process_id, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    qtbot.waitUntil(lambda: pictures.process_id == 0, timeout=20_000)
    pictures.open(open_deck(make_deck()))
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: bool(received.pictures), timeout=20_000)
    assert received.problems == []


@pytest.mark.skipif(sys.platform == "win32", reason="only on systems that can stop a process")
def test_pictures_beyond_the_limit_are_packed_and_come_back_the_same(
    qtbot: QtBot, make_deck: Callable[..., Path]
) -> None:
    bytes_of_one = SIZE[0] * SIZE[1] * 4
    pictures = Pictures(cache_bytes=3 * bytes_of_one)
    received = Received(pictures)
    try:
        pictures.open(open_deck(make_deck(slides=8)))
        for slide in range(1, 9):
            pictures.forget_wishes()
            pictures.want(slide, 0, *SIZE)
            qtbot.waitUntil(lambda slide=slide: received.keys()[-1:] == [(slide, 320)], timeout=20_000)
            qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
            assert pictures.kept_bytes <= 3 * bytes_of_one
        worker = pictures.process_id
        assert worker > 0
        os.kill(worker, signal.SIGSTOP)  # whatever comes now was not drawn again
        assert pictures.want(1, 0, *SIZE) is None
        qtbot.waitUntil(lambda: len(received.pictures) == 9, timeout=5_000)
        assert received.pictures[8] == received.pictures[0]
        assert pictures.kept_bytes <= 3 * bytes_of_one
    finally:
        pictures.close()


def test_a_prepared_picture_is_whole_when_it_is_wanted(qtbot: QtBot, make_deck: Callable[..., Path]) -> None:
    pictures = Pictures(cache_bytes=4 * SIZE[0] * SIZE[1] * 4)
    try:
        pictures.open(open_deck(make_deck(slides=9)))
        for here in (1, 2, 3, 4, 5, 6, 7, 8, 7, 6, 5):
            pictures.forget_wishes()
            pictures.want(here, 0, *SIZE)
            pictures.prepare([(n, 0, *SIZE) for n in (here + 1, here - 1) if n > 0])
            qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
            for slide in {here, here + 1, max(1, here - 1)}:
                assert pictures.want(slide, 0, *SIZE) is not None
    finally:
        pictures.close()


def test_another_size_stands_in_but_nothing_of_a_later_click(
    qtbot: QtBot, pictures: Pictures, make_deck: Callable[..., Path]
) -> None:
    pictures.open(open_deck(make_deck()))
    assert pictures.stand_in(1, 0) is None
    for click, side in ((0, 100), (0, 200), (1, 50), (3, 400)):
        pictures.want(1, click, side, side)
    qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
    widths = [image.width() for click in (0, 1, 2, 3) if (image := pictures.stand_in(1, click)) is not None]
    assert widths == [200, 50, 50, 400]
    assert pictures.stand_in(2, 0) is None


def test_shared_pixels_refuse_what_does_not_fit() -> None:
    with SharedPixels.create(400) as pixels:
        assert pixels.path.stat().st_mode & 0o077 == 0 or os.name == "nt"
        for size in ((11, 10, 44), (10, 10, 36), (0, 10, 40), (10, -1, 40)):
            with pytest.raises(ValueError, match="no such picture"):
                pixels.take(*size)
    assert not pixels.path.exists()


def test_shared_pixels_go_where_there_is_room(tmp_path: Path) -> None:
    with SharedPixels.create(400, [tmp_path / "full", tmp_path]) as pixels:
        assert pixels.path.parent == tmp_path
    with pytest.raises(OSError, match="full"):
        SharedPixels.create(400, [tmp_path / "full"])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="only where room can be reserved")
def test_shared_pixels_have_all_their_room_from_the_beginning() -> None:
    with SharedPixels.create(2**20) as pixels:
        assert pixels.path.stat().st_blocks * 512 >= 2**20
