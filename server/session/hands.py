"""Trainees' questions to the trainer (举手): asked, voted up, answered, shown on the projector."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.events import AskedMarked, AskedProjected, Event, Judged, TraineeAsked, VotedUp
from server.protocol import LONGEST_ASKED, AskedSubject, MarkAsked, ProjectAsked
from server.session.commands import Appliers, Ask, Deciders, Decision, Refusal, Vote
from server.typed_text import clean_line

if TYPE_CHECKING:
    from server.session.session import Session

MOST_A_MINUTE = 5
MOST_A_SESSION = 30
_MINUTE_MS = 60_000


@dataclass(slots=True)
class Hand:
    """A trainee's question; `votes` are those of other participants. `shown` is the trainer's word on whether
    the class may see it, None without one."""

    asked_id: str
    participant: str
    text: str
    asked_at_ms: int
    votes: set[str] = field(default_factory=set)
    answered: bool = False
    shown: bool | None = None


@dataclass(slots=True)
class Hands:
    """All trainees' questions of a session, in the order of asking, and which of them the projector shows;
    `waits` says whether the class sees none before the trainer's word."""

    waits: bool = False
    asked: dict[str, Hand] = field(default_factory=dict)
    of: dict[str, list[str]] = field(default_factory=dict)  # by participant, their questions
    projected: str = ""

    @property
    def on_projector(self) -> Hand | None:
        """The question that the projector shows."""
        return self.asked.get(self.projected)

    def may_be_seen(self, hand: Hand) -> bool:
        """Whether the class may see a question."""
        return not self.waits if hand.shown is None else hand.shown

    def is_waiting(self, hand: Hand) -> bool:
        """Whether a question waits for the trainer's word."""
        return self.waits and hand.shown is None

    def merge(self, gone: str, into: str) -> None:
        """Two are one person, who has asked what both have, and who voted where either did."""
        for asked_id in self.of.pop(gone, ()):
            self.asked[asked_id].participant = into
            self.of.setdefault(into, []).append(asked_id)
        for hand in self.asked.values():
            if gone in hand.votes:
                hand.votes.remove(gone)
                hand.votes.add(into)
            if hand.participant == into:
                hand.votes.discard(into)

    def remove(self, gone: str) -> None:
        """Somebody is not counted any more, with all that they asked and voted for."""
        for asked_id in self.of.pop(gone, ()):
            del self.asked[asked_id]
            if self.projected == asked_id:
                self.projected = ""
        for hand in self.asked.values():
            hand.votes.discard(gone)


def judged(session: "Session", subject: AskedSubject, shown: bool) -> Decision:
    """What comes of the trainer's word on a question."""
    hand = session.hands.asked.get(subject.asked_id)
    if hand is None:
        return Refusal("server.no_such_asked")
    events: tuple[Event, ...] = () if hand.shown is shown else (Judged(subject, shown),)
    if not shown and session.hands.projected == subject.asked_id:
        return (*events, AskedProjected(""))
    return events


def _ask(session: "Session", command: Ask) -> Decision:
    hands = session.hands
    if command.participant not in session.participants:
        return Refusal("not_joined")
    text = clean_line(command.text, LONGEST_ASKED)
    known = hands.asked.get(command.asked_id)
    if known is not None:
        return () if (known.participant, known.text) == (command.participant, text) else Refusal("taken")
    if session.ended:
        return Refusal("over")
    if not text:
        return Refusal("empty")
    before = hands.of.get(command.participant, [])
    if len(before) >= MOST_A_SESSION:
        return Refusal("too_many")
    if _since(hands, before, command.at_ms - _MINUTE_MS) >= MOST_A_MINUTE:
        return Refusal("too_fast")
    return (TraineeAsked(command.asked_id, command.participant, text),)


def _since(hands: Hands, asked: Iterable[str], from_ms: int) -> int:
    return sum(hands.asked[asked_id].asked_at_ms > from_ms for asked_id in asked)


def _vote(session: "Session", command: Vote) -> Decision:
    if command.participant not in session.participants:
        return Refusal("not_joined")
    hand = session.hands.asked.get(command.asked_id)
    if hand is None:
        return Refusal("gone")
    if hand.participant == command.participant:
        return Refusal("own")
    if (command.participant in hand.votes) == command.up:
        return ()
    if session.ended:
        return Refusal("over")
    if not session.hands.may_be_seen(hand):
        return Refusal("gone")
    return (VotedUp(command.asked_id, command.participant, command.up),)


def _mark(session: "Session", command: MarkAsked) -> Decision:
    hand = session.hands.asked.get(command.asked_id)
    if hand is None:
        return Refusal("server.no_such_asked")
    return () if hand.answered == command.answered else (AskedMarked(command.asked_id, command.answered),)


def _project(session: "Session", command: ProjectAsked) -> Decision:
    hands = session.hands
    hand = hands.asked.get(command.asked_id)
    if command.asked_id and hand is None:
        return Refusal("server.no_such_asked")
    projected = () if hands.projected == command.asked_id else (AskedProjected(command.asked_id),)
    if hand is None or hands.may_be_seen(hand):
        return projected
    return (Judged(AskedSubject(command.asked_id), True), *projected)


def _on_asked(session: "Session", event: TraineeAsked, at_ms: int) -> None:
    hands = session.hands
    hands.asked[event.asked_id] = Hand(event.asked_id, event.participant, event.text, at_ms)
    hands.of.setdefault(event.participant, []).append(event.asked_id)


# From here on, a question may be one that has been erased since.


def _on_voted(session: "Session", event: VotedUp, _at_ms: int) -> None:
    hand = session.hands.asked.get(event.asked_id)
    if hand is None:
        return
    if event.up:
        hand.votes.add(event.participant)
    else:
        hand.votes.discard(event.participant)


def _on_marked(session: "Session", event: AskedMarked, _at_ms: int) -> None:
    hand = session.hands.asked.get(event.asked_id)
    if hand is not None:
        hand.answered = event.answered


def _on_projected(session: "Session", event: AskedProjected, _at_ms: int) -> None:
    session.hands.projected = event.asked_id if event.asked_id in session.hands.asked else ""


DECIDERS: Deciders = {
    Ask: _ask,
    Vote: _vote,
    MarkAsked: _mark,
    ProjectAsked: _project,
}
APPLIERS: Appliers = {
    TraineeAsked: _on_asked,
    VotedUp: _on_voted,
    AskedMarked: _on_marked,
    AskedProjected: _on_projected,
}
