"""Pictures reach the windows, and something stands in for those that take long."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from decks.opening import open_deck
from decks.render.picture import Picture
from decks.render.pictures import Pictures
from presenter.console.window import ConsoleWindow
from presenter.keys import KeyReader
from presenter.lesson import Lesson
from presenter.projector.window import ProjectorWindow
from presenter.showing import Showing

NAVY = "#102040"
SLIDES = 6

if sys.platform == "win32":
    pytest.skip("only on systems that can stop a process", allow_module_level=True)


class Room:
    """The windows, and what feeds them."""

    def __init__(self, deck: Path) -> None:
        keys = KeyReader()
        self.pictures = Pictures()
        self.console, self.projector = ConsoleWindow(keys), ProjectorWindow(keys)
        self.showing = Showing(self.pictures, self.console, self.projector, stand_in_ms=10)
        self.projected: list[Picture] = []
        self.showing.projected.connect(self.projected.append)
        self.lesson = Lesson.begin(open_deck(deck))
        self.console.show()
        self.projector.show()

    def go_to(self, slide: int) -> None:
        self.lesson = self.lesson.go_to(slide)
        self.showing.show_lesson(self.lesson)

    def signal(self, number: signal.Signals) -> None:
        assert self.pictures.process_id > 0  # 0 would be ourselves
        os.kill(self.pictures.process_id, number)

    @property
    def seen(self) -> QImage:
        """What is on the projector."""
        return self.projector.grab().toImage()


class Paints(QObject):
    """Which windows are painted, in their order."""

    def __init__(self, window: QWidget, order: list[QWidget]) -> None:
        super().__init__(window)
        self.order = order
        window.installEventFilter(self)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.order.append(watched)
        return False


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Room]:
    """A room in which the first slide is shown and its neighbours are prepared."""
    made = Room(navy_deck(tmp_path / "navy.pptx"))
    made.go_to(1)
    qtbot.waitUntil(lambda: made.showing.settled and made.pictures.at_rest, timeout=20_000)
    yield made
    made.pictures.close()
    made.console.hide()
    made.projector.hide()


def navy_deck(path: Path) -> Path:
    """Slides with a title each, all dark but the last."""
    presentation = Presentation()
    for number in range(1, SLIDES + 1):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"Slide {number}"
        if number < SLIDES:
            fill = slide.background.fill
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(NAVY[1:].upper())
    presentation.save(str(path))
    return path


def middle(image: QImage) -> str:
    """The colour at the left edge, in half the height, where the slide has nothing but its ground."""
    return image.pixelColor(image.width() // 2 - image.height() // 2, image.height() // 4).name()


def whites(image: QImage) -> int:
    """How many pixels of the middle are nearly white."""
    rows = range(image.height() * 2 // 5, image.height() * 3 // 5)
    return sum(image.pixelColor(x, y).lightness() > 200 for y in rows for x in range(image.width()))


def test_a_slide_that_is_not_drawn_yet_has_its_title_on_the_ground_of_the_one_before(
    qtbot: QtBot, room: Room
) -> None:
    room.signal(signal.SIGSTOP)
    shown = len(room.projected)
    assert whites(room.seen) == 0
    room.go_to(SLIDES)
    qtbot.waitUntil(lambda: whites(room.seen) > 0, timeout=5_000)  # the title, in the middle
    assert middle(room.seen) == NAVY
    assert not room.console.current.waiting
    assert len(room.projected) == shown
    room.signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: middle(room.seen) == "#ffffff", timeout=20_000)
    assert room.showing.settled
    assert [picture.slide for picture in room.projected[shown:]] == [SLIDES]


def test_what_is_prepared_is_there_at_once_though_nothing_draws(qtbot: QtBot, room: Room) -> None:
    room.signal(signal.SIGSTOP)
    room.go_to(2)
    assert room.projected[-1].slide == 2
    room.signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: room.showing.settled, timeout=20_000)


def test_the_class_sees_a_prepared_slide_before_the_trainer(qtbot: QtBot, room: Room) -> None:
    order: list[QWidget] = []
    for window in (room.console.current, room.projector):
        Paints(window, order)
    room.go_to(2)
    assert order == [room.projector]
    qtbot.waitUntil(lambda: room.console.current in order, timeout=5_000)


def test_a_slide_seen_before_in_another_size_stands_in(qtbot: QtBot, room: Room, tmp_path: Path) -> None:
    room.go_to(SLIDES)
    qtbot.waitUntil(lambda: room.showing.settled and room.pictures.at_rest, timeout=20_000)
    room.go_to(1)
    qtbot.waitUntil(lambda: room.showing.settled and room.pictures.at_rest, timeout=20_000)
    room.signal(signal.SIGSTOP)
    room.projector.resize(700, 394)
    room.go_to(SLIDES)
    qtbot.waitUntil(lambda: middle(room.seen) == "#ffffff", timeout=5_000)
    assert not room.showing.settled
    room.signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: room.showing.settled, timeout=20_000)


def test_keys_that_come_faster_than_that_do_not_put_it_off(qtbot: QtBot, room: Room) -> None:
    room.signal(signal.SIGSTOP)
    keys = QTimer(interval=5)
    keys.timeout.connect(lambda: room.go_to(SLIDES if room.lesson.step.slide != SLIDES else SLIDES - 1))
    keys.start()
    qtbot.waitUntil(lambda: whites(room.seen) > 0, timeout=5_000)
    keys.stop()
    room.signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: room.showing.settled, timeout=20_000)
