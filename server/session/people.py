"""Who takes part, and whose phone is there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.events import Connected, Joined, WentSilent
from server.protocol import Identity
from server.session.commands import Appliers, Arrive, Deciders, Decision, FallSilent, Refusal, TakePart

if TYPE_CHECKING:
    from server.session.session import Session


@dataclass(slots=True)
class Participant:
    """Somebody who takes part; `connected` while a phone of theirs is there."""

    participant: str
    token_key: str
    name: str
    connected: bool = False


def _take_part(session: "Session", command: TakePart) -> Decision:
    if command.token_key in session.by_token_key:
        return ()
    named = session.identity is Identity.NICKNAME
    if named and not command.name:
        return Refusal("name")
    return (
        Joined(command.participant, command.token_key, command.name if named else ""),
        Connected(command.participant),
    )


def _arrive(session: "Session", command: Arrive) -> Decision:
    return (Connected(command.participant),) if _moves(session, command.participant, True) else ()


def _fall_silent(session: "Session", command: FallSilent) -> Decision:
    return (WentSilent(command.participant),) if _moves(session, command.participant, False) else ()


def _moves(session: "Session", participant: str, here: bool) -> bool:
    somebody = session.participants.get(participant)
    return not session.ended and somebody is not None and somebody.connected != here


def _on_joined(session: "Session", event: Joined, _at_ms: int) -> None:
    session.participants[event.participant] = Participant(event.participant, event.token_key, event.name)
    session.by_token_key[event.token_key] = event.participant


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
    Arrive: _arrive,
    FallSilent: _fall_silent,
}
APPLIERS: Appliers = {
    Joined: _on_joined,
    Connected: _on_connected,
    WentSilent: _on_silent,
}
