"""Who takes part, and as whom: the rules, one sentence each."""

import pytest

from decks.questions.model import ChoiceAnswer
from server.events import (
    Answered,
    Connected,
    Event,
    Joined,
    Opened,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantsMerged,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    Rejoined,
)
from server.protocol import (
    DeckSummary,
    Identity,
    MergeParticipants,
    RemoveParticipant,
    RenameParticipant,
)
from server.session import (
    Arrive,
    Command,
    Enlist,
    FallSilent,
    GiveAnswer,
    Refusal,
    Return,
    Session,
    TakePart,
)

ANN = TakePart("ann", "key of ann", "Ann", code="ANN0010000ZZ")
BOB = TakePart("bob", "key of bob", "Bob", code="B0B0010000ZZ")


class Class:
    """A session with the log it is the fold of."""

    def __init__(
        self, deck: DeckSummary, identity: Identity = Identity.NICKNAME, teams: tuple[str, ...] = ()
    ) -> None:
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.happen(Opened(deck, identity, teams=teams))

    def happen(self, *events: Event) -> None:
        for event in events:
            recorded = Recorded(self.session.last_seq + 1, 1000 * (self.session.last_seq + 1), event)
            self.session.apply(recorded)
            self.log.append(recorded)

    def do(self, *commands: Command) -> tuple[Event, ...]:
        """Carry out; each command is repeated, and the log read again: neither changes anything."""
        caused: tuple[Event, ...] = ()
        for command in commands:
            decision = self.session.decide(command)
            assert not isinstance(decision, Refusal), decision
            self.happen(*decision)
            assert self.session.decide(command) == ()
            caused += decision
        assert Session.fold("s", self.log) == self.session
        return caused

    def refused(self, command: Command) -> str:
        decision = self.session.decide(command)
        assert isinstance(decision, Refusal), decision
        return decision.code

    def answer(self, who: str, option: int) -> GiveAnswer:
        return GiveAnswer(who, "poll", 1, ChoiceAnswer((option,)))


@pytest.fixture
def lesson(deck_summary: DeckSummary) -> Class:
    lesson = Class(deck_summary)
    lesson.do(ANN, BOB)
    return lesson


@pytest.fixture
def asking(lesson: Class) -> Class:
    lesson.happen(QuestionOpened("poll", 1))
    return lesson


# --- joining -------------------------------------------------------------------------------------


def test_the_anonymous_have_numbers_that_differ(deck_summary: DeckSummary) -> None:
    lesson = Class(deck_summary, Identity.ANONYMOUS)
    for who in range(20):
        lesson.do(TakePart(f"p{who}", f"key {who}", "A name", "17", "member", draw=4821 - 1000))
    names = [somebody.name for somebody in lesson.session.participants.values()]
    assert names == [str(number) for number in range(4821, 4841)]
    assert all(not one.number and not one.member for one in lesson.session.participants.values())


def test_a_number_is_not_given_again_when_its_owner_is_gone(deck_summary: DeckSummary) -> None:
    lesson = Class(deck_summary, Identity.ANONYMOUS)
    lesson.do(TakePart("ann", "key of ann", ""), RemoveParticipant(0, "ann"), TakePart("bob", "key", ""))
    assert lesson.session.participants["bob"].name == "1001"


def test_who_is_on_the_roster_joins_once(deck_summary: DeckSummary) -> None:
    lesson = Class(deck_summary, Identity.ROSTER)
    assert lesson.refused(TakePart("x", "key of x", "Ann")) == "roster"
    joined = Joined("ann", "key of ann", "Ann", "17", "m17")
    assert lesson.do(TakePart("ann", "key of ann", "Ann", "17", "m17")) == (joined, Connected("ann"))
    assert lesson.refused(TakePart("x", "key of x", "Ann", "17", "m17")) == "taken"


def test_a_number_is_free_again_when_the_trainer_removes_who_took_it(deck_summary: DeckSummary) -> None:
    lesson = Class(deck_summary, Identity.ROSTER)
    lesson.do(TakePart("thief", "key of thief", "Ann", "17", "m17"), RemoveParticipant(0, "thief"))
    lesson.do(TakePart("ann", "key of ann", "Ann", "17", "m17"))
    assert list(lesson.session.participants) == ["ann"]


