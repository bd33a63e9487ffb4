"""How the trainer's own phone becomes a clicker, as the console shows it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from presenter.commands import Command, Wish
from presenter.console.remote_sheet import RemoteSheet
from presenter.console.window import ConsoleWindow
from presenter.qr import qr_picture
from presenter.remote_state import RemoteState
from server.protocol import CodeState
from tests.presenter.console.sample import PLAIN, lesson_at, session_with
from tests.presenter.console.test_words_fit import beyond_the_edge, clipped, settle

ADDRESS = "192.168.178.105:8765/remote"
CODE = "K7QM2X"
WAITING = RemoteState(True, CODE, CodeState.WAITING)
STATES = {
    "no session": RemoteState(),
    "asked": RemoteState(True),
    "waiting": WAITING,
    "connected": RemoteState(True, "", CodeState.USED, 1, 1, notes=True),
    "several": RemoteState(True, CODE, CodeState.WAITING, 3, 2),
    "away": RemoteState(True, "", CodeState.USED, 1, 0),
    "expired": RemoteState(True, "", CodeState.EXPIRED),
    "guessed": RemoteState(True, "", CodeState.GUESSED),
}


def show(console: ConsoleWindow, state: RemoteState) -> RemoteSheet:
    picture = qr_picture(f"http://{ADDRESS}#{CODE}", 300) if state.code else None
    console.show_remote(state, ADDRESS, picture)
    return console.remote_sheet


def said(sheet: RemoteSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_the_code_is_asked_for_when_the_sheet_is_opened_and_only_then(
    qtbot: QtBot, console: ConsoleWindow
) -> None:
    sheet = show(console, RemoteState(True))
    asked: list[bool] = []
    sheet.code_wanted.connect(lambda: asked.append(True))
    console.toggle_remote_sheet()
    assert asked == [True]
    show(console, WAITING)
    console.toggle_remote_sheet()
    assert not sheet.isVisible()
    console.toggle_remote_sheet()  # the code goes on to count
    assert asked == [True]
    show(console, STATES["connected"])
    console.toggle_remote_sheet()
    console.toggle_remote_sheet()
    assert asked == [True]
    sheet.another.click()
    assert asked == [True, True]


def test_address_code_and_picture_are_there_while_the_code_waits(console: ConsoleWindow) -> None:
    sheet = show(console, WAITING)
    console.toggle_remote_sheet()
    assert sheet.picture.isVisible()
    words = said(sheet).replace("\u200b", "")
    assert ADDRESS in words
    assert "K7Q M2X" in words
    assert "No phone yet" in words
    show(console, STATES["connected"])
    assert not sheet.picture.isVisible()
    assert "K7Q" not in said(sheet)
    assert "A phone is connected" in said(sheet)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("no session", "once the session has begun"),
        ("away", "The phone is away"),
        ("several", "2 phones are connected"),
        ("expired", "Ask for a new one"),
        ("guessed", "Too many wrong codes"),
    ],
)
def test_each_state_is_said_in_words(console: ConsoleWindow, name: str, words: str) -> None:
    sheet = show(console, STATES[name])
    console.toggle_remote_sheet()
    assert words in said(sheet)


def test_notes_are_off_until_they_are_turned_on(console: ConsoleWindow) -> None:
    sheet = show(console, WAITING)
    console.toggle_remote_sheet()
    wanted: list[bool] = []
    sheet.notes_wanted.connect(wanted.append)
    assert not sheet.notes.isChecked()
    sheet.notes.click()
    assert wanted == [True]
    show(console, STATES["connected"])
    assert sheet.notes.text().startswith("✓")
    show(console, WAITING)
    assert sheet.notes.text().startswith("○")
    assert wanted == [True], "what is told is not wanted anew"


def test_phones_can_be_disconnected_once_there_are_any(console: ConsoleWindow) -> None:
    sheet = show(console, WAITING)
    console.toggle_remote_sheet()
    assert not sheet.disconnect_button.isVisible()
    show(console, STATES["away"])
    wanted: list[bool] = []
    sheet.disconnect_wanted.connect(lambda: wanted.append(True))
    sheet.disconnect_button.click()
    assert wanted == [True]


def test_escape_closes_it_and_a_clicker_still_turns_the_slides(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    sheet = show(console, WAITING)
    console.toggle_remote_sheet()
    qtbot.keyClick(console, Qt.Key.Key_PageDown)
    assert wishes == [Command.NEXT]
    qtbot.keyClick(console, Qt.Key.Key_R)
    assert wishes == [Command.NEXT, Command.REMOTE]
    qtbot.keyClick(console, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert wishes == [Command.NEXT, Command.REMOTE]


def test_the_bar_says_whether_a_phone_is_the_clicker(console: ConsoleWindow, wishes: list[Wish]) -> None:
    button = console.bottom.remote
    show(console, RemoteState())
    assert not button.isVisible()
    show(console, RemoteState(True))
    assert (button.isVisible(), button.isChecked()) == (True, False)
    button.click()
    assert wishes == [Command.REMOTE]
    assert not button.isChecked()
    show(console, STATES["connected"])
    assert button.isChecked()
    assert button.accessibleName() == "A phone is the clicker (R)"


def test_a_screen_reader_hears_the_code_letter_by_letter(console: ConsoleWindow) -> None:
    sheet = show(console, WAITING)
    assert sheet.code.accessibleName() == "Code: K 7 Q M 2 X"
    assert sheet.picture.accessibleName()
    assert sheet.accessibleName() == "Your phone as a clicker"


def test_tab_stays_on_the_sheet(qtbot: QtBot, console: ConsoleWindow) -> None:
    sheet = show(console, STATES["connected"])
    console.toggle_remote_sheet()
    reached = []
    for _ in range(5):
        qtbot.keyClick(console.focusWidget(), Qt.Key.Key_Tab)
        reached.append(console.focusWidget())
    stops = [sheet.close_button, sheet.notes, sheet.disconnect_button, sheet.another, sheet.close_button]
    assert reached == stops


@pytest.mark.parametrize("size", [(1080, 640), (1280, 720), (1920, 1080)], ids=lambda size: f"{size[0]}")
def test_nothing_is_clipped(qtbot: QtBot, language: Language, size: tuple[int, int]) -> None:
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(*size)
    window.show()
    window.show_lesson(lesson_at(PLAIN))
    window.show_session(session_with())
    window.toggle_remote_sheet()
    for state in STATES.values():
        show(window, state)
        settle()
        assert clipped(window.remote_sheet) == []
        assert beyond_the_edge(window) == []
        card = window.remote_sheet.close_button.parentWidget()
        assert window.rect().contains(card.geometry())
        assert (window.width(), window.height()) == size
