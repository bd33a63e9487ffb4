"""What may happen to groups: the rules, one sentence each."""

import pytest

from server.eventlog import Meeting
from server.groups.events import (
    GroupCreated,
    GroupEvent,
    GroupRecorded,
    GroupRenamed,
    RosterEntry,
    RosterImported,
)
from server.groups.group import Group, import_roster, name_group
from server.groups.groups import group_rows
from server.protocol import CreateGroup, Identity, ImportRoster, LastChoices, RenameGroup, RosterRow
from server.session import Refusal

ONE, TWO = "1" * 16, "2" * 16


def group(*events: GroupEvent, group_id: str = ONE) -> Group:
    return Group.fold(group_id, [GroupRecorded(seq, 0, event) for seq, event in enumerate(events, 1)])


def test_a_group_is_created_with_a_clean_name() -> None:
    assert name_group([], CreateGroup(0, ONE, "  Class\n3 ")) == (GroupCreated("Class 3"),)


def test_creating_a_group_again_does_nothing() -> None:
    assert name_group([group(GroupCreated("Class 3"))], CreateGroup(0, ONE, "Class 3")) == ()


@pytest.mark.parametrize("name", ["class 3", "Class3", "ＣＬＡＳＳ 3"])
def test_two_groups_do_not_have_one_name(name: str) -> None:
    decision = name_group([group(GroupCreated("Class 3"))], CreateGroup(0, TWO, name))
    assert isinstance(decision, Refusal)
    assert decision.code == "server.group_name_taken"


def test_a_group_is_renamed_also_to_the_same_letters() -> None:
    known = group(GroupCreated("class 3"))
    assert name_group([known], RenameGroup(0, ONE, "Class 3")) == (GroupRenamed("Class 3"),)
    assert name_group([known], RenameGroup(0, TWO, "Class 3")) == Refusal("server.no_such_group")
    assert name_group([known], RenameGroup(0, ONE, "\u200b")) == Refusal("server.name_needed")


def test_who_keeps_the_number_stays_the_same_person() -> None:
    known = group(GroupCreated("c"), RosterImported((RosterEntry("m1", "A17", "Ann"),)))
    rows = (RosterRow("ａ17", "Ann Lee", "99"), RosterRow("18", "Bob"))
    entries = (RosterEntry("m1", "ａ17", "Ann Lee", "99"), RosterEntry("new 2", "18", "Bob"))
    decision = import_roster(known, ImportRoster(0, ONE, rows), ["new 1", "new 2"])
    assert decision == (RosterImported(entries),)


def test_importing_a_roster_again_does_nothing() -> None:
    known = group(GroupCreated("c"), RosterImported((RosterEntry("m1", "17", "Ann", "x"),)))
    assert import_roster(known, ImportRoster(0, ONE, (RosterRow("17", "Ann", "x"),)), ["new"]) == ()


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((RosterRow("", "Ann"),), "server.roster_row_empty"),
        ((RosterRow("17", " "),), "server.roster_row_empty"),
        ((RosterRow("17", "Ann"), RosterRow(" １7", "Bob")), "server.roster_number_twice"),
    ],
)
def test_a_roster_with_a_bad_row_is_refused_whole(rows: tuple[RosterRow, ...], code: str) -> None:
    decision = import_roster(group(GroupCreated("c")), ImportRoster(0, ONE, rows), ["m"] * len(rows))
    assert isinstance(decision, Refusal)
    assert decision.code == code


def test_a_gap_in_a_groups_log_is_noticed() -> None:
    with pytest.raises(ValueError, match="follows"):
        Group.fold(ONE, [GroupRecorded(2, 0, GroupCreated("c"))])


def test_the_list_begins_with_the_group_that_met_last_and_knows_what_was_chosen() -> None:
    groups = [group(GroupCreated(name), group_id=name) for name in ("never b", "never a", "old", "new")]

    def meeting(name: str, at_ms: int, rehearsal: bool = False, keep_days: int | None = None) -> Meeting:
        return Meeting(f"s{at_ms}", name, at_ms, f"{at_ms}.pptx", Identity.ROSTER, rehearsal, keep_days, ())

    meetings = [
        *(meeting("new", 1), meeting("old", 2), meeting("new", 3, keep_days=30)),
        *(meeting("old", 4, rehearsal=True), meeting("erased", 5)),
    ]
    rows = group_rows(groups, meetings)
    assert [(row.group, row.sessions, row.last_at_ms) for row in rows] == [
        *(("new", 2, 3), ("old", 1, 2)),
        *(("never a", 0, None), ("never b", 0, None)),
    ]
    assert rows[0].last == LastChoices("3.pptx", Identity.ROSTER, 30)
