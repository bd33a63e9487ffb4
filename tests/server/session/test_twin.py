"""A second copy of a state."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass

import msgspec
import pytest

from server.events import (
    Answered,
    Connected,
    Joined,
    Opened,
    ParticipantRemoved,
    PlaceShown,
    QuestionClosed,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    SignedIn,
    SignInStarted,
)
from server.protocol import Identity, Mark, Place
from server.session import Session
from server.session.twin import twin_of
from tests.server.all_kinds import DECK, KINDS


def lesson() -> list[Recorded]:
    """Two people answer all kinds of questions, rightly and wrongly; a third is taken out again."""
    events = [Opened(DECK, Identity.NICKNAME, teams=("Red", "Blue")), SignInStarted("ab" * 32)]
    for who in ("ann", "bob", "cy"):
        events += [Joined(who, f"key of {who}", who, code=f"{who:0>12}"), Connected(who)]
    events += [PlaceShown(Place(2)), SignedIn("ann", Mark.PRESENT)]
    for kind in KINDS:
        asked = (kind.question.id, 1)
        canonical = kind.question.canonical
        events.append(QuestionOpened(*asked))
        events += [Answered(*asked, "ann", canonical(kind.right)), Answered(*asked, "bob", kind.wrong)]
        events.append(Answered(*asked, "cy", canonical(kind.right)))
        events += [QuestionClosed(*asked), QuestionRevealed(*asked)]
    events.append(ParticipantRemoved("cy"))
    return [Recorded(seq, 1000 * seq, event) for seq, event in enumerate(events, 1)]


def changeable_in(value: object) -> Iterator[int]:
    """The ids of all that could be changed in a state."""
    if isinstance(value, msgspec.Struct | str | bytes | int | float | None):
        return
    if isinstance(value, tuple):
        inside = list(value)
    elif isinstance(value, dict):
        inside = list(value.values())
    elif isinstance(value, list | set):
        inside = list(value)
    else:
        assert is_dataclass(value), value
        inside = [getattr(value, one.name) for one in fields(value)]
    if not isinstance(value, tuple):
        yield id(value)
    for one in inside:
        yield from changeable_in(one)


def test_a_twin_equals_its_state_and_shares_nothing_that_changes() -> None:
    session = Session.fold("s", lesson())
    twin = twin_of(session)
    assert twin == session
    assert not set(changeable_in(session)) & set(changeable_in(twin))


@pytest.mark.parametrize("after", range(0, len(lesson()), 3))
def test_a_twin_goes_on_as_its_state_would_have(after: int) -> None:
    log = lesson()
    session = Session.fold("s", log[:after])
    twin = twin_of(session)
    for one in log[after:]:
        twin.apply(one)
    assert twin == Session.fold("s", log)
    assert session == Session.fold("s", log[:after])


def test_what_stands_at_two_places_does_so_in_the_twin() -> None:
    twin = twin_of(Session.fold("s", lesson()))
    assert twin.current is not None
    assert twin.current is twin.rounds[twin.current.question.id, twin.current.round]
    assert all(asked is twin.rounds[asked.question.id, 1] for asked in twin.scores.counting.values())


@dataclass
class Odd:
    """What no part of a session has today."""

    count: Counter[str] = field(default_factory=lambda: Counter(a=2))
    pairs: tuple[list[int], ...] = ([1], [2])
    strange: bytearray = field(default_factory=lambda: bytearray(b"x"))
    itself: "Odd | None" = None


def test_a_state_of_another_build_is_copied_as_well() -> None:
    odd = Odd()
    odd.itself = odd
    twin = twin_of(odd)
    assert twin.itself is twin
    assert (twin.count, twin.pairs, twin.strange) == (odd.count, odd.pairs, odd.strange)
    twin.count["a"] += 1
    twin.pairs[0].append(3)
    twin.strange.append(1)
    assert (odd.count["a"], odd.pairs[0], odd.strange) == (2, [1], b"x")
