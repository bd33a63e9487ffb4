"""No label and no button of the console is clipped, in either language."""

from datetime import datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from decks.questions.model import Choice
from presenter.awake import Wakefulness
from presenter.console.link_state import LinkState
from presenter.console.window import ConsoleWindow
from presenter.joining import JoinDisplay
from presenter.lesson_time import LessonTime
from presenter.light import Tool
from presenter.qr import qr_picture
from presenter.start_choices import StartChoices
from presenter.widgets.button import Button
from presenter.widgets.fonts import ui_font
from presenter.widgets.label import ElidedLabel
from presenter.widgets.theme import Type
from server.protocol import GroupRow, Identity, Phase, Screen, SessionView
from tests.presenter.console.sample import (
    ASKING,
    EXTREME,
    JOINING,
    LONG,
    MANY,
    PLAIN,
    SEVERAL,
    SHORT,
    TEN,
    lesson_at,
    round_of,
    session_with,
    step_of,
)

SIZES = [(1280, 720), (1366, 768), (1920, 1080)]


def states() -> list[tuple[int, SessionView | None]]:
    def rounds(slide: int, question: Choice) -> list[tuple[int, SessionView | None]]:
        phases = (Phase.OPEN, Phase.CLOSED, Phase.REVEALED)
        counts = tuple(range(100, 100 + len(question.options)))
        return [(slide, session_with(round_of(question, phase, counts, number=2))) for phase in phases]

    return [
        (PLAIN, None),
        (ASKING, None),
        (PLAIN, session_with(joined=0, connected=0)),
        (ASKING, session_with(joined=0, connected=0)),
        (SEVERAL, session_with()),
        *rounds(ASKING, SHORT),
        *rounds(EXTREME, LONG),
        *rounds(MANY, TEN),
    ]


def settle() -> None:
    """Let layouts inside layouts come to rest."""
    for _ in range(5):
        QApplication.processEvents()


def clipped(window: QWidget) -> list[str]:
    """The words that don't fit their widget."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, ElidedLabel):
            continue
        room = label.contentsRect()
        metrics = QFontMetrics(label.font())
        if label.wordWrap():
            fits = label.heightForWidth(label.width()) <= label.height() + 1
        else:
            fits = (
                metrics.horizontalAdvance(label.text()) <= room.width() and metrics.height() <= label.height()
            )
        if not fits:
            found.append(label.text())
    for button in window.findChildren(Button):
        if button.isVisible() and button.sizeHint().width() > button.width():
            found.append(button.text())
    for box in window.findChildren(QComboBox):
        needed = QFontMetrics(ui_font(Type.BODY)).horizontalAdvance(box.currentText()) + 41
        if box.isVisible() and needed > box.width():
            found.append(box.currentText())
    return found


def beyond_the_edge(window: QWidget) -> list[str]:
    """Controls that stick out of the bar they stand in, or overlap their neighbour."""
    found = []
    for bar in (window.findChild(QWidget, "top"), window.findChild(QWidget, "bottom")):
        assert bar is not None
        inside = bar.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        children = [child for child in inside if child.isVisible()]
        children.sort(key=lambda child: child.x())
        found += [str(child) for child in children if child.geometry().right() > bar.width()]
        found += [str(b) for a, b in pairwise(children) if a.geometry().intersects(b.geometry())]
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_nothing_is_clipped_in_any_state(qtbot: QtBot, language: Language, size: tuple[int, int]) -> None:
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(*size)
    window.show()
    window.show_joining(JOINING, qr_picture(JOINING.url, 300))
    window.show_join_display(JoinDisplay.CORNER)
    window.show_link(LinkState.LOST)
    window.show_awake(Wakefulness.NOT_HELD)
    window.show_tool(Tool.HIGHLIGHTER, 3)
    window.show_time(LessonTime(datetime(2026, 3, 2, 14, 3), 7000.0, 7200.0, 75.0))
    for slide, session in states():
        window.show_lesson(lesson_at(slide).toggle(Screen.BLACK))
        window.show_session(session)
        window.show_step(step_of(session, slide))
        window.show_presenting(session is not None)
        settle()
        assert clipped(window) == []
        assert beyond_the_edge(window) == []
        assert (window.width(), window.height()) == size


@pytest.mark.parametrize("size", [(1080, 640), *SIZES], ids=lambda size: f"{size[0]}x{size[1]}")
def test_what_is_asked_before_a_session_fits(qtbot: QtBot, language: Language, size: tuple[int, int]) -> None:
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.resize(*size)
    window.show()
    sheet = window.start_sheet
    row = GroupRow("a" * 16, "合规培训 A", 24)
    for choices in (StartChoices(), StartChoices(Identity.ROSTER, row.group, row.name, 365, 6)):
        sheet.show_start("催收培训师试讲：沟通的边界 " * 9, choices, asks_first=True)
        sheet.show_groups((row,), choices)
        sheet.show_trouble(
            "There is a group of this name already, and two of them could not be told apart. " * 2
        )
        settle()
        assert clipped(sheet) == []
        assert window.rect().contains(sheet.begin.geometry().translated(sheet.begin.parentWidget().pos()))
        assert (window.width(), window.height()) == size


def test_the_question_before_ending_and_the_key_sheet_fit(qtbot: QtBot, language: Language) -> None:
    window = ConsoleWindow()
    qtbot.addWidget(window, before_close_func=lambda w: w.allow_close())
    window.show()
    window.show_joining(JOINING, qr_picture(JOINING.url, 300))
    window.show_lesson(lesson_at(PLAIN))
    window.show_session(session_with())
    window.show_presenting(True)
    window.show_link(LinkState.LOST)
    window.show_join_display(JoinDisplay.CORNER)
    window.keys.digits_changed.emit("12345")
    window.top.end.click()
    window.show_notice("The disk is full: answers are not kept any more. Free some space. " * 4, True)
    window.show_progress("Opening a lesson with a rather long name.pptx", 3, 27)
    window.toggle_key_sheet()
    settle()
    assert clipped(window) == []
    assert beyond_the_edge(window) == []
    assert (window.width(), window.height()) == (1280, 720)
