"""What is asked before a session begins."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from presenter.commands import Command, Wish
from presenter.console.start_sheet import NEW_GROUP, StartSheet
from presenter.console.window import ConsoleWindow
from presenter.start_choices import StartChoices, with_group
from server.protocol import GroupRow, Identity, LastChoices, Moderation, Scoring, Wifi

CLASS = GroupRow("a" * 16, "Class A", 20, 2, 1, LastChoices("deck.pptx", Identity.ROSTER, 90, ("1", "2")))
NEW = GroupRow("b" * 16, "Class B")
ALL = StartChoices(
    Identity.ROSTER,
    CLASS.group,
    "Class A",
    45,
    3,
    Moderation(words=False, texts=True, questions=False, names=True),
    Scoring(speed=True, leaderboard=True),
    feedback=False,
    slides=True,
)


@pytest.fixture
def begun(console: ConsoleWindow) -> list[StartChoices]:
    """What the sheet said whenever it wanted to begin."""
    begun: list[StartChoices] = []
    console.start_sheet.begin_wanted.connect(lambda: begun.append(console.start_sheet.choices))
    return begun


def choose_group(sheet: StartSheet, group: str) -> None:
    index = sheet.group.findData(group)
    sheet.group.setCurrentIndex(index)
    sheet.group.activated.emit(index)


def test_what_is_filled_in_comes_out_again(console: ConsoleWindow) -> None:
    sheet = console.start_sheet
    sheet.show_start("Calls", ALL, asks_first=True)
    assert sheet.choices == ALL
    sheet.show_groups((CLASS, NEW), ALL)
    assert (sheet.choices, sheet.new_group, sheet.asks_first) == (ALL, "", True)
    sheet.show_start("Calls", StartChoices(), asks_first=False)
    assert (sheet.choices, sheet.asks_first) == (StartChoices(), False)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_F5, Qt.Key.Key_PageDown])
def test_one_key_begins_with_all_that_is_filled_in(
    qtbot: QtBot, console: ConsoleWindow, begun: list[StartChoices], key: Qt.Key
) -> None:
    console.start_sheet.show_start("Calls", ALL, asks_first=True)
    qtbot.keyClick(console.start_sheet.begin, key)
    assert begun == [ALL]


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_Right, Qt.Key.Key_Q, Qt.Key.Key_7])
def test_no_key_reaches_the_lesson_behind_it(
    qtbot: QtBot, console: ConsoleWindow, begun: list[StartChoices], wishes: list[Wish], key: Qt.Key
) -> None:
    console.start_sheet.show_start("Calls", ALL, asks_first=True)
    for widget in (console, console.start_sheet.begin, console.start_sheet.group):
        qtbot.keyClick(widget, key)
    assert (begun, wishes, console.keys.digits) == ([], [], "")


def test_esc_closes_it_and_begins_nothing(
    qtbot: QtBot, console: ConsoleWindow, begun: list[StartChoices], wishes: list[Wish]
) -> None:
    console.start_sheet.show_start("Calls", ALL, asks_first=True)
    qtbot.keyClick(console.start_sheet.begin, Qt.Key.Key_Escape)
    assert not console.start_sheet.open
    assert (begun, wishes) == ([], [])
    qtbot.keyClick(console, Qt.Key.Key_B)
    assert wishes == [Command.BLACK]


def test_a_group_brings_its_own_choices(console: ConsoleWindow) -> None:
    sheet = console.start_sheet
    sheet.show_start("Calls", StartChoices(), asks_first=True)
    sheet.show_groups((CLASS, NEW), StartChoices())
    choose_group(sheet, CLASS.group)
    assert sheet.choices == with_group(StartChoices(), CLASS)
    choose_group(sheet, "")
    assert (sheet.choices.group, sheet.choices.identity) == ("", Identity.NICKNAME)


def test_the_roster_says_why_it_cannot_be_chosen(console: ConsoleWindow) -> None:
    sheet = console.start_sheet
    sheet.show_start("Calls", StartChoices(), asks_first=True)
    sheet.show_groups((CLASS, NEW), StartChoices())
    roster = sheet.identity.findData(Identity.ROSTER.value)

    def state() -> tuple[bool, str]:
        enabled = bool(sheet.identity.model().flags(sheet.identity.model().index(roster, 0)).value & 32)
        return enabled, sheet.identity.itemText(roster)

    assert state() == (False, "From a roster (choose a group that has one)")
    choose_group(sheet, NEW.group)
    assert state() == (False, "From the group's roster (it has none yet)")
    choose_group(sheet, CLASS.group)
    assert state() == (True, "From the group's roster")


def test_a_new_group_wants_a_name(qtbot: QtBot, console: ConsoleWindow, begun: list[StartChoices]) -> None:
    sheet = console.start_sheet
    sheet.show_start("Calls", StartChoices(), asks_first=True)
    choose_group(sheet, NEW_GROUP)
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert begun == []
    assert sheet.trouble.isVisible()
    qtbot.keyClicks(sheet.name, " Class  C ")
    sheet.show_groups((CLASS,), StartChoices())  # the list comes while one types
    assert sheet.new_group == "Class C"
    qtbot.keyClick(sheet.name, Qt.Key.Key_Return)
    assert begun == [StartChoices()]


def test_tab_stays_on_the_sheet(qtbot: QtBot, console: ConsoleWindow) -> None:
    console.start_sheet.show_start("Calls", ALL, asks_first=True)
    seen = set()
    for _ in range(30):
        focused = console.focusWidget()
        assert focused is not None
        assert console.start_sheet.isAncestorOf(focused)
        seen.add(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert console.start_sheet.group in seen
    assert console.start_sheet.begin in seen
    assert console.start_sheet.name not in seen  # not in sight
    assert len(seen) == 17


def test_another_deck_is_asked_for(console: ConsoleWindow, wishes: list[Wish]) -> None:
    console.start_sheet.show_start("Calls", ALL, asks_first=True)
    console.start_sheet.other_deck.click()
    assert wishes == [Command.OPEN_DECK]
    assert console.start_sheet.deck.whole == "Calls"


def test_the_rooms_network_comes_out_as_it_was_typed_and_is_none_without_a_name(
    console: ConsoleWindow,
) -> None:
    sheet = console.start_sheet
    sheet.show_start("Lesson", StartChoices(), asks_first=True, wifi=Wifi("Room 12", "s3cret"))
    assert sheet.wifi == Wifi("Room 12", "s3cret")
    sheet.wifi_name.setText("  Room 13 ")
    assert sheet.wifi == Wifi("Room 13", "s3cret")
    sheet.show_start("Lesson", StartChoices(), asks_first=True)
    assert sheet.wifi == Wifi()


def test_what_is_amiss_stays_when_the_groups_come_in_and_goes_with_another_choice(
    console: ConsoleWindow,
) -> None:
    sheet = console.start_sheet
    sheet.show_start("Lesson", StartChoices(), asks_first=True)
    sheet.show_trouble("There is a group of this name.")
    sheet.show_groups((CLASS, NEW), sheet.choices)
    assert sheet.trouble.isVisible()
    choose_group(sheet, NEW.group)
    assert not sheet.trouble.isVisible()
