"""What trainees ask and type, as the trainer goes through it on the console."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from presenter.commands import Command, JudgeEntry, MarkAnswered, ProjectQuestion, Wish
from presenter.console.inbox_sheet import InboxSheet
from presenter.console.window import ConsoleWindow
from presenter.inbox_state import InboxState
from presenter.widgets.theme import Type
from server.protocol import AskedSubject, BoardChanged, NameSubject, QueueChanged, TraineeQuestion, Unjudged
from tests.presenter.console.test_words_fit import beyond_the_edge, clipped, settle

LONG = (
    "某客户在电话中表示自己三个月前失业，目前靠家人接济，同时还欠另外两家平台共计五万余元，应当先说什么？" * 5
)


def asked_id(number: int) -> str:
    return f"{number:016x}"


def waiting(*texts: str) -> InboxState:
    """Questions that wait, each under its number."""
    questions = tuple(
        TraineeQuestion(asked_id(number), "p", text, 0, "Ann", waiting=True)
        for number, text in enumerate(texts)
    )
    queue = tuple(Unjudged(AskedSubject(q.asked_id), q.text) for q in questions)
    return InboxState(True, BoardChanged(questions), QueueChanged(queue))


def opened(console: ConsoleWindow, state: InboxState) -> InboxSheet:
    console.show_inbox(state)
    console.toggle_inbox_sheet()
    return console.inbox_sheet


def said(sheet: InboxSheet) -> str:
    return "\n".join(label.text() for label in sheet.findChildren(QLabel) if label.isVisible())


def test_the_bar_counts_what_waits_and_opens_the_sheet(console: ConsoleWindow, wishes: list[Wish]) -> None:
    assert not console.bottom.inbox.isVisible(), "there is no session"
    console.show_inbox(waiting("Why?", "How?"))
    assert console.bottom.inbox.text() == "2"
    assert "2 to look at" in console.bottom.inbox.accessibleName()
    console.bottom.inbox.click()
    assert wishes == [Command.INBOX]


def test_without_anything_it_says_so(console: ConsoleWindow) -> None:
    sheet = opened(console, InboxState(True))
    assert "Nobody has asked anything yet" in said(sheet)
    assert not sheet.approve.isEnabled()
    console.show_inbox(InboxState())
    assert "once the session has begun" in said(sheet)


def test_one_key_goes_through_all_that_waits(console: ConsoleWindow, wishes: list[Wish]) -> None:
    sheet = opened(console, waiting("Why?", "How?", "When?"))
    for _ in range(2):
        QTest.keyClick(sheet.list, Qt.Key.Key_1)
    QTest.keyClick(sheet.list, Qt.Key.Key_2)
    subjects = [AskedSubject(asked_id(number)) for number in range(3)]
    judged = zip(subjects, (True, True, False), strict=True)
    assert wishes == [JudgeEntry(subject, shown) for subject, shown in judged]


def test_keys_choose_an_entry_mark_it_answered_and_show_it_large(
    console: ConsoleWindow, wishes: list[Wish]
) -> None:
    sheet = opened(console, waiting("Why?", "How?"))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_Up, Qt.Key.Key_4):
        QTest.keyClick(sheet.list, key)
    second, first = asked_id(1), asked_id(0)
    assert wishes == [MarkAnswered(second, True), ProjectQuestion(second), ProjectQuestion(first)]


def test_a_clickers_keys_mean_the_lesson_while_it_is_open(console: ConsoleWindow, wishes: list[Wish]) -> None:
    sheet = opened(console, waiting("Why?"))
    QTest.keyClick(sheet.list, Qt.Key.Key_PageDown)
    assert wishes == [Command.NEXT]
    QTest.keyClick(console, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert wishes == [Command.NEXT]


def test_buttons_do_what_the_keys_do(console: ConsoleWindow, wishes: list[Wish]) -> None:
    sheet = opened(console, waiting("Why?"))
    for button in (sheet.project, sheet.answered, sheet.hide_button):
        button.click()
    first = asked_id(0)
    judged = JudgeEntry(AskedSubject(first), False)
    assert wishes == [ProjectQuestion(first), MarkAnswered(first, True), judged]


def test_the_chosen_entry_stays_chosen_while_others_come(console: ConsoleWindow) -> None:
    sheet = opened(console, waiting("Why?", "How?"))
    sheet.list.step(+1)
    later = waiting("Why?", "How?", "When?")
    console.show_inbox(InboxState(True, later.board, QueueChanged(later.queue.waiting[::-1])))
    assert sheet.list.chosen is not None
    assert sheet.list.chosen.text == "How?"
    console.show_inbox(waiting("Why?"))
    assert sheet.list.chosen.text == "Why?"


def test_a_name_can_be_judged_and_nothing_else(console: ConsoleWindow) -> None:
    name = Unjudged(NameSubject("p"), "Captain")
    sheet = opened(console, InboxState(True, queue=QueueChanged((name,))))
    assert sheet.approve.isEnabled()
    assert sheet.hide_button.isEnabled()
    assert not sheet.answered.isEnabled()
    assert not sheet.project.isEnabled()


def test_a_long_text_is_wrapped_and_none_of_it_lost(qtbot: QtBot, console: ConsoleWindow) -> None:
    sheet = opened(console, waiting("Why?", LONG))
    qtbot.waitUntil(lambda: sheet.list.visualRect(sheet.list.entries.index(1)).height() > 0)
    short, long = (sheet.list.visualRect(sheet.list.entries.index(row)) for row in range(2))
    assert long.height() > short.height() + 4 * Type.STRONG
    assert long.width() <= sheet.list.viewport().width()


def test_a_thousand_entries_are_listed_and_one_more_comes(console: ConsoleWindow) -> None:
    texts = [f"Question number {n}: how would you begin?" for n in range(1000)]
    sheet = opened(console, waiting(*texts))
    assert sheet.list.entries.rowCount() == 1000
    console.show_inbox(waiting("One more?", *texts))
    console.inbox_sheet.grab()
    assert sheet.list.entries.rowCount() == 1001


def test_its_words_fit_in_every_language(qtbot: QtBot, language: Language) -> None:
    console = ConsoleWindow()
    qtbot.addWidget(console, before_close_func=lambda w: w.allow_close())
    console.resize(1080, 640)
    console.show()
    sheet = opened(console, waiting("Why?", LONG))
    settle()
    assert not clipped(sheet)
    assert not beyond_the_edge(console)
