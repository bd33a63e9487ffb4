"""Kill either program in the middle of a question and start it again: everything is where it was."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from presenter.app import Presenter
from presenter.commands import ChooseAddress, Command, GoTo
from server.protocol import Phase
from tests.end_to_end.browser_phone import BrowserPhone, BrowserPhones
from tests.end_to_end.processes import read_state

SLOW_MS = 30_000
ROOT = Path(__file__).parents[2]
Let = Callable[["Future[Any]"], Any]


@pytest.fixture
def other_presenter(folder: Path, small_deck: Path) -> Iterator[subprocess.Popen[str]]:
    """A presenter in a process of its own, with an open question."""
    folder.mkdir()
    words = [sys.executable, "-m", "tests.end_to_end.driven_presenter", str(folder), str(small_deck)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def phase(presenter: Presenter) -> Phase | None:
    view = presenter.session.view
    return view.round.phase if view is not None and view.round is not None else None


def answered(presenter: Presenter) -> int:
    view = presenter.session.view
    return view.round.answered if view is not None and view.round is not None else 0


def choose_first(phone: BrowserPhone) -> "Future[None]":
    """Tap the first option, without waiting for anything."""
    return phone.do(lambda page: page.locator("label").first.click())


def test_a_killed_presenter_comes_back_to_the_same_slide_and_question(
    qtbot: QtBot,
    other_presenter: subprocess.Popen[str],
    open_presenter: Callable[[Path], Presenter],
    phones: BrowserPhones,
    let: Let,
    folder: Path,
    small_deck: Path,
):
    assert other_presenter.stdout is not None
    asked, slide = other_presenter.stdout.readline().split()
    assert asked == "asked"
    server = read_state(folder)
    assert server is not None
    phone = let(phones.take_out())
    let(phone.do(lambda page: page.goto(f"http://127.0.0.1:{server.phone_port}")))
    let(phone.do(lambda page: page.get_by_label("Your name").fill("Ada")))
    let(phone.do(lambda page: page.get_by_role("button", name="Join").click()))
    let(choose_first(phone))
    let(phone.sees("Saved ✓"))
    other_presenter.kill()
    other_presenter.wait()

    presenter = open_presenter(small_deck)
    qtbot.waitUntil(lambda: phase(presenter) is Phase.OPEN, timeout=SLOW_MS)
    assert read_state(folder) == server
    assert presenter.show.lesson is not None
    assert presenter.show.lesson.step.slide == int(slide)
    assert answered(presenter) == 1
    assert presenter.desk.screens.presenting
    qtbot.keyClick(presenter.console, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: phase(presenter) is Phase.CLOSED, timeout=SLOW_MS)
    let(phone.sees("The question is closed"))


def test_a_killed_server_comes_back_with_the_question_and_the_phones_by_themselves(
    qtbot: QtBot,
    open_presenter: Callable[[Path], Presenter],
    phones: BrowserPhones,
    let: Let,
    folder: Path,
    small_deck: Path,
):
    presenter = open_presenter(small_deck)
    presenter.wish(Command.PRESENT)
    qtbot.waitUntil(lambda: presenter.session.view is not None, timeout=SLOW_MS)
    presenter.wish(ChooseAddress("127.0.0.1"))
    assert presenter.join_point.joining is not None
    url = presenter.join_point.joining.url
    early, late = let(phones.take_out()), let(phones.take_out())
    let(early.join(url, "Early"))
    let(late.join(url, "Late"))
    presenter.wish(GoTo(2))
    presenter.wish(Command.QUESTION_STEP)
    qtbot.waitUntil(lambda: phase(presenter) is Phase.OPEN, timeout=SLOW_MS)
    let(choose_first(early))
    let(early.sees("Saved ✓"))

    server = read_state(folder)
    assert server is not None
    with qtbot.waitSignal(presenter.link.welcomed, timeout=SLOW_MS):
        os.kill(server.pid, signal.SIGKILL)
        let(choose_first(late))  # while nobody is there to take it
    let(late.sees("Saved ✓"))
    qtbot.waitUntil(lambda: answered(presenter) == 2, timeout=SLOW_MS)
    assert phase(presenter) is Phase.OPEN
    assert presenter.join_point.joining.url == url
    view = presenter.session.view
    assert view is not None
    assert view.joined == 2
