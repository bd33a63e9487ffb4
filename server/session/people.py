"""Who takes part, as whom, and whose phone is there."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.events import (
    Connected,
    Joined,
    ParticipantRemoved,
    ParticipantRenamed,
    ParticipantsMerged,
    Rejoined,
    WentSilent,
)
from server.names import clean
from server.protocol import Identity, MergeParticipants, RemoveParticipant, RenameParticipant
from server.session.commands import (
    Appliers,
    Arrive,
    Deciders,
    Decision,
    Enlist,
    FallSilent,
    Refusal,
    Return,
    TakePart,
)

if TYPE_CHECKING:
    from server.session.session import Session

REJOIN_CHARACTERS = 6
"""So many of a participant's code bring a phone back."""
_FEWEST_DIGITS = 4


@dataclass(slots=True)
class Participant:
    """Somebody who takes part; `connected` while a phone of theirs is there. `name` of an anonymous one is a
    number drawn for the session. For `member` and `code` see `events.Joined`."""

    participant: str
    token_keys: set[str]
    name: str
    number: str = ""
    member: str = ""
    team: str = ""
    code: str = ""
    joined_at_ms: int = 0
    connected: bool = False


@dataclass(slots=True)
class People:
    """What a session knows of people beyond those who take part now."""

    codes: dict[str, str] = field(default_factory=dict)  # by rejoin code, whom it brings back
    members: dict[str, str] = field(default_factory=dict)  # by member, who that is here
    drawn: set[str] = field(default_factory=set)  # the numbers of the anonymous, also of those who are gone
    removed: dict[str, Participant] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)  # who is gone into whom


def _take_part(session: "Session", command: TakePart) -> Decision:
    known = session.by_token_key.get(command.token_key)
    if known is not None:
        return Refusal("removed") if known in session.people.removed else ()
    if session.teams and command.team not in session.teams:
        return Refusal("team")
    name = command.name
    if session.identity is Identity.ANONYMOUS:
        name = _draw_number(session.people.drawn, command.draw)
    elif not name:
        return Refusal("name")
    elif session.identity is Identity.ROSTER and not command.member:
        return Refusal("roster")
    elif command.member in session.people.members:
        return Refusal("taken")
    return (_joined(session, command, name, command.token_key), Connected(command.participant))


def _enlist(session: "Session", command: Enlist) -> Decision:
    people = session.people
    if command.participant in session.participants.keys() | people.removed.keys() | people.merged.keys():
        return ()
    if command.member and command.member in people.members:
        return Refusal("server.number_taken", {"number": command.number})
    if command.team and command.team not in session.teams:
        return Refusal("server.no_such_team", {"team": command.team})
    name = command.name
    if session.identity is Identity.ANONYMOUS:
        name = _draw_number(people.drawn, command.draw)
    elif not name:
        return Refusal("server.name_needed")
    return (_joined(session, command, name, ""),)


def _joined(session: "Session", command: TakePart | Enlist, name: str, token_key: str) -> Joined:
    known = session.identity is not Identity.ANONYMOUS
    return Joined(
        participant=command.participant,
        token_key=token_key,
        name=name,
        number=command.number if known else "",
        member=command.member if known else "",
        team=command.team if session.teams else "",
        code=command.code,
    )


def _draw_number(drawn: set[str], draw: int) -> str:
    """The first number from `draw` on that nobody has: of four digits, or of more in a crowd."""
    first = 10 ** (_FEWEST_DIGITS - 1)
    while len(drawn) >= first * 5:  # nearly all would be taken, and the search long
        first *= 10
    size = 9 * first
    return next(number for step in range(size) if (number := str(first + (draw + step) % size)) not in drawn)


def _return(session: "Session", command: Return) -> Decision:
    participant = session.people.codes.get(command.code)
    if participant not in session.participants:
        return Refusal("code")
    assert participant is not None
    known = session.by_token_key.get(command.token_key)
    if known is not None and known in session.people.removed:
        return Refusal("removed")
    if known is not None:
        return () if known == participant else Refusal("joined")
    rejoined = Rejoined(participant, command.token_key)
    if session.participants[participant].connected:
        return (rejoined,)
    return (rejoined, Connected(participant))


def _rename(session: "Session", command: RenameParticipant) -> Decision:
    somebody = session.participants.get(command.participant)
    if somebody is None:
        return Refusal("server.no_such_participant")
    if session.identity is Identity.ANONYMOUS:
        return Refusal("server.anonymous")
    name = clean(command.name)
    if not name:
        return Refusal("server.name_needed")
    return () if somebody.name == name else (ParticipantRenamed(command.participant, name),)


def _merge(session: "Session", command: MergeParticipants) -> Decision:
    merged = session.people.merged
    into = merged.get(command.into, command.into)
    if into not in session.participants:
        return Refusal("server.no_such_participant")
    if merged.get(command.participant, command.participant) == into:
        return ()
    if command.participant not in session.participants:
        return Refusal("server.no_such_participant")
    return (ParticipantsMerged(command.participant, into),)


