"""How the lesson goes for the class: whether they follow, and what they feel."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.events import PaceSaid, Reacted
from server.protocol import Pace
from server.session.commands import Appliers, Deciders, Decision, Feel, Refusal, TellPace

if TYPE_CHECKING:
    from server.session.session import Session

COUNTS_FOR_MS = 180_000
"""So long somebody's word on the pace counts, unless they say another."""
_PACE_EVERY_MS = 1000
_REACTION_EVERY_MS = 500


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's word on the pace, and when it was said."""

    pace: Pace
    at_ms: int


@dataclass(slots=True)
class Mood:
    """The last word of each participant on the pace, and when each reacted last."""

    paces: dict[str, Said] = field(default_factory=dict)
    reacted_at_ms: dict[str, int] = field(default_factory=dict)

    def merge(self, gone: str, into: str) -> None:
        """Two are one person, who means what they said last."""
        said = [one for who in (gone, into) if (one := self.paces.pop(who, None)) is not None]
        if said:
            self.paces[into] = max(said, key=lambda one: one.at_ms)
        reacted = [at for who in (gone, into) if (at := self.reacted_at_ms.pop(who, None)) is not None]
        if reacted:
            self.reacted_at_ms[into] = max(reacted)

    def remove(self, gone: str) -> None:
        """Somebody is not counted any more."""
        self.paces.pop(gone, None)
        self.reacted_at_ms.pop(gone, None)


def count_paces(session: "Session", now_ms: int) -> Counter[Pace]:
    """How many of those connected said what of the pace, as far as it counts at `now_ms` of server time."""
    return Counter(said.pace for said in _counting(session, now_ms))


def next_change_ms(session: "Session", now_ms: int) -> int | None:
    """When the first of the words that count now will count no more; None if none does."""
    ends = (said.at_ms + COUNTS_FOR_MS for said in _counting(session, now_ms))
    return min(ends, default=None)


def _counting(session: "Session", now_ms: int) -> list[Said]:
    return [
        said
        for who, said in session.mood.paces.items()
        if now_ms < said.at_ms + COUNTS_FOR_MS and session.participants[who].connected
    ]


def _tell_pace(session: "Session", command: TellPace) -> Decision:
    if command.participant not in session.participants:
        return Refusal("not_joined")
    said = session.mood.paces.get(command.participant)
    soon = said is not None and command.at_ms < said.at_ms + _PACE_EVERY_MS
    if said is not None and soon and said.pace is command.pace:
        return ()
    if session.ended:
        return Refusal("over")
    return Refusal("too_fast") if soon else (PaceSaid(command.participant, command.pace),)


def _feel(session: "Session", command: Feel) -> Decision:
    if command.participant not in session.participants:
        return Refusal("not_joined")
    if session.ended:
        return Refusal("over")
    before_ms = session.mood.reacted_at_ms.get(command.participant)
    if before_ms is not None and command.at_ms < before_ms + _REACTION_EVERY_MS:
        return Refusal("too_fast")
    return (Reacted(command.participant, command.kind),)


def _on_pace_said(session: "Session", event: PaceSaid, at_ms: int) -> None:
    session.mood.paces[event.participant] = Said(event.pace, at_ms)


def _on_reacted(session: "Session", event: Reacted, at_ms: int) -> None:
    session.mood.reacted_at_ms[event.participant] = at_ms


DECIDERS: Deciders = {TellPace: _tell_pace, Feel: _feel}
APPLIERS: Appliers = {PaceSaid: _on_pace_said, Reacted: _on_reacted}
