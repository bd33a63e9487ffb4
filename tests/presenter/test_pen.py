"""Pen and highlighter in the trainer's hand."""

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from presenter.commands import Command
from presenter.drawing import COLOURS, HIGHLIGHTER_COLOUR, PEN_COLOUR, Ink
from presenter.kept_drawings import KeptDrawings
from presenter.lesson import Lesson
from presenter.light import Spot, Tool
from presenter.pen import Pen
from tests.presenter.console.sample import session_with
from tests.presenter.test_lesson import deck_with

HERE, THERE = Spot(0.25, 0.5), Spot(0.75, 0.5)
LESSON = Lesson.begin(deck_with([1, 2, 1]))
MONDAY = session_with(None)
TUESDAY = msgspec.structs.replace(MONDAY, session_id="tuesday")


@pytest.fixture
def pen(qtbot: QtBot, tmp_path: Path) -> Pen:
    return new_pen(tmp_path)


def new_pen(folder: Path) -> Pen:
    pen = Pen(KeptDrawings(folder))
    pen.show_lesson(LESSON)
    return pen


def draw(pen: Pen, tool: Tool = Tool.PEN) -> None:
    pen.take(tool)
    pen.begin(HERE)
    pen.go_on(THERE)
    pen.end()


def test_a_stroke_is_seen_by_the_class_while_it_is_drawn(pen: Pen) -> None:
    pen.take(Tool.PEN)
    pen.begin(HERE)
    assert [s.points for s in pen.on_projector] == [((0.25, 0.5),)]
    pen.go_on(THERE)
    assert [s.points for s in pen.on_projector] == [((0.25, 0.5), (0.75, 0.5))]
    pen.end()
    pen.go_on(HERE)
    assert len(pen.on_projector[0].points) == 2


@pytest.mark.parametrize("tool", [Tool.DOT, None])
def test_without_a_pen_nothing_is_drawn(pen: Pen, tool: Tool | None) -> None:
    pen.take(tool)
    pen.begin(HERE)
    assert pen.on_console == ()


def test_a_stroke_comes_back_with_its_slide_at_every_step(pen: Pen) -> None:
    pen.show_lesson(LESSON.go_to(2))
    draw(pen)
    pen.show_lesson(LESSON.go_to(3))
    assert pen.on_console == ()
    pen.show_lesson(LESSON.go_to(2).next())
    assert len(pen.on_console) == 1


def test_what_is_drawn_while_the_projector_is_held_waits_there(pen: Pen) -> None:
    held = LESSON.toggle_freeze().next()
    pen.show_lesson(held)
    draw(pen)
    assert (len(pen.on_console), len(pen.on_projector)) == (1, 0)
    pen.show_lesson(held.toggle_freeze())
    assert len(pen.on_projector) == 1


def test_each_tool_has_its_own_colour_and_all_can_be_had(pen: Pen) -> None:
    draw(pen, Tool.HIGHLIGHTER)
    draw(pen, Tool.PEN)
    pen.carry_out(Command.NEXT_COLOUR)
    draw(pen, Tool.PEN)
    marks = [(stroke.ink, stroke.colour) for stroke in pen.on_console]
    assert marks == [(Ink.HIGHLIGHTER, HIGHLIGHTER_COLOUR), (Ink.PEN, PEN_COLOUR), (Ink.PEN, PEN_COLOUR + 1)]
    for _ in COLOURS:
        pen.carry_out(Command.NEXT_COLOUR)
    assert pen.colour == PEN_COLOUR + 1


def test_undo_and_clear_are_for_the_slide_that_is_shown(pen: Pen) -> None:
    draw(pen)
    pen.show_lesson(LESSON.go_to(2))
    pen.carry_out(Command.CLEAR_DRAWING)
    pen.carry_out(Command.UNDO_STROKE)
    pen.show_lesson(LESSON)
    assert len(pen.on_console) == 1
    pen.carry_out(Command.CLEAR_DRAWING)
    assert pen.on_console == ()
    pen.carry_out(Command.UNDO_STROKE)
    assert len(pen.on_console) == 1


def test_a_new_presenter_that_takes_up_the_session_has_its_drawings(pen: Pen, tmp_path: Path) -> None:
    draw(pen)
    pen.take_session(MONDAY)
    draw(pen)
    kept = KeptDrawings(tmp_path)
    pen.kept.wait_until_written()
    again = Pen(kept)
    again.take_session(MONDAY)
    again.show_lesson(LESSON)
    assert len(again.on_console) == 2


def test_another_session_begins_with_clean_slides(pen: Pen, tmp_path: Path) -> None:
    pen.take_session(MONDAY)
    draw(pen)
    pen.take_session(None)
    assert len(pen.on_console) == 1
    pen.kept.wait_until_written()
    assert list(tmp_path.iterdir()) == []
    pen.take_session(TUESDAY)
    assert pen.on_console == ()
