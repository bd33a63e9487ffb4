"""Signing in (签到): who is in the room, by a code on the projector or by the trainer's word."""

import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from server.events import SignedIn, SignInStarted, SignInStopped
from server.protocol import Mark, MarkPresent, StopSignIn
from server.session.commands import Appliers, BeginSignIn, Deciders, Decision, GiveCode, Refusal

if TYPE_CHECKING:
    from server.session.session import Session

STEP_MS = 10_000
"""So long a code stands on the projector; it is good for as long again, for those who type slowly."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What is said of a participant, and whether the trainer said it."""

    mark: Mark
    by_hand: bool = False


@dataclass(slots=True)
class SigningIn:
    """The sign-in of a session; `secret` (hex) is empty while none is open."""

    secret: str = ""
    marks: dict[str, Signed] = field(default_factory=dict)  # by participant

    @property
    def present(self) -> int:
        """How many are here, in time or late."""
        return sum(signed.mark is not Mark.ABSENT for signed in self.marks.values())

    def merge(self, gone: str, into: str) -> None:
        """Two are one person, who is here if either was."""
        other = self.marks.pop(gone, None)
        kept = self.marks.get(into)
        if other is not None and (kept is None or kept.mark is Mark.ABSENT):
            self.marks[into] = other


def code_at(secret: str, at_ms: int) -> str:
    """The four digits that stand on the projector at a moment of server time: HMAC-SHA256 of the number of
    the 10-second step, eight bytes with the highest first; its first eight bytes modulo 10,000."""
    step = (at_ms // STEP_MS).to_bytes(8, "big")
    digest = hmac.digest(bytes.fromhex(secret), step, "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 10_000:04}"


def _begin(session: "Session", command: BeginSignIn) -> Decision:
    return () if session.signing_in.secret else (SignInStarted(command.secret),)


def _stop(session: "Session", _: StopSignIn) -> Decision:
    return (SignInStopped(),) if session.signing_in.secret else ()


def _give_code(session: "Session", command: GiveCode) -> Decision:
    if command.participant not in session.participants:
        return Refusal("not_joined")
    signed = session.signing_in.marks.get(command.participant)
    if signed is not None and signed.mark is not Mark.ABSENT:
        return ()
    secret = session.signing_in.secret
    if not secret:
        return Refusal("over")
    good = (code_at(secret, command.at_ms), code_at(secret, max(0, command.at_ms - STEP_MS)))
    if command.code not in good:
        return Refusal("wrong_code")
    return (SignedIn(command.participant, Mark.PRESENT),)


def _mark(session: "Session", command: MarkPresent) -> Decision:
    if command.participant not in session.participants:
        return Refusal("server.no_such_participant")
    signed = session.signing_in.marks.get(command.participant)
    if signed is not None and signed.mark is command.mark:
        return ()
    return (SignedIn(command.participant, command.mark, by_hand=True),)


def _on_started(session: "Session", event: SignInStarted, _at_ms: int) -> None:
    session.signing_in.secret = event.secret


def _on_stopped(session: "Session", _: SignInStopped, _at_ms: int) -> None:
    session.signing_in.secret = ""


def _on_signed_in(session: "Session", event: SignedIn, _at_ms: int) -> None:
    session.signing_in.marks[event.participant] = Signed(event.mark, event.by_hand)


DECIDERS: Deciders = {
    BeginSignIn: _begin,
    StopSignIn: _stop,
    GiveCode: _give_code,
    MarkPresent: _mark,
}
APPLIERS: Appliers = {
    SignInStarted: _on_started,
    SignInStopped: _on_stopped,
    SignedIn: _on_signed_in,
}
