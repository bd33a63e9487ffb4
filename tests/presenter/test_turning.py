"""Another way to the pictures: the console has it at once, the class with the next step."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from decks.opening import open_deck
from decks.render.export import Export, Way
from decks.render.pictures import Pictures
from presenter.console.window import ConsoleWindow
from presenter.keys import KeyReader
from presenter.lesson import Lesson
from presenter.projector.window import ProjectorWindow
from presenter.showing import Showing
from tests.presenter.lesson_files import coloured_deck, coloured_pdf

NAVY, GOLD = "#102040", "#c0a000"
SLOW_MS = 20_000


class Room:
    """The windows, and what feeds them. The deck's own pictures are navy, the export's are golden."""

    def __init__(self, folder: Path) -> None:
        keys = KeyReader()
        self.pictures = Pictures()
        self.console, self.projector = ConsoleWindow(keys), ProjectorWindow(keys)
        self.showing = Showing(self.pictures, self.console, self.projector)
        self.deck = open_deck(coloured_deck(folder / "lesson.pptx", [NAVY] * 3))
        pages = ((1,), (2,), (3,))
        self.export = Export(Way.PDF, coloured_pdf(folder / "mine.pdf", [GOLD] * 3), pages)
        self.lesson = Lesson.begin(self.deck)
        self.console.show()

    def show(self, lesson: Lesson) -> None:
        self.lesson = lesson
        self.showing.show_lesson(lesson)

    def colours(self) -> tuple[str, str]:
        """Of the slide on the console, and on the projector."""
        return seen(self.console.current), seen(self.projector)


def seen(widget: QWidget) -> str:
    image: QImage = widget.grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() * 4 // 5).name()


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    made = Room(tmp_path)
    yield made
    made.pictures.close()
    made.console.hide()
    made.projector.hide()


def settle(qtbot: QtBot, room: Room) -> None:
    qtbot.waitUntil(lambda: room.showing.settled and room.pictures.at_rest, timeout=SLOW_MS)


def test_what_the_class_looks_at_stays_until_the_trainer_moves(qtbot: QtBot, room: Room):
    room.projector.show()
    room.show(room.lesson)
    settle(qtbot, room)
    assert room.colours() == (NAVY, NAVY)
    room.showing.turn_to(room.export)
    settle(qtbot, room)
    assert room.colours() == (GOLD, NAVY)
    room.show(room.lesson.next())
    settle(qtbot, room)
    assert room.colours() == (GOLD, GOLD)
    room.show(room.lesson.back())
    settle(qtbot, room)
    assert room.colours() == (GOLD, GOLD)


def test_neither_black_nor_another_size_changes_it(qtbot: QtBot, room: Room):
    room.projector.show()
    room.show(room.lesson)
    settle(qtbot, room)
    room.showing.turn_to(room.export)
    for lesson in (room.lesson.toggle_freeze(), room.lesson.toggle_freeze().next(), room.lesson):
        room.show(lesson)
        room.projector.resize(room.projector.width() + 40, room.projector.height() + 30)
        settle(qtbot, room)
        assert room.colours()[1] == NAVY


def test_where_nobody_looks_on_it_changes_at_once(qtbot: QtBot, room: Room):
    room.show(room.lesson)
    settle(qtbot, room)
    room.showing.turn_to(room.export)
    settle(qtbot, room)
    assert room.colours() == (GOLD, GOLD)


def test_a_picture_that_has_not_come_yet_comes_the_new_way(qtbot: QtBot, room: Room):
    room.projector.show()
    room.show(room.lesson)
    room.showing.turn_to(room.export)
    settle(qtbot, room)
    assert room.colours() == (GOLD, GOLD)


def test_another_deck_is_drawn_as_it_was_chosen(qtbot: QtBot, room: Room):
    room.projector.show()
    room.showing.export_of = lambda deck: room.export if deck is room.deck else None
    room.show(room.lesson)
    settle(qtbot, room)
    assert room.colours() == (GOLD, GOLD)
