"""The badge beside the slide's number."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from assets.sentences import Language
from presenter.console.picture_badge import MOST_TOLD, PictureBadge
from presenter.console.window import ConsoleWindow
from presenter.drawn_problems import Shortcoming, Shortcomings
from presenter.lesson_time import LessonTime
from presenter.widgets.button import Role
from presenter.widgets.language import install
from tests.presenter.console.sample import PLAIN, lesson_at
from tests.presenter.console.test_words_fit import beyond_the_edge, clipped, settle

GRAVE, SLIGHT = Shortcoming(4, "A chart & more is missing.", True), Shortcoming(4, "A cloud is a box.", False)


@pytest.fixture
def badge(qtbot: QtBot) -> PictureBadge:
    made = PictureBadge()
    qtbot.addWidget(made)
    return made


def test_where_nothing_is_wrong_it_says_so_quietly(badge: PictureBadge):
    badge.show_shortcomings(Shortcomings(drawn=3), other_ways=True)
    assert (badge.text(), badge.role) == ("", Role.QUIET)
    assert "Nothing is known to be missing" in badge.accessibleDescription()


def test_serious_things_are_told_apart_from_slight_ones(badge: PictureBadge):
    badge.show_shortcomings(Shortcomings((SLIGHT,), (SLIGHT,), 1), other_ways=True)
    slight = badge.grab().toImage()
    assert (badge.text(), badge.role) == ("1", Role.QUIET)
    assert "a little differently" in badge.accessibleDescription()
    badge.show_shortcomings(Shortcomings((GRAVE,), (GRAVE,), 1), other_ways=True)
    assert (badge.text(), badge.role) == ("1", Role.PLAIN)
    assert "could be drawn" in badge.accessibleDescription()
    assert badge.grab().toImage() != slight


def test_its_tooltip_holds_the_sentences_and_the_deck_s_total(badge: PictureBadge):
    other = Shortcoming(7, "Elsewhere.", True)
    badge.show_shortcomings(Shortcomings((GRAVE, SLIGHT), (GRAVE, SLIGHT, other), 9), other_ways=True)
    tip = badge.toolTip()
    assert "A chart &amp; more is missing." in tip
    assert "A cloud is a box." in tip
    assert "3, on 2 of 9 slides drawn" in tip
    assert "Elsewhere" not in tip


def test_of_very_many_only_some_are_told(badge: PictureBadge):
    many = tuple(Shortcoming(1, f"Thing {number}.", True) for number in range(40))
    badge.show_shortcomings(Shortcomings(many, many, 1), other_ways=True)
    assert badge.text() == "40"
    assert badge.accessibleDescription().count("Thing") == MOST_TOLD
    assert f"{40 - MOST_TOLD} more" in badge.accessibleDescription()


def test_tab_reaches_it_and_shows_what_the_mouse_would(qtbot: QtBot, badge: PictureBadge):
    badge.show_shortcomings(Shortcomings((GRAVE,), (GRAVE,), 1), other_ways=True)
    badge.show()
    badge.activateWindow()
    badge.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: "A chart" in QToolTip.text())


def test_the_console_has_it_for_a_powerpoint_deck_and_hands_on_its_press(qtbot: QtBot):
    console = ConsoleWindow()
    qtbot.addWidget(console, before_close_func=lambda w: w.allow_close())
    console.show()
    badge = console.bottom.badge
    assert not badge.isVisible()
    console.show_lesson(lesson_at(PLAIN))
    console.show_shortcomings(Shortcomings((GRAVE,), (GRAVE,), 1), other_ways=True)
    assert badge.isVisible()
    with qtbot.waitSignal(console.ways_wanted):
        qtbot.keyClick(badge, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(console.ways_wanted), qtbot.waitSignal(console.wish):
        qtbot.keyClick(badge, Qt.Key.Key_Space)  # the clicker's keys mean the lesson


def test_a_pdf_s_page_has_it_only_while_something_is_wrong(badge: PictureBadge):
    badge.show_shortcomings(Shortcomings(drawn=3), other_ways=False)
    assert not badge.isVisible()
    badge.show_shortcomings(Shortcomings((GRAVE,), (GRAVE,), 1), other_ways=False)
    assert badge.isVisible()
    assert "another way" not in badge.accessibleDescription()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_smallest_console_has_room_for_it(qtbot: QtBot, qapp: QApplication, language: Language):
    install(qapp, language)
    try:
        console = ConsoleWindow()
    finally:
        install(qapp, "en")
    qtbot.addWidget(console, before_close_func=lambda w: w.allow_close())
    console.resize(console.minimumSize())
    console.show()
    console.show_lesson(lesson_at(PLAIN).toggle_freeze())
    console.show_shortcomings(Shortcomings((GRAVE,) * 40, (GRAVE,) * 40, 9), other_ways=True)
    console.show_time(LessonTime(datetime(2026, 3, 2, 14, 3), 7000.0, 7200.0, 75.0))
    console.keys.digits_changed.emit("12345")
    settle()
    assert clipped(console) == []
    assert beyond_the_edge(console) == []
    assert console.size() == console.minimumSize()
