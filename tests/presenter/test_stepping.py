"""Step by step through a deck whose slides move: what the projector shows and what is ready."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu
from pytestqt.qtbot import QtBot

from decks.model import Step
from decks.opening import open_deck
from decks.render.pictures import Pictures
from presenter.console.window import ConsoleWindow
from presenter.keys import KeyReader
from presenter.lesson import Lesson
from presenter.projector.window import ProjectorWindow
from presenter.showing import Showing
from server.protocol import Screen
from tests.decks.animations import animate, click, effect, filtered, target, transition, visibility

RED, BLUE, WHITE = "#ff0000", "#0000ff", "#ffffff"
Move = Callable[[Lesson], Lesson]


class Class:
    """A projector before a class, the console, and what feeds them. Time stands still."""

    def __init__(self, qtbot: QtBot, deck: Path) -> None:
        self._qtbot = qtbot
        keys = KeyReader()
        self.pictures = Pictures()
        self.console, self.projector = ConsoleWindow(keys), ProjectorWindow(keys, clock=lambda: 0.0)
        self.showing = Showing(self.pictures, self.console, self.projector)
        self.lesson = Lesson.begin(open_deck(deck))
        self.console.show()
        self.projector.show()
        self.move(lambda lesson: lesson)

    def move(self, move: Move) -> None:
        """Go somewhere, all being prepared before."""
        self.rest()
        self.lesson = move(self.lesson)
        self.showing.show_lesson(self.lesson)
        self._qtbot.waitUntil(lambda: self.showing.settled, timeout=20_000)

    def rest(self) -> None:
        """Wait until everything is drawn that should be ready."""
        self._qtbot.waitUntil(lambda: self.pictures.at_rest, timeout=20_000)

    def seen(self) -> tuple[str, str]:
        """The colours of the left and the right shape on the projector, when nothing moves any more."""
        self.projector.end_movement()
        image = self.projector.grab().toImage()
        places = ((image.width() * share // 8, image.height() // 2) for share in (2, 6))
        left, right = (image.pixelColor(*place).name() for place in places)
        return left, right


def lesson_deck(path: Path) -> Path:
    """Two shapes that fade in with two clicks, then a slide that pushes, a hidden one, and one that cuts."""
    presentation = Presentation()
    width, height = Emu(9_144_000), Emu(5_143_500)
    presentation.slide_width, presentation.slide_height = width, height
    slides = [presentation.slides.add_slide(presentation.slide_layouts[6]) for _ in range(4)]
    shapes = [_box(slides[0], left, colour) for left, colour in ((0.1, RED), (0.6, BLUE))]
    animate(slides[0], *[click(_fade(shape.shape_id)) for shape in shapes])
    transition(slides[1], "><p:push/>")
    slides[2]._element.set("show", "0")
    presentation.save(str(path))
    return path


def _box(slide: Any, left: float, colour: str) -> Any:
    width, height = Emu(9_144_000), Emu(5_143_500)
    shape = slide.shapes.add_shape(
        MSO_SHAPE.RECTANGLE, Emu(int(width * left)), 0, Emu(int(width * 0.3)), height
    )
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
    return shape


def _fade(shape: int) -> str:
    return effect("entr", visibility(target(shape)), filtered(target(shape), "fade"))


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[Class]:
    made = Class(qtbot, lesson_deck(tmp_path / "lesson.pptx"))
    yield made
    made.pictures.close()
    made.console.hide()
    made.projector.hide()


def test_next_walks_the_steps_and_moves_and_back_walks_them_at_once(room: Class) -> None:
    looks = [room.seen()]
    for _ in range(2):
        room.move(Lesson.next)
        assert room.projector.moving
        looks.append(room.seen())
    assert looks == [(WHITE, WHITE), (RED, WHITE), (RED, BLUE)]
    for look in (looks[1], looks[0]):
        room.move(Lesson.back)
        assert not room.projector.moving
        assert room.seen() == look


def test_the_next_slide_comes_with_its_transition_and_the_one_without_at_once(room: Class) -> None:
    for _ in range(2):
        room.move(Lesson.next)
    room.move(Lesson.next)
    assert (room.lesson.step, room.projector.moving) == (Step(2), True)
    room.move(Lesson.next)
    assert (room.lesson.step, room.projector.moving) == (Step(4), False)
    room.move(Lesson.back)
    assert (room.lesson.step, room.projector.moving) == (Step(2), False)


def test_a_jump_and_uncovering_do_not_move(room: Class) -> None:
    room.move(lambda lesson: lesson.go_to(2))
    assert not room.projector.moving
    room.move(lambda lesson: lesson.go_to(3))
    assert (room.lesson.step, room.projector.moving) == (Step(3), False)
    room.move(lambda lesson: lesson.go_to(1).toggle(Screen.BLACK))
    room.move(Lesson.next)
    assert (room.lesson.step, room.projector.moving) == (Step(1), False)


def test_freezing_ends_a_movement_and_nothing_moves_while_it_lasts(room: Class) -> None:
    room.move(Lesson.next)
    assert room.projector.moving
    room.move(Lesson.toggle_freeze)
    assert not room.projector.moving
    room.move(Lesson.next)
    assert not room.projector.moving
    assert room.seen() == (RED, WHITE)
    room.move(Lesson.toggle_freeze)
    assert not room.projector.moving
    assert room.seen() == (RED, BLUE)


def test_the_console_shows_the_next_step(room: Class) -> None:
    room.move(Lesson.next)
    upcoming = room.console.next.view.picture
    assert upcoming is not None
    assert upcoming.pixelColor(upcoming.width() * 6 // 8, upcoming.height() // 2).name() == BLUE
    assert upcoming.pixelColor(upcoming.width() * 2 // 8, upcoming.height() // 2).name() == RED


def test_the_steps_on_both_sides_are_ready(room: Class) -> None:
    room.move(Lesson.next)
    room.rest()
    size = room.projector.picture_size()
    for number in (0, 1, 2):
        assert room.pictures.want(1, number, size.width(), size.height()) is not None
