"""Signing in: the rules, one sentence each."""

import hmac

import pytest

from server.events import Event, Opened, Recorded, SignedIn, SignInStarted, SignInStopped
from server.protocol import (
    DeckSummary,
    Identity,
    Mark,
    MarkPresent,
    MergeParticipants,
    RemoveParticipant,
    StopSignIn,
)
from server.session import BeginSignIn, Command, GiveCode, Refusal, Session, TakePart
from server.session.signing_in import STEP_MS, code_at

SECRET = "5e" * 32
NOW_MS = 1_800_000_000_000


class Room:
    """A class of two with a sign-in going on."""

    def __init__(self, deck: DeckSummary) -> None:
        self.session = Session("s")
        self.log: list[Recorded] = []
        self.happen(Opened(deck, Identity.NICKNAME))
        self.do(TakePart("ann", "key of ann", "Ann"), TakePart("bob", "key of bob", "Bob"))
        self.do(BeginSignIn(SECRET))

    def happen(self, *events: Event) -> None:
        for event in events:
            self.log.append(Recorded(len(self.log) + 1, 0, event))
            self.session.apply(self.log[-1])

    def do(self, *commands: Command) -> tuple[Event, ...]:
        caused: tuple[Event, ...] = ()
        for command in commands:
            decision = self.session.decide(command)
            assert not isinstance(decision, Refusal), decision
            self.happen(*decision)
            assert self.session.decide(command) == (), "repeating it does nothing"
            caused += decision
        assert Session.fold("s", self.log) == self.session
        return caused

    def refused(self, command: Command) -> str:
        decision = self.session.decide(command)
        assert isinstance(decision, Refusal), decision
        return decision.code

    def marks(self) -> dict[str, str]:
        return {who: str(signed.mark) for who, signed in self.session.signing_in.marks.items()}


@pytest.fixture
def room(deck_summary: DeckSummary) -> Room:
    return Room(deck_summary)


def code(shift_ms: int = 0) -> str:
    return code_at(SECRET, NOW_MS + shift_ms)


def test_the_code_is_four_digits_of_the_step_worked_out_by_hand() -> None:
    digest = hmac.digest(b"\x5e" * 32, (180_000_000).to_bytes(8, "big"), "sha256")
    assert code() == str(int(digest[:8].hex(), 16))[-4:]


def test_the_code_changes_every_ten_seconds_of_server_time() -> None:
    assert {code(shift) for shift in range(0, STEP_MS, 500)} == {code()}
    assert len({code(step * STEP_MS) for step in range(30)}) > 25


def test_who_gives_the_present_or_the_previous_code_is_present(room: Room) -> None:
    assert room.do(GiveCode("ann", code(), NOW_MS)) == (SignedIn("ann", Mark.PRESENT),)
    assert room.do(GiveCode("bob", code(-STEP_MS), NOW_MS)) == (SignedIn("bob", Mark.PRESENT),)
    assert room.session.signing_in.present == 2


@pytest.mark.parametrize("typed", ["", "12345", "٤٨٢١", code(STEP_MS), code(-2 * STEP_MS)])
def test_any_other_code_is_wrong(room: Room, typed: str) -> None:
    assert room.refused(GiveCode("ann", typed, NOW_MS)) == "wrong_code"


def test_who_has_not_joined_can_not_sign_in(room: Room) -> None:
    room.do(RemoveParticipant(0, "bob"))
    for who in (None, "nobody", "bob"):
        assert room.refused(GiveCode(who, code(), NOW_MS)) == "not_joined"


def test_after_the_end_of_the_sign_in_no_code_is_good(room: Room) -> None:
    assert room.do(StopSignIn(0)) == (SignInStopped(),)
    assert room.refused(GiveCode("ann", code(), NOW_MS)) == "over"


def test_a_sign_in_that_goes_on_keeps_its_secret(room: Room) -> None:
    assert room.do(BeginSignIn("00" * 32)) == ()
    assert room.session.signing_in.secret == SECRET


def test_a_second_sign_in_keeps_the_marks_of_the_first(room: Room) -> None:
    room.do(GiveCode("ann", code(), NOW_MS), StopSignIn(0))
    assert room.do(BeginSignIn("00" * 32)) == (SignInStarted("00" * 32),)
    assert room.marks() == {"ann": "present"}


def test_the_trainer_marks_by_hand_and_the_last_mark_counts(room: Room) -> None:
    room.do(MarkPresent(0, "ann", Mark.LATE), MarkPresent(0, "bob", Mark.ABSENT))
    assert room.marks() == {"ann": "late", "bob": "absent"}
    assert room.session.signing_in.present == 1
    room.do(MarkPresent(0, "ann", Mark.ABSENT))
    assert room.session.signing_in.present == 0
    assert room.refused(MarkPresent(0, "nobody", Mark.LATE)) == "server.no_such_participant"


def test_a_mark_by_hand_also_stands_without_a_sign_in(room: Room) -> None:
    room.do(StopSignIn(0))
    assert room.do(MarkPresent(0, "ann", Mark.PRESENT)) == (SignedIn("ann", Mark.PRESENT, by_hand=True),)


def test_who_is_late_by_hand_stays_late_and_who_was_missed_comes_in_by_the_code(room: Room) -> None:
    room.do(MarkPresent(0, "ann", Mark.LATE), MarkPresent(0, "bob", Mark.ABSENT))
    assert room.do(GiveCode("ann", code(), NOW_MS)) == ()
    room.do(GiveCode("bob", code(), NOW_MS))
    assert room.marks() == {"ann": "late", "bob": "present"}


def test_of_two_that_are_one_whoever_was_here_was_here(room: Room) -> None:
    room.do(GiveCode("ann", code(), NOW_MS), MarkPresent(0, "bob", Mark.ABSENT))
    room.do(MergeParticipants(0, "ann", "bob"))
    assert room.marks() == {"bob": "present"}


def test_who_is_removed_was_not_here(room: Room) -> None:
    room.do(GiveCode("ann", code(), NOW_MS), RemoveParticipant(0, "ann"))
    assert room.marks() == {}