def _remove(session: "Session", command: RemoveParticipant) -> Decision:
    if command.participant in session.people.removed:
        return ()
    if command.participant not in session.participants:
        return Refusal("server.no_such_participant")
    return (ParticipantRemoved(command.participant),)


def _arrive(session: "Session", command: Arrive) -> Decision:
    return (Connected(command.participant),) if _moves(session, command.participant, True) else ()


def _fall_silent(session: "Session", command: FallSilent) -> Decision:
    return (WentSilent(command.participant),) if _moves(session, command.participant, False) else ()


def _moves(session: "Session", participant: str, here: bool) -> bool:
    somebody = session.participants.get(participant)
    return not session.ended and somebody is not None and somebody.connected != here


def _on_joined(session: "Session", event: Joined, at_ms: int) -> None:
    session.participants[event.participant] = Participant(
        participant=event.participant,
        token_keys={event.token_key} if event.token_key else set(),
        name=event.name,
        number=event.number,
        member=event.member,
        team=event.team,
        code=event.code,
        joined_at_ms=at_ms,
    )
    if event.token_key:
        session.by_token_key[event.token_key] = event.participant
    if event.code:
        session.people.codes[event.code[:REJOIN_CHARACTERS]] = event.participant
    if event.member:
        session.people.members[event.member] = event.participant
    if session.identity is Identity.ANONYMOUS:
        session.people.drawn.add(event.name)
    session.moderating.welcome(event)


def _on_rejoined(session: "Session", event: Rejoined, _at_ms: int) -> None:
    session.participants[event.participant].token_keys.add(event.token_key)
    session.by_token_key[event.token_key] = event.participant


def _on_renamed(session: "Session", event: ParticipantRenamed, _at_ms: int) -> None:
    session.participants[event.participant].name = event.name
    session.moderating.rename(event.participant)


def _on_merged(session: "Session", event: ParticipantsMerged, _at_ms: int) -> None:
    gone, into = event.participant, event.into
    _move_answers(session, gone, into)
    session.signing_in.merge(gone, into)
    session.hands.merge(gone, into)
    session.mood.merge(gone, into)
    session.moderating.merge(gone, into)
    _set_connected(
        session, into, session.participants[into].connected or session.participants[gone].connected
    )
    _set_connected(session, gone, False)
    other, kept = session.participants.pop(gone), session.participants[into]
    kept.token_keys |= other.token_keys
    kept.number = kept.number or other.number
    kept.member = kept.member or other.member
    kept.team = kept.team or other.team
    for table in (session.by_token_key, session.people.codes, session.people.members, session.people.merged):
        for key in [key for key, whom in table.items() if whom == gone]:
            table[key] = into
    session.people.merged[gone] = into


def _on_removed(session: "Session", event: ParticipantRemoved, _at_ms: int) -> None:
    gone = event.participant
    _move_answers(session, gone, None)
    session.signing_in.marks.pop(gone, None)
    session.hands.remove(gone)
    session.mood.remove(gone)
    session.moderating.remove(gone)
    _set_connected(session, gone, False)
    session.people.removed[gone] = session.participants.pop(gone)
    members = session.people.members
    for member in [member for member, whom in members.items() if whom == gone]:
        del members[member]


def _move_answers(session: "Session", gone: str, into: str | None) -> None:
    """Count somebody's answers no more, or as those of another who has not answered there."""
    for asked in session.rounds.values():
        given = asked.answers.get(gone)
        if given is None:
            continue
        asked.take(gone, None)
        if into is not None and into not in asked.answers:
            asked.take(into, given)
    session.scores.count_again({gone} if into is None else {gone, into})


def _on_connected(session: "Session", event: Connected, _at_ms: int) -> None:
    _set_connected(session, event.participant, True)


def _on_silent(session: "Session", event: WentSilent, _at_ms: int) -> None:
    _set_connected(session, event.participant, False)


def _set_connected(session: "Session", participant: str, here: bool) -> None:
    somebody = session.participants[participant]
    session.connected += here - somebody.connected
    somebody.connected = here


DECIDERS: Deciders = {
    TakePart: _take_part,
    Enlist: _enlist,
    Return: _return,
    RenameParticipant: _rename,
    MergeParticipants: _merge,
    RemoveParticipant: _remove,
    Arrive: _arrive,
    FallSilent: _fall_silent,
}
APPLIERS: Appliers = {
    Joined: _on_joined,
    Rejoined: _on_rejoined,
    ParticipantRenamed: _on_renamed,
    ParticipantsMerged: _on_merged,
    ParticipantRemoved: _on_removed,
    Connected: _on_connected,
    WentSilent: _on_silent,
}
