"""Pictures that have to wait for a metafile, seen from the windows."""

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from decks.opening import open_deck
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from tests.decks.render.emf_file import EmfDecks, emf

RED, BLUE, BROKEN = emf(), emf(colour=0xFF0000), emf()[:100]
SIZE = 320, 180


@pytest.fixture
def pictures(qtbot: QtBot) -> Iterator[Pictures]:
    one = Pictures()
    yield one
    one.close()


def arrivals(pictures: Pictures) -> list[Picture]:
    arrived: list[Picture] = []
    pictures.picture_ready.connect(arrived.append)
    return arrived


def colour(picture: Picture) -> QColor:
    return picture.image.pixelColor(160, 90)


def test_the_other_slide_comes_first_and_the_metafile_in_the_end(
    pictures: Pictures, emf_decks: EmfDecks, qtbot: QtBot
) -> None:
    arrived = arrivals(pictures)
    pictures.open(open_deck(emf_decks.make({1: RED})))
    pictures.want(2, 0, *SIZE)
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: len(arrived) == 2, timeout=20_000)
    assert [picture.slide for picture in arrived] == [2, 1]
    assert colour(arrived[1]) == QColor("red")
    assert pictures.at_rest


def test_a_broken_metafile_ends_with_a_box_and_its_problem(
    pictures: Pictures, emf_decks: EmfDecks, qtbot: QtBot
) -> None:
    arrived = arrivals(pictures)
    pictures.open(open_deck(emf_decks.make({1: BROKEN})))
    pictures.prepare([(1, 0, *SIZE), (2, 0, *SIZE)])
    qtbot.waitUntil(lambda: pictures.at_rest and len(arrived) == 2, timeout=20_000)
    first = next(picture for picture in arrived if picture.slide == 1)
    assert [problem.code for problem in first.findings.problems] == ["render.picture_format"]


def test_what_is_put_off_and_prepared_again_comes_once(
    pictures: Pictures, emf_decks: EmfDecks, qtbot: QtBot
) -> None:
    arrived = arrivals(pictures)
    pictures.open(open_deck(emf_decks.make({1: RED, 2: BLUE}, slides=3)))
    wanted = [(1, 0, *SIZE), (2, 0, *SIZE), (3, 0, *SIZE)]
    pictures.prepare(wanted)
    qtbot.waitUntil(lambda: len(arrived) == 1, timeout=20_000)
    pictures.prepare(wanted)
    pictures.want(2, 0, *SIZE)
    pictures.want(2, 0, *SIZE)
    qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
    assert sorted(picture.slide for picture in arrived) == [1, 2, 3]
    assert [colour(picture) for picture in arrived if picture.slide == 2] == [QColor("blue")]


def test_what_was_put_off_for_one_deck_does_not_come_for_another(
    pictures: Pictures, emf_decks: EmfDecks, qtbot: QtBot
) -> None:
    arrived = arrivals(pictures)
    pictures.open(open_deck(emf_decks.make({1: RED})))
    pictures.want(2, 0, *SIZE)
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: len(arrived) == 1, timeout=20_000)
    pictures.open(open_deck(emf_decks.make({2: BLUE}, name="other.pptx")))
    pictures.want(2, 0, *SIZE)
    qtbot.waitUntil(lambda: pictures.at_rest, timeout=20_000)
    assert [picture.slide for picture in arrived] == [2, 2]
    assert colour(arrived[1]) == QColor("blue")


def test_what_was_put_off_is_drawn_by_the_next_process_when_one_ends(
    pictures: Pictures, emf_decks: EmfDecks, qtbot: QtBot
) -> None:
    arrived = arrivals(pictures)
    pictures.open(open_deck(emf_decks.make({1: emf(rectangles=30)})))
    pictures.want(2, 0, *SIZE)
    pictures.want(1, 0, *SIZE)
    qtbot.waitUntil(lambda: len(arrived) == 1, timeout=20_000)
    os.kill(pictures.process_id, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    qtbot.waitUntil(lambda: len(arrived) == 2 and pictures.at_rest, timeout=20_000)
    assert colour(arrived[1]) == QColor("red")
