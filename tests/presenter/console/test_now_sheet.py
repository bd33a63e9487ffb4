"""The chooser of a question thought of now, on the console."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from presenter.commands import Command, Improvise, Wish
from presenter.console.window import ConsoleWindow
from presenter.improvised import Improvised
from server.protocol import Phase
from tests.presenter.console.sample import POLL, lesson_at, round_of, session_with
from tests.presenter.console.test_words_fit import beyond_the_edge, clipped, settle

KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)


@pytest.fixture
def console(console: ConsoleWindow) -> ConsoleWindow:
    console.show_lesson(lesson_at(1))
    console.show_session(session_with(None))
    return console


def press(qtbot: QtBot, console: ConsoleWindow, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(console.focusWidget() or console, key)


def test_n_is_the_key(qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]) -> None:
    press(qtbot, console, Qt.Key.Key_N)
    assert wishes == [Command.ASK_NOW]
    console.question.now.click()
    assert wishes == [Command.ASK_NOW] * 2


@pytest.mark.parametrize(("key", "kind"), [*zip(KEYS, Improvised, strict=True)])
def test_one_more_key_asks(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish], key: Qt.Key, kind: Improvised
) -> None:
    console.toggle_now_sheet()
    press(qtbot, console, key)
    assert wishes == [Improvise(kind)]
    assert not console.now_sheet.isVisible()
    assert console.keys.digits == ""


def test_enter_asks_what_has_the_keyboard(qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]) -> None:
    console.toggle_now_sheet()
    press(qtbot, console, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert wishes == [Improvise(Improvised.LETTERS)]


def test_digits_and_n_can_be_typed_into_the_words(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.toggle_now_sheet()
    press(qtbot, console, Qt.Key.Key_Backtab)
    assert console.focusWidget() is console.now_sheet.text
    qtbot.keyClicks(console.now_sheet.text, "1 new law?")
    assert wishes == []
    press(qtbot, console, Qt.Key.Key_Return, Qt.Key.Key_1)
    assert wishes == [Improvise(Improvised.YES_NO, "1 new law?")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_N])
def test_esc_and_n_put_it_away(qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish], key: Qt.Key) -> None:
    console.toggle_now_sheet()
    press(qtbot, console, key)
    assert not console.now_sheet.isVisible()
    assert wishes == []


def test_a_clicker_turns_the_slides_all_the_same(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.toggle_now_sheet()
    press(qtbot, console, Qt.Key.Key_PageDown)
    assert wishes == [Command.NEXT]


@pytest.mark.parametrize(
    ("session", "words"),
    [(None, "F5 starts it"), (session_with(round_of(POLL, Phase.OPEN)), "close it first")],
)
def test_where_nothing_can_be_asked_it_says_why(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish], session: object, words: str
) -> None:
    console.show_session(session)  # type: ignore[arg-type]
    console.toggle_now_sheet()
    press(qtbot, console, Qt.Key.Key_1)
    assert wishes == []
    assert words in console.now_sheet.why_not.text()


@pytest.mark.parametrize("size", [(1080, 640), (1920, 1080)])
def test_its_words_fit(qtbot: QtBot, language: Language, size: tuple[int, int]) -> None:
    spoken = ConsoleWindow()
    spoken.resize(*size)
    spoken.show()
    spoken.toggle_now_sheet()
    settle()
    assert clipped(spoken) == []
    assert beyond_the_edge(spoken) == []
    assert "" not in [button.accessibleName() for button in spoken.now_sheet.kinds.values()]
    spoken.allow_close()
    spoken.close()
