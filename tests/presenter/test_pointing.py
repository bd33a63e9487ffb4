"""The mouse on the slide as a laser pointer or a spotlight."""

import pytest
from pytestqt.qtbot import QtBot

from presenter.commands import Command
from presenter.lesson import Lesson
from presenter.light import Light, Spot, Tool
from presenter.pointing import Pointing
from tests.presenter.test_lesson import deck_with

HERE, THERE, BESIDE = Spot(0.25, 0.5), Spot(0.75, 0.5), Spot(1.1, 0.5)


@pytest.fixture
def pointing(qtbot: QtBot) -> Pointing:
    return Pointing()


def test_without_a_tool_the_mouse_shows_nothing(pointing: Pointing) -> None:
    pointing.point_on_console(HERE)
    assert pointing.light is None


def test_the_pointer_is_where_the_mouse_is_already_when_it_is_taken_up(pointing: Pointing) -> None:
    pointing.point_on_console(HERE)
    pointing.carry_out(Command.POINTER)
    assert pointing.light == Light(Tool.DOT, HERE)
    pointing.point_on_console(THERE)
    assert pointing.light == Light(Tool.DOT, THERE)


@pytest.mark.parametrize("command", [Command.POINTER, Command.SPOTLIGHT])
@pytest.mark.parametrize("again", [True, False])
def test_the_same_key_or_esc_puts_it_away(pointing: Pointing, command: Command, again: bool) -> None:
    pointing.point_on_console(HERE)
    pointing.carry_out(command)
    pointing.carry_out(command if again else Command.PUT_AWAY)
    assert (pointing.tool, pointing.light) == (None, None)


def test_one_tool_gives_way_to_the_other(pointing: Pointing) -> None:
    pointing.point_on_console(HERE)
    pointing.carry_out(Command.POINTER)
    pointing.carry_out(Command.SPOTLIGHT)
    assert pointing.light == Light(Tool.SPOTLIGHT, HERE)


@pytest.mark.parametrize("spot", [BESIDE, None])
def test_beside_the_slide_the_dot_is_gone_and_the_spotlight_stays(
    pointing: Pointing, spot: Spot | None
) -> None:
    pointing.carry_out(Command.POINTER)
    pointing.point_on_console(HERE)
    pointing.point_on_console(spot)
    assert pointing.light is None
    pointing.carry_out(Command.SPOTLIGHT)
    pointing.point_on_console(HERE)
    pointing.point_on_console(spot)
    assert pointing.light == Light(Tool.SPOTLIGHT, HERE)


def test_the_console_that_is_left_for_the_projector_takes_nothing_away(pointing: Pointing) -> None:
    pointing.carry_out(Command.POINTER)
    pointing.point_on_console(HERE)
    pointing.point_on_projector(THERE)
    pointing.point_on_console(None)
    assert pointing.light == Light(Tool.DOT, THERE)


def test_a_place_on_a_slide_that_the_class_does_not_see_is_not_shown(pointing: Pointing) -> None:
    lesson = Lesson.begin(deck_with([1, 1])).toggle_freeze()
    pointing.carry_out(Command.POINTER)
    pointing.show_lesson(lesson)
    pointing.point_on_console(HERE)
    assert pointing.light == Light(Tool.DOT, HERE)
    pointing.show_lesson(lesson.next())
    assert pointing.light is None
    pointing.point_on_projector(THERE)
    assert pointing.light == Light(Tool.DOT, THERE)


def test_other_wishes_are_not_for_it(pointing: Pointing) -> None:
    assert not pointing.carry_out(Command.NEXT)
    assert not pointing.carry_out(Command.STOP_PRESENTING)