def test_where_there_are_teams_one_is_chosen(deck_summary: DeckSummary) -> None:
    lesson = Class(deck_summary, teams=("Red", "Blue"))
    assert lesson.refused(ANN) == "team"
    assert lesson.refused(TakePart("ann", "key of ann", "Ann", team="Green")) == "team"
    lesson.do(TakePart("ann", "key of ann", "Ann", team="Blue"))
    assert lesson.session.participants["ann"].team == "Blue"


def test_a_team_is_not_kept_where_there_are_none(lesson: Class) -> None:
    lesson.do(TakePart("eve", "key of eve", "Eve", team="Red"))
    assert lesson.session.participants["eve"].team == ""


# --- coming back ---------------------------------------------------------------------------------


def test_the_rejoin_code_brings_a_participant_back_on_another_phone(lesson: Class) -> None:
    lesson.do(FallSilent("ann"))
    assert lesson.do(Return("new key", "ANN001")) == (Rejoined("ann", "new key"), Connected("ann"))
    assert lesson.session.by_token_key["new key"] == "ann"
    assert lesson.session.by_token_key["key of ann"] == "ann", "the old phone stays good"


def test_a_code_that_is_nobodys_is_refused(lesson: Class) -> None:
    for code in ("", "XXXXXX", "ANN0010000ZZ"):
        assert lesson.refused(Return("new key", code)) == "code"


def test_a_phone_that_takes_part_already_does_not_become_another(lesson: Class) -> None:
    assert lesson.refused(Return("key of bob", "ANN001")) == "joined"


def test_the_code_of_somebody_removed_opens_nothing(lesson: Class) -> None:
    lesson.do(RemoveParticipant(0, "ann"))
    assert lesson.refused(Return("new key", "ANN001")) == "code"


# --- the trainer's hand --------------------------------------------------------------------------


def test_a_participant_is_renamed_with_a_clean_name(lesson: Class) -> None:
    assert lesson.do(RenameParticipant(0, "ann", "  Ann  Lee\u202e ")) == (
        ParticipantRenamed("ann", "Ann Lee"),
    )
    assert lesson.refused(RenameParticipant(0, "ann", " \u200b ")) == "server.name_needed"
    assert lesson.refused(RenameParticipant(0, "nobody", "Ann")) == "server.no_such_participant"


def test_nobody_gets_a_name_in_an_anonymous_session(deck_summary: DeckSummary) -> None:
    lesson = Class(deck_summary, Identity.ANONYMOUS)
    lesson.do(TakePart("ann", "key of ann", ""))
    assert lesson.refused(RenameParticipant(0, "ann", "Ann")) == "server.anonymous"


def test_of_two_that_are_one_the_kept_ones_answers_win(asking: Class) -> None:
    asking.do(asking.answer("ann", 0), asking.answer("bob", 1))
    assert asking.do(MergeParticipants(0, "ann", "bob")) == (ParticipantsMerged("ann", "bob"),)
    asked = asking.session.rounds["poll", 1]
    assert {who: given.answer for who, given in asked.answers.items()} == {"bob": ChoiceAnswer((1,))}
    assert asked.tally.counts == [0, 1]


def test_of_two_that_are_one_the_others_answers_fill_the_gaps(asking: Class) -> None:
    asking.do(asking.answer("ann", 0), MergeParticipants(0, "ann", "bob"))
    assert asking.session.rounds["poll", 1].answers["bob"].answer == ChoiceAnswer((0,))
    assert asking.session.rounds["poll", 1].tally.counts == [1, 0]


def test_phones_and_codes_follow_who_is_merged(lesson: Class) -> None:
    lesson.do(FallSilent("bob"), MergeParticipants(0, "ann", "bob"))
    session = lesson.session
    assert list(session.participants) == ["bob"]
    assert session.by_token_key == {"key of ann": "bob", "key of bob": "bob"}
    assert session.participants["bob"].token_keys == {"key of ann", "key of bob"}
    assert session.participants["bob"].connected, "one of the two phones is there"
    assert session.connected == 1
    lesson.do(Return("a third key", "ANN001"))
    assert session.by_token_key["a third key"] == "bob"


