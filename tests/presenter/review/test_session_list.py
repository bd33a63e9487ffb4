"""The list of past sessions: order, days, badges, search, and what is said when there is nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from presenter.review.session_rows import DayHeading, Line, SessionRows
from server.protocol import SessionRow

MakeRows = Callable[[int], tuple[SessionRow, ...]]


def entries(model: SessionRows) -> list[DayHeading | Line]:
    return [model.entry(model.index(row)) for row in range(model.rowCount())]


def lines(model: SessionRows) -> list[Line]:
    return [entry for entry in entries(model) if isinstance(entry, Line)]


def test_sessions_stand_newest_first_under_their_days(desk, make_rows: MakeRows) -> None:
    rows = make_rows(9)
    desk.window.show_sessions(rows)
    listed = lines(desk.window.list.rows)
    assert [line.row.session_id for line in listed] == [f"s{number}" for number in range(8, -1, -1)]
    headings = [entry.text for entry in entries(desk.window.list.rows) if isinstance(entry, DayHeading)]
    assert len(headings) == len(set(headings)) >= 3
    assert isinstance(entries(desk.window.list.rows)[0], DayHeading)


def test_a_day_is_called_today_or_yesterday_where_it_is(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(9))
    headings = [entry.text for entry in entries(desk.window.list.rows) if isinstance(entry, DayHeading)]
    assert "Yesterday" in headings or "Today" in headings
    assert any("2025" in heading for heading in headings)


def test_a_rehearsal_is_told_apart_in_words(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(9))
    for line in lines(desk.window.list.rows):
        assert line.rehearsal == ("Rehearsal" if line.row.rehearsal else "")


def test_a_session_without_an_end_is_running_or_not_ended(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(12), running="s10")
    states = {line.row.session_id: line.state for line in lines(desk.window.list.rows)}
    assert states["s10"] == "Running"
    assert states["s3"] == "Not ended"
    assert states["s4"] == ""


def test_a_line_says_when_and_how_many(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(3))
    first = lines(desk.window.list.rows)[0]
    assert "2 people" in first.facts
    assert "10 answers" in first.facts
    assert "1 person" in lines(desk.window.list.rows)[1].facts


@pytest.mark.parametrize(
    ("wanted", "found"), [("合规", 5), ("handsup", 5), ("第3课", 1), ("2025-11", 10), ("xyz", 0)]
)
def test_search_goes_by_title_and_date(desk, make_rows: MakeRows, wanted: str, found: int) -> None:
    desk.window.show_sessions(make_rows(10))
    desk.window.list.search.setText(wanted)
    assert len(lines(desk.window.list.rows)) == found


def test_a_search_without_result_says_so_and_clearing_it_brings_all_back(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(4))
    desk.window.list.search.setText("nothing like this")
    assert desk.window.list.empty.isVisible()
    assert "No session fits" in desk.window.list.empty.text()
    desk.window.list.search.clear()
    assert not desk.window.list.empty.isVisible()
    assert len(lines(desk.window.list.rows)) == 4


def test_an_empty_list_says_how_a_session_comes_about(desk) -> None:
    assert "Reading" in desk.window.list.empty.text()
    desk.window.show_sessions(())
    assert desk.window.list.empty.isVisible()
    assert "rehearse" in desk.window.list.empty.text()


def test_the_list_is_walked_with_arrows_past_day_headings(desk, make_rows: MakeRows, qtbot: QtBot) -> None:
    desk.window.show_sessions(make_rows(6))
    view = desk.window.list.view
    view.setFocus()
    asked: list[str] = []
    desk.window.figures_wanted.connect(asked.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked == ["s5"]
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert asked == ["s5", "s4", "s3", "s2", "s1", "s0"]


def test_a_new_list_keeps_the_choice_and_does_not_ask_again(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(6))
    desk.window.open_session("s2")
    asked: list[str] = []
    desk.window.figures_wanted.connect(asked.append)
    desk.window.show_sessions(make_rows(8))
    current = desk.window.list.rows.entry(desk.window.list.view.currentIndex())
    assert isinstance(current, Line)
    assert current.row.session_id == "s2"
    assert asked == []


def test_a_line_is_read_aloud_whole(desk, make_rows: MakeRows) -> None:
    desk.window.show_sessions(make_rows(3))
    model = desk.window.list.rows
    said = model.index_of("s2").data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Teaching with Handsup" in said
    assert "Rehearsal" in said
    assert "2 people" in said


def test_markup_in_a_title_is_shown_and_not_obeyed(desk, make_rows: MakeRows) -> None:
    row = make_rows(1)[0]
    named = type(row)(**{**{f: getattr(row, f) for f in row.__struct_fields__}, "title": "<b>fat</b>"})
    desk.window.show_sessions((named,))
    tooltip = desk.window.list.rows.index_of("s0").data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;fat&lt;/b&gt;" in tooltip
