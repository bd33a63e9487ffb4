"""Keys of keyboards and clickers."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from presenter.commands import Command, GoTo, Wish
from presenter.keys import KeyReader

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def press(
    keys: KeyReader, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier = NONE, *, held: bool = False
) -> Wish | None:
    return keys.read(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, held))


def type_digits(keys: KeyReader, digits: str) -> None:
    for digit in digits:
        assert press(keys, Key(ord(digit)), digit) is None


@pytest.fixture
def keys(qtbot: QtBot) -> KeyReader:
    return KeyReader()


@pytest.mark.parametrize(
    ("key", "text", "command"),
    [
        (Key.Key_PageDown, "", Command.NEXT),
        (Key.Key_Right, "", Command.NEXT),
        (Key.Key_Down, "", Command.NEXT),
        (Key.Key_Space, " ", Command.NEXT),
        (Key.Key_PageUp, "", Command.BACK),
        (Key.Key_Left, "", Command.BACK),
        (Key.Key_Up, "", Command.BACK),
        (Key.Key_Backspace, "\b", Command.BACK),
        (Key.Key_Home, "", Command.FIRST),
        (Key.Key_End, "", Command.LAST),
        (Key.Key_F5, "", Command.PRESENT),
        (Key.Key_Escape, "\x1b", Command.STOP_PRESENTING),
        (Key.Key_Period, ".", Command.BLACK),
        (Key.Key_B, "b", Command.BLACK),
        (Key.Key_W, "w", Command.WHITE),
        (Key.Key_F, "f", Command.FREEZE),
        (Key.Key_J, "j", Command.SHOW_JOIN),
        (Key.Key_Q, "q", Command.QUESTION_STEP),
        (Key.Key_Return, "\r", Command.QUESTION_STEP),
        (Key.Key_Enter, "\r", Command.QUESTION_STEP),
        (Key.Key_A, "a", Command.ASK_AGAIN),
        (Key.Key_R, "r", Command.REMOTE),
        (Key.Key_L, "l", Command.LINKS),
        (Key.Key_P, "p", Command.PLAY),
        (Key.Key_MediaTogglePlayPause, "", Command.PLAY),
        (Key.Key_MediaStop, "", Command.STOP_PLAYING),
        (Key.Key_M, "m", Command.MUTE),
        (Key.Key_D, "d", Command.POINTER),
        (Key.Key_T, "t", Command.SPOTLIGHT),
        (Key.Key_E, "e", Command.PEN),
        (Key.Key_Y, "y", Command.HIGHLIGHTER),
        (Key.Key_C, "c", Command.NEXT_COLOUR),
        (Key.Key_U, "u", Command.UNDO_STROKE),
        (Key.Key_X, "x", Command.CLEAR_DRAWING),
    ],
)
def test_a_key_of_the_keyboard_or_a_clicker_has_its_meaning(
    keys: KeyReader, key: Qt.Key, text: str, command: Command
) -> None:
    assert press(keys, key, text) is command


def test_shift_changes_no_key_of_the_clicker_and_writes_the_question_mark(keys: KeyReader) -> None:
    assert press(keys, Key.Key_F5, "", SHIFT) is Command.PRESENT
    assert press(keys, Key.Key_Question, "?", SHIFT) is Command.KEY_SHEET


def test_keys_mean_the_same_while_a_chinese_input_method_is_on(keys: KeyReader) -> None:
    assert press(keys, Key(0), "。") is Command.BLACK
    assert press(keys, Key(0), "？") is Command.KEY_SHEET


def test_control_makes_another_key_of_it(keys: KeyReader) -> None:
    assert press(keys, Key.Key_B, "\x02", CONTROL) is None
    assert press(keys, Key.Key_Right, "", CONTROL) is None
    assert press(keys, Key.Key_O, "\x0f", CONTROL) is Command.OPEN_DECK
    assert press(keys, Key.Key_Comma, ",", CONTROL) is Command.SETTINGS


def test_a_key_without_a_meaning_is_no_wish_and_keeps_the_digits(keys: KeyReader) -> None:
    type_digits(keys, "1")
    assert press(keys, Key.Key_Z, "z") is None
    assert press(keys, Key.Key_Shift) is None
    assert keys.digits == "1"


def test_held_keys_repeat_next_and_back_only(keys: KeyReader) -> None:
    assert press(keys, Key.Key_PageDown, held=True) is Command.NEXT
    assert press(keys, Key.Key_PageUp, held=True) is Command.BACK
    for key in (Key.Key_B, Key.Key_F5, Key.Key_Escape, Key.Key_Return, Key.Key_J):
        assert press(keys, key, held=True) is None


def test_digits_and_enter_go_to_a_slide(keys: KeyReader) -> None:
    type_digits(keys, "12")
    assert keys.digits == "12"
    assert press(keys, Key.Key_Return, "\r") == GoTo(12)
    assert keys.digits == ""
    assert press(keys, Key.Key_Return, "\r") is Command.QUESTION_STEP


def test_digits_of_the_number_pad_count_too(keys: KeyReader) -> None:
    assert press(keys, Key.Key_7, "7", Qt.KeyboardModifier.KeypadModifier) is None
    assert press(keys, Key.Key_Enter, "\r", Qt.KeyboardModifier.KeypadModifier) == GoTo(7)


def test_a_held_digit_is_one_digit(keys: KeyReader) -> None:
    type_digits(keys, "3")
    press(keys, Key.Key_3, "3", held=True)
    assert keys.digits == "3"


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Backspace])
def test_escape_and_backspace_forget_digits_and_do_nothing_else(keys: KeyReader, key: Qt.Key) -> None:
    type_digits(keys, "4")
    assert press(keys, key) is None
    assert keys.digits == ""


def test_escape_puts_the_tool_in_hand_away_and_does_nothing_else(keys: KeyReader) -> None:
    keys.tool_in_hand = True
    assert press(keys, Key.Key_Escape) is Command.PUT_AWAY
    type_digits(keys, "4")
    assert press(keys, Key.Key_Escape) is None
    keys.tool_in_hand = False
    assert press(keys, Key.Key_Escape) is Command.STOP_PRESENTING


def test_another_key_forgets_the_digits_and_acts(keys: KeyReader) -> None:
    type_digits(keys, "4")
    assert press(keys, Key.Key_PageDown) is Command.NEXT
    assert keys.digits == ""


def test_digits_are_told_and_forgotten_after_a_while(qtbot: QtBot) -> None:
    keys = KeyReader(forget_ms=5)
    told: list[str] = []
    keys.digits_changed.connect(told.append)
    with qtbot.waitSignal(keys.digits_changed, check_params_cb=lambda digits: digits == ""):
        type_digits(keys, "12")
    assert told == ["1", "12", ""]
    assert press(keys, Key.Key_Return, "\r") is Command.QUESTION_STEP


def test_only_the_last_five_digits_are_kept(keys: KeyReader) -> None:
    type_digits(keys, "1234567")
    assert keys.digits == "34567"
