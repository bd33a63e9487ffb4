"""Pointing and drawing, from the keys and the mouse on the console to the projector."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from presenter.app import Presenter, build
from presenter.cli import BUNDLED
from presenter.commands import Command
from presenter.light import Tool
from tests.presenter.console.sample import session_with

PATIENCE_MS = 30_000
Key = Qt.Key


def started(qtbot: QtBot, folder: Path) -> Presenter:
    """The windows with the bundled deck, without a server."""
    presenter = build(folder, "en")
    presenter.console.show()
    with qtbot.waitSignal(presenter.opening.opened, timeout=PATIENCE_MS):
        presenter.opening.open(BUNDLED)
    presenter.desk.screens.present()
    return presenter


@pytest.fixture
def presenter(qtbot: QtBot, tmp_path: Path) -> Iterator[Presenter]:
    presenter = started(qtbot, tmp_path / "data")
    yield presenter
    presenter.close()


def middle(presenter: Presenter) -> QPoint:
    return presenter.console.current.rect().center()


def test_escape_puts_the_pointer_away_first_and_takes_the_slides_down_after_that(
    presenter: Presenter, qtbot: QtBot
) -> None:
    qtbot.mouseMove(presenter.console.current, middle(presenter))
    qtbot.keyClick(presenter.console, Key.Key_D)
    assert presenter.console.bottom.tool.isVisible()
    qtbot.waitUntil(presenter.projector.beam.isVisible)
    qtbot.keyClick(presenter.console, Key.Key_Escape)
    assert not presenter.projector.beam.isVisible()
    assert presenter.desk.screens.presenting
    qtbot.keyClick(presenter.console, Key.Key_Escape)
    assert not presenter.desk.screens.presenting


def test_a_tool_is_put_away_with_the_slides(presenter: Presenter) -> None:
    presenter.wish(Command.SPOTLIGHT)
    presenter.wish(Command.STOP_PRESENTING)
    assert presenter.pointing.tool is None


def test_a_stroke_on_the_console_is_on_the_projector_until_its_slide_is_left(
    presenter: Presenter, qtbot: QtBot
) -> None:
    qtbot.keyClick(presenter.console, Key.Key_E)
    assert presenter.pointing.tool is Tool.PEN
    qtbot.mouseClick(presenter.console.current, Qt.MouseButton.LeftButton, pos=middle(presenter))
    assert presenter.projector.ink.isVisible()
    presenter.wish(Command.NEXT)
    assert not presenter.projector.ink.isVisible()
    presenter.wish(Command.BACK)
    assert presenter.projector.ink.isVisible()
    qtbot.keyClick(presenter.console, Key.Key_U)
    assert not presenter.projector.ink.isVisible()


def test_a_drawing_is_on_the_projector_again_when_a_new_presenter_takes_up_the_session(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_with(None)
    for draws in (True, False):
        presenter = started(qtbot, tmp_path / "data")
        presenter.session.changed.emit(session)
        if draws:
            presenter.wish(Command.PEN)
            qtbot.mouseClick(presenter.console.current, Qt.MouseButton.LeftButton, pos=middle(presenter))
        assert presenter.projector.ink.isVisible()
        presenter.close()
