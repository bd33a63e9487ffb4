"""The console shows what it is told, and wishes what is pressed."""

from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from presenter.awake import Wakefulness
from presenter.commands import AskQuestion, ChooseAddress, Command, GoTo, Wish
from presenter.console.link_state import LinkState
from presenter.console.window import ConsoleWindow
from presenter.joining import JoinDisplay, Joining
from presenter.lesson_time import LessonTime
from presenter.qr import qr_picture
from server.protocol import Phase, Screen, SessionView
from tests.presenter.console.sample import (
    ASKING,
    JOINING,
    LAST,
    PLAIN,
    SEVERAL,
    SHORT,
    TUNNEL,
    lesson_at,
    painted,
    round_of,
    session_with,
    step_of,
)


def teach(console: ConsoleWindow, slide: int, session: SessionView | None = None) -> None:
    console.show_lesson(lesson_at(slide))
    console.show_session(session)
    console.show_step(step_of(session, slide))


def seen(widget: QWidget) -> str:
    """All the words on it that are visible."""
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text().replace("\u200b", "") for label in labels)


def pixel(window: QWidget, widget: QWidget) -> QColor:
    """The colour in the middle of `widget`."""
    middle = widget.mapTo(window, QPoint(widget.width() // 2, widget.height() // 2))
    return window.grab().toImage().pixelColor(middle)


def test_without_a_deck_it_says_how_to_open_one(console: ConsoleWindow) -> None:
    assert "Ctrl+O" in console.current.message
    assert "Ctrl+O" in seen(console.question)
    assert not console.top.present.isEnabled()


def test_it_shows_where_the_lesson_is(console: ConsoleWindow) -> None:
    console.show_lesson(lesson_at(PLAIN).next())
    assert console.bottom.position.text() == "1 / 6"
    assert console.bottom.title.whole == "Welcome"
    assert {"Step 2 of 3", "This slide 3 min"} <= set(seen(console.bottom).split("\n"))
    assert "First tell the story." in seen(console.notes)
    assert console.next.title.text() == "Same slide, next step"
    assert "Calls that help" in console.windowTitle()


def test_a_slide_without_notes_says_so(console: ConsoleWindow) -> None:
    console.show_lesson(lesson_at(PLAIN, notes=""))
    assert "No notes on this slide." in seen(console.notes)


def test_pictures_are_shown_and_the_old_one_greyed_while_the_new_one_is_drawn(console: ConsoleWindow) -> None:
    console.show_lesson(lesson_at(PLAIN))
    console.show_current(painted("#FF0000"))
    console.show_next(painted("#00FF00"))
    assert pixel(console, console.current) == QColor("#FF0000")
    assert pixel(console, console.next.view) == QColor("#00FF00")
    console.show_current(None)
    greyed = pixel(console, console.current)
    assert greyed != QColor("#FF0000")
    assert greyed.red() > greyed.green()


def test_the_end_of_the_lesson_is_said_until_there_is_a_next_step_again(console: ConsoleWindow) -> None:
    console.show_lesson(lesson_at(LAST))
    console.show_next(None)
    assert console.next.view.message == "End of the lesson"
    console.show_lesson(lesson_at(PLAIN))
    assert console.next.view.message == ""


def test_pictures_are_wanted_in_the_size_of_their_frames(qtbot: QtBot, console: ConsoleWindow) -> None:
    console.show_lesson(lesson_at(PLAIN))
    before = console.current_size()
    assert before.width() / before.height() == pytest.approx(16 / 9, rel=0.01)
    with qtbot.waitSignal(console.sizes_changed):
        console.resize(1920, 1080)
    qtbot.waitUntil(lambda: console.current_size().width() > before.width())
    assert console.next_size().width() < console.current_size().width()


def test_without_a_session_the_question_is_seen_and_can_not_be_asked(console: ConsoleWindow) -> None:
    teach(console, ASKING)
    assert SHORT.stem in seen(console.question)
    assert "F5" in seen(console.question)
    assert not console.question.primary.isVisible()
    assert console.top.present.text() == "Start session"


def test_a_slide_without_question_says_so_and_how_to_join(console: ConsoleWindow) -> None:
    console.show_joining(JOINING, qr_picture(JOINING.url, 300))
    teach(console, PLAIN, session_with(joined=0, connected=0))
    words = seen(console.question)
    assert "No question on this slide." in words
    assert "Nobody has joined yet" in words
    assert JOINING.url in words
    console.show_room(3, 2)
    assert "3 joined" in seen(console.question)


def test_a_tunnel_address_is_warned_of(console: ConsoleWindow) -> None:
    console.show_joining(Joining(JOINING.addresses, TUNNEL, 8080), qr_picture("http://172.17.0.1:8080", 300))
    teach(console, PLAIN, session_with())
    assert "Phones can't reach this address" in seen(console.question)
    assert "not for phones" in console.top.address.itemText(1)


@pytest.mark.parametrize(
    ("phase", "button", "chip"),
    [
        (None, "Ask", "not asked yet"),
        (Phase.OPEN, "Close", "open"),
        (Phase.CLOSED, "Reveal", "closed"),
        (Phase.REVEALED, "Go on", "revealed"),
    ],
)
def test_one_button_does_the_next_thing_with_a_question(
    console: ConsoleWindow, wishes: list[Wish], phase: Phase | None, button: str, chip: str
) -> None:
    teach(console, ASKING, session_with(round_of(SHORT, phase) if phase else None))
    assert console.question.primary.text() == button
    assert console.question.primary.key_hint == "Enter"
    assert chip in seen(console.question).split("\n")
    console.question.primary.click()
    assert wishes == [Command.QUESTION_STEP]


def test_counts_right_answer_and_people_are_on_the_console(console: ConsoleWindow) -> None:
    teach(console, ASKING, session_with(round_of(SHORT, Phase.OPEN, (12, 3, 1, 0))))
    rows = console.question.options.rows
    assert [row.count.text() for row in rows] == ["12", "3", "1", "0"]
    assert [row.percent.text() for row in rows] == ["75%", "19%", "6%", "0%"]
    assert [row.bar.share for row in rows] == [0.75, 3 / 16, 1 / 16, 0.0]
    assert [row.right.isHidden() for row in rows] == [False, True, True, True]
    assert rows[0].accessibleName() == "A, Listen, right answer, chosen by 12"
    figures = console.question.figures
    assert [f.text() for f in (figures.answered, figures.connected, figures.joined)] == ["16", "26", "28"]


def test_newer_counts_replace_older_ones(console: ConsoleWindow) -> None:
    teach(console, ASKING, session_with(round_of(SHORT, Phase.OPEN)))
    rows = console.question.options.rows
    console.show_round(round_of(SHORT, Phase.OPEN, (1, 0, 0, 0)))
    assert console.question.options.rows is rows
    assert rows[0].count.text() == "1"


def test_a_further_round_is_named_and_can_be_asked_for(console: ConsoleWindow, wishes: list[Wish]) -> None:
    teach(console, ASKING, session_with(round_of(SHORT, Phase.REVEALED, number=2)))
    assert "round 2" in seen(console.question)
    console.question.again.click()
    assert wishes == [Command.ASK_AGAIN]


def test_seconds_left_are_shown_while_the_question_is_open(console: ConsoleWindow) -> None:
    now = datetime(2026, 3, 2, 14, 3)
    teach(console, ASKING, session_with(round_of(SHORT, Phase.OPEN)))
    console.show_time(LessonTime(now, left_s=17.2))
    assert console.question.left.text() == "0:18"
    teach(console, ASKING, session_with(round_of(SHORT, Phase.CLOSED)))
    assert not console.question.left.isVisible()


def test_clock_elapsed_time_and_plan_are_shown(console: ConsoleWindow) -> None:
    console.show_time(LessonTime(datetime(2026, 3, 2, 14, 3)))
    assert seen(console.bottom).split("\n")[-1] == "14:03"
    console.show_time(LessonTime(datetime(2026, 3, 2, 14, 3), elapsed_s=754.9, planned_s=3600.0))
    assert "Elapsed 12:34 · planned 1:00:00" in seen(console.bottom)


@pytest.mark.parametrize(
    ("elapsed_s", "words", "look"),
    [
        (400.0, "On time", "chip-good"),
        (100.0, "▲ 3 min ahead", "chip-accent"),
        (900.0, "▼ 5 min behind", "chip-warning"),
    ],
)
def test_the_pace_against_the_plan_is_told_in_words_and_colour(
    console: ConsoleWindow, elapsed_s: float, words: str, look: str
) -> None:
    noon = datetime(2026, 3, 2, 12)
    console.show_time(LessonTime(noon, elapsed_s=elapsed_s, planned_s=600.0, planned_before_s=300.0))
    pace = console.bottom.pace
    assert (pace.text(), pace.property("role")) == (words, look)
    assert pace.accessibleName() == words.lstrip("▲▼ ")
    console.show_time(LessonTime(noon, elapsed_s=elapsed_s))
    assert not pace.isVisible()


def test_a_number_that_is_typed_has_the_place_of_the_pace_for_so_long(console: ConsoleWindow) -> None:
    late = LessonTime(datetime(2026, 3, 2, 12), elapsed_s=900.0, planned_s=600.0, planned_before_s=300.0)
    console.show_time(late)
    assert console.bottom.pace.isVisible()
    console.keys.digits_changed.emit("12")
    console.show_time(late)
    assert not console.bottom.pace.isVisible()
    console.keys.digits_changed.emit("")
    assert console.bottom.pace.isVisible()


def test_one_of_several_questions_is_asked_out_of_turn(console: ConsoleWindow, wishes: list[Wish]) -> None:
    teach(console, SEVERAL, session_with())
    assert [button.isEnabled() for button in console.question.questions.buttons] == [True] * 3
    console.question.questions.buttons[1].click()
    assert wishes == [AskQuestion("poll")]
    teach(console, SEVERAL, session_with(round_of(SHORT, Phase.OPEN)))
    assert not any(button.isEnabled() for button in console.question.questions.buttons)


def test_an_address_is_chosen_from_those_of_the_machine(console: ConsoleWindow, wishes: list[Wish]) -> None:
    console.show_joining(JOINING, qr_picture(JOINING.url, 300))
    assert console.top.address.currentText() == "192.168.100.105 · wlan0"
    assert wishes == []
    console.top.address.activated.emit(1)
    assert wishes == [ChooseAddress("172.17.0.1")]


def test_the_choices_for_a_session_are_offered_before_it_only(
    console: ConsoleWindow, wishes: list[Wish]
) -> None:
    teach(console, PLAIN, None)
    console.top.choices.click()
    assert wishes == [Command.CHOOSE_START]
    teach(console, PLAIN, session_with())
    assert not console.top.choices.isVisible()


def test_a_session_ends_with_the_second_press_only(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    assert not console.top.end.isVisible()
    teach(console, PLAIN, session_with())
    console.top.end.click()
    assert wishes == []
    console.top.keep.click()
    assert console.top.end.isVisible()
    console.top.end.click()
    console.top.confirm.click()  # the second half of a double click
    assert wishes == []
    qtbot.waitUntil(console.top.confirm.isEnabled)
    console.top.confirm.click()
    assert wishes == [Command.END_SESSION]
    assert not console.top.confirm.isVisible()


def test_the_presenting_button_says_what_it_will_do(console: ConsoleWindow, wishes: list[Wish]) -> None:
    teach(console, PLAIN, session_with())
    assert console.top.present.text() == "Present"
    console.top.present.click()
    console.show_presenting(True)
    assert console.top.present.text() == "Stop presenting"
    console.top.present.click()
    assert wishes == [Command.PRESENT, Command.STOP_PRESENTING]


def test_the_join_button_shows_what_the_projector_shows(console: ConsoleWindow, wishes: list[Wish]) -> None:
    teach(console, PLAIN, session_with())
    console.top.join.click()
    assert wishes == [Command.SHOW_JOIN]
    assert not console.top.join.isChecked()
    console.show_join_display(JoinDisplay.LARGE)
    assert console.top.join.isChecked()
    assert console.top.join.text() == "Join: large"


def test_the_server_is_spoken_of_only_while_it_is_away(console: ConsoleWindow) -> None:
    console.show_link(LinkState.LOST)
    assert "Reconnecting" in seen(console.top)
    console.show_link(LinkState.CONNECTED)
    assert "server" not in seen(console.top)


def test_a_covered_or_held_projector_is_said(console: ConsoleWindow) -> None:
    console.show_lesson(lesson_at(PLAIN).toggle(Screen.BLACK))
    assert "Projector black — B" in seen(console.bottom)
    console.show_lesson(lesson_at(PLAIN).toggle_freeze().go_to(2))
    assert "Projector held at slide 1 — F" in seen(console.bottom)
    console.show_lesson(lesson_at(PLAIN))
    assert "Projector" not in seen(console.bottom)


def test_a_notice_is_shown_until_it_is_closed(console: ConsoleWindow) -> None:
    console.show_notice("The disk is full.", True)
    assert "The disk is full." in seen(console.notice)
    console.notice.findChildren(QAbstractButton)[0].click()
    assert not console.notice.isVisible()
    console.show_notice("<b>not bold</b>", False)
    assert "<b>not bold</b>" in seen(console.notice)
    console.clear_notice()
    assert not console.notice.isVisible()


def test_progress_can_be_cancelled_and_goes_when_done(qtbot: QtBot, console: ConsoleWindow) -> None:
    console.show_progress("Opening lesson.pptx", 3, 27)
    assert (console.progress.bar.value(), console.progress.bar.maximum()) == (3, 27)
    with qtbot.waitSignal(console.cancel_wanted):
        console.progress.findChildren(QAbstractButton)[0].click()
    console.show_progress("Opening lesson.pptx", 27, 27)
    assert not console.progress.isVisible()


def test_closing_is_only_wished_for(qtbot: QtBot, console: ConsoleWindow) -> None:
    with qtbot.waitSignal(console.close_wanted):
        console.close()
    assert console.isVisible()
    console.allow_close()
    console.close()
    assert not console.isVisible()


def test_keys_become_wishes_and_digits_are_seen(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    qtbot.keyClick(console, Qt.Key.Key_PageDown)
    qtbot.keyClicks(console, "12")
    assert "Go to slide 12 — Enter" in seen(console.bottom)
    qtbot.keyClick(console, Qt.Key.Key_Return)
    assert "Go to slide" not in seen(console.bottom)
    assert wishes == [Command.NEXT, GoTo(12)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_Right])
def test_no_control_swallows_a_clickers_key(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish], key: Qt.Key
) -> None:
    console.show_joining(JOINING, qr_picture(JOINING.url, 300))
    teach(console, ASKING, session_with())
    for control in (console.top.sessions, console.question.primary, console.top.address):
        wishes.clear()
        control.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(control, key)
        assert wishes == [Command.NEXT]
        assert not control.hasFocus()


def test_enter_presses_the_button_reached_by_tab(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    teach(console, ASKING, session_with())
    console.top.sessions.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(console.top.sessions, Qt.Key.Key_Return)
    assert wishes == [Command.PAST_SESSIONS]


def test_a_click_leaves_the_keyboard_with_the_window(qtbot: QtBot, console: ConsoleWindow) -> None:
    qtbot.mouseClick(console.top.sessions, Qt.MouseButton.LeftButton)
    assert not console.top.sessions.hasFocus()


def test_the_key_sheet_comes_and_escape_takes_only_it_away(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.toggle_key_sheet()
    assert "Ask, close, reveal, go on" in seen(console.key_sheet)
    qtbot.keyClick(console, Qt.Key.Key_Escape)
    assert not console.key_sheet.isVisible()
    assert wishes == []


def test_notes_grow_and_shrink_by_key_and_stay_so(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish]
) -> None:
    console.show_lesson(lesson_at(PLAIN))
    before = console.notes.text_size
    qtbot.keyClick(console, Qt.Key.Key_Plus)
    larger = console.notes.text_size
    assert larger > before
    assert console.notes.text.font().pixelSize() == larger
    console.show_lesson(lesson_at(ASKING))
    assert console.notes.text.font().pixelSize() == larger
    qtbot.keyClick(console, Qt.Key.Key_Minus)
    assert console.notes.text_size == before
    assert wishes == []


def test_every_control_has_an_accessible_name(console: ConsoleWindow) -> None:
    console.show_joining(JOINING, qr_picture(JOINING.url, 300))
    teach(console, SEVERAL, session_with(round_of(SHORT, Phase.REVEALED)))
    controls = [*console.findChildren(QAbstractButton), *console.findChildren(QComboBox)]
    assert len(controls) > 10
    assert [control for control in controls if not control.accessibleName()] == []


@pytest.mark.parametrize("key", [Qt.Key.Key_PageDown, Qt.Key.Key_Down])
def test_a_clicker_turns_the_slide_while_an_ask_button_has_the_keyboard(
    qtbot: QtBot, console: ConsoleWindow, wishes: list[Wish], key: Qt.Key
) -> None:
    teach(console, SEVERAL, session_with())
    qtbot.keyClick(console.question.questions.buttons[0], key)
    assert wishes == [Command.NEXT]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (Wakefulness.UNASKED, ""),
        (Wakefulness.HELD, "Stays awake"),
        (Wakefulness.NOT_HELD, "May fall asleep"),
    ],
)
def test_the_console_says_whether_the_machine_stays_awake(
    console: ConsoleWindow, state: Wakefulness, words: str
):
    console.show_awake(state)
    label = console.bottom.awake
    assert (label.text() if label.isVisible() else "") == words
    assert not words or label.accessibleDescription() == label.toolTip() != ""
