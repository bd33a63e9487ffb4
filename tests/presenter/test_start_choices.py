"""What is filled in before a session begins."""

from presenter.start_choices import StartChoices, still_possible, with_group
from server.protocol import GroupRow, Identity, LastChoices

LAST = LastChoices("deck.pptx", Identity.ROSTER, 90, ("Red", "Blue"))
CLASS = GroupRow("a" * 16, "Class A", members=20, sessions=2, last=LAST)
NEW = GroupRow("b" * 16, "Class B")


def test_a_group_brings_what_was_chosen_for_it_last():
    choices = with_group(StartChoices(), CLASS)
    assert choices == StartChoices(Identity.ROSTER, CLASS.group, "Class A", 90, teams=2)


def test_a_group_that_never_met_changes_nothing_else():
    assert with_group(StartChoices(keep_days=30), NEW) == StartChoices(
        group=NEW.group, group_name="Class B", keep_days=30
    )


def test_nobody_is_known_by_a_roster_that_is_not_there():
    by_roster = StartChoices(Identity.ROSTER, CLASS.group, "Class A")
    assert with_group(by_roster, None) == StartChoices()
    assert with_group(by_roster, NEW).identity is Identity.NICKNAME
    assert still_possible(by_roster, [CLASS]).identity is Identity.ROSTER
    assert still_possible(by_roster, [NEW]) == StartChoices()


def test_a_group_has_the_name_it_has_now():
    choices = StartChoices(group=CLASS.group, group_name="Before", keep_days=7)
    assert still_possible(choices, [NEW, CLASS]) == StartChoices(
        group=CLASS.group, group_name="Class A", keep_days=7
    )


def test_more_teams_than_can_be_chosen_here_are_none():
    many = LastChoices("deck.pptx", Identity.NICKNAME, teams=tuple(str(n) for n in range(9)))
    assert with_group(StartChoices(), GroupRow("c" * 16, "C", last=many)).teams == 0