def test_who_was_merged_twice_ends_at_the_last(lesson: Class) -> None:
    lesson.do(TakePart("cai", "key of cai", "Cai"))
    lesson.do(MergeParticipants(0, "ann", "bob"), MergeParticipants(0, "bob", "cai"))
    assert set(lesson.session.by_token_key.values()) == {"cai"}
    assert lesson.do(MergeParticipants(0, "ann", "cai")) == ()
    assert lesson.refused(MergeParticipants(0, "ann", "nobody")) == "server.no_such_participant"
    assert lesson.refused(MergeParticipants(0, "nobody", "cai")) == "server.no_such_participant"


def test_merging_somebody_with_themselves_does_nothing(lesson: Class) -> None:
    assert lesson.do(MergeParticipants(0, "ann", "ann")) == ()


def test_who_is_removed_is_not_counted_any_more(asking: Class) -> None:
    asking.do(asking.answer("ann", 0))
    assert asking.do(RemoveParticipant(0, "ann")) == (ParticipantRemoved("ann"),)
    session = asking.session
    assert list(session.participants) == ["bob"]
    assert session.connected == 1
    assert session.rounds["poll", 1].answers == {}
    assert session.rounds["poll", 1].tally.counts == [0, 0]


def test_who_is_removed_can_neither_answer_nor_join_again(asking: Class) -> None:
    asking.do(RemoveParticipant(0, "ann"))
    assert asking.refused(asking.answer("ann", 0)) == "not_joined"
    assert asking.refused(TakePart("ann again", "key of ann", "Ann")) == "removed"
    assert asking.do(Arrive("ann"), FallSilent("ann")) == ()


def test_points_follow_who_is_merged_and_go_with_who_is_removed(lesson: Class) -> None:
    lesson.happen(QuestionOpened("graded", 1))
    lesson.do(GiveAnswer("ann", "graded", 1, ChoiceAnswer((1,))))
    lesson.happen(QuestionRevealed("graded", 1))
    lesson.do(MergeParticipants(0, "ann", "bob"))
    assert lesson.session.scores.points == {"bob": 2}
    lesson.do(RemoveParticipant(0, "bob"))
    assert lesson.session.scores.points == {}


# --- without a phone -----------------------------------------------------------------------------


def test_somebody_without_a_phone_takes_part(lesson: Class) -> None:
    lesson.do(Enlist("eve", "Eve", "23", code="EVE0010000ZZ"))
    eve = lesson.session.participants["eve"]
    assert (eve.name, eve.number, eve.token_keys, eve.connected) == ("Eve", "23", set(), False)
    assert "" not in lesson.session.by_token_key


def test_somebody_added_by_hand_may_find_a_phone_later(lesson: Class) -> None:
    lesson.do(Enlist("eve", "Eve", code="EVE0010000ZZ"), Return("key of eve", "EVE001"))
    assert lesson.session.participants["eve"].connected


def test_an_id_is_used_once_even_after_its_owner_is_gone(lesson: Class) -> None:
    lesson.do(RemoveParticipant(0, "ann"), Enlist("ann", "Another Ann"))
    assert list(lesson.session.participants) == ["bob"]


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (Enlist("eve", ""), "server.name_needed"),
        (Enlist("eve", "Eve", team="Red"), "server.no_such_team"),
        (Enlist("eve", "Eve", "17", member="m17"), "server.number_taken"),
    ],
)
def test_nobody_is_added_without_a_name_to_an_unknown_team_or_twice(
    lesson: Class, command: Enlist, code: str
) -> None:
    lesson.do(TakePart("cai", "key of cai", "Cai", "17", "m17"))
    assert lesson.refused(command) == code


def test_what_is_answered_after_a_removal_is_read_back_the_same(asking: Class) -> None:
    asking.do(asking.answer("ann", 1), RemoveParticipant(0, "ann"), asking.answer("bob", 1))
    kinds = [type(one.event) for one in asking.log]
    assert kinds.count(Answered) == 2
    assert asking.session.rounds["poll", 1].tally.counts == [0, 1]
