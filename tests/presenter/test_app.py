"""What the windows say when something is not as it should be."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from presenter.app import Presenter, build, start
from presenter.cli import BUNDLED
from presenter.commands import ChooseAddress, Command, GoTo
from presenter.settings import SettingsFile
from tests.end_to_end.windows import texts

SLOW_MS = 30_000


@pytest.fixture
def open_presenter(folder: Path, qtbot: QtBot) -> Iterator[Callable[[Path], Presenter]]:
    """Starts the presenter with a file, whatever comes of it."""
    made: list[Presenter] = []

    def open_presenter(deck: Path) -> Presenter:
        presenter = build(folder, "en")
        made.append(presenter)
        start(presenter, deck)
        return presenter

    yield open_presenter
    for presenter in made:
        presenter.close()


def says(qtbot: QtBot, presenter: Presenter, words: str) -> None:
    qtbot.waitUntil(lambda: any(words in text for text in texts(presenter.console)), timeout=SLOW_MS)


def test_a_file_that_is_not_there_is_named_in_a_sentence(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], tmp_path: Path
):
    presenter = open_presenter(tmp_path / "nowhere.pptx")
    says(qtbot, presenter, "nowhere.pptx")


def test_a_file_that_is_no_deck_leaves_the_console_usable(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], tmp_path: Path
):
    file = tmp_path / "shopping.pptx"
    file.write_text("eggs, flour, milk")
    presenter = open_presenter(file)
    says(qtbot, presenter, "shopping.pptx")
    presenter.wish(Command.NEXT)
    presenter.wish(Command.PRESENT)
    qtbot.waitUntil(lambda: presenter.link.up, timeout=SLOW_MS)
    assert presenter.session.view is None


def test_who_skips_slides_that_have_minutes_in_their_notes_is_told_to_be_ahead_of_the_plan(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter]
):
    presenter = open_presenter(BUNDLED)
    qtbot.waitUntil(lambda: presenter.showing.settled and presenter.link.up, timeout=SLOW_MS)
    presenter.wish(Command.PRESENT)
    presenter.wish(Command.PRESENT)
    says(qtbot, presenter, "On time")
    presenter.wish(GoTo(12))
    says(qtbot, presenter, "min ahead")


def test_the_drawing_process_starts_while_a_deck_is_being_read(folder: Path, qtbot: QtBot, tmp_path: Path):
    presenter = build(folder, "en")
    try:
        assert presenter.pictures.process_id == 0
        presenter.opening.open(tmp_path / "any.pptx")
        assert presenter.pictures.process_id > 0
    finally:
        presenter.close()


def test_an_address_that_phones_cannot_reach_is_pointed_out(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], tmp_path: Path
):
    presenter = open_presenter(tmp_path / "nowhere.pptx")
    qtbot.waitUntil(lambda: presenter.join_point.joining is not None, timeout=SLOW_MS)
    presenter.wish(ChooseAddress("127.0.0.1"))
    says(qtbot, presenter, "can't reach the address 127.0.0.1")


def test_nothing_runs_python_in_another_thread_once_the_presenter_has_closed(
    qtbot: QtBot, folder: Path, tmp_path: Path
):
    presenter = build(folder, "en")
    pool, begun, let_go, over = QThreadPool(presenter.root), Event(), Event(), Event()

    def read_something() -> None:
        begun.set()
        let_go.wait(SLOW_MS / 1000)
        over.set()

    pool.start(read_something)
    assert begun.wait(SLOW_MS / 1000)
    Timer(0.1, let_go.set).start()
    presenter.close()
    assert over.is_set()
    assert not any(pool.activeThreadCount() for pool in presenter.root.findChildren(QThreadPool))


def test_what_was_chosen_last_is_on_the_disk_once_the_presenter_has_closed(
    qtbot: QtBot, folder: Path, tmp_path: Path
):
    presenter = build(folder, "en")
    for last in range(100):
        presenter.join_point.chosen.emit(f"10.0.0.{last}")
    presenter.close()
    assert SettingsFile(folder).settings.address == "10.0.0.99"


def test_a_server_that_cannot_start_says_why_and_the_slides_go_on(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], folder: Path, tmp_path: Path
):
    folder.mkdir()
    (folder / "sessions.sqlite").write_bytes(b"this is no database" * 100)
    presenter = open_presenter(tmp_path / "nowhere.pptx")
    with qtbot.waitSignal(presenter.connection.failed, timeout=SLOW_MS) as blocker:
        pass
    assert blocker.args[0].strip()
    assert "Traceback" not in blocker.args[0]
    says(qtbot, presenter, blocker.args[0].strip())


def test_our_own_mistake_is_told_in_a_sentence_and_written_down(
    qtbot: QtBot, open_presenter: Callable[[Path], Presenter], folder: Path, tmp_path: Path
):
    presenter = open_presenter(tmp_path / "nowhere.pptx")
    says(qtbot, presenter, "nowhere.pptx")

    try:
        json.loads("{")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    says(qtbot, presenter, "presenter.log")
    assert "JSONDecodeError" in (folder / "presenter.log").read_text(encoding="utf-8")
