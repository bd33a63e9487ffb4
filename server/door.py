"""The door of the classrooms: who comes in, and as whom. What they may guess at is bounded here."""

import hmac
from collections.abc import Callable

from server.classroom import Classroom, Reply, token_key
from server.clock import Clock
from server.codes import Chance, draw_code, typed_code
from server.groups.events import RosterEntry
from server.groups.group import same
from server.groups.groups import Groups
from server.guesses import Bound, Guesses
from server.names import clean
from server.protocol import AddParticipant, Identity, IsThisYou, Join, Rejoin, SignIn
from server.session import BeginSignIn, Enlist, GiveCode, Refusal, Return, Session, TakePart
from server.session.people import REJOIN_CHARACTERS

# Six characters have 2^30 values, and a session may have a thousand participants: each guess hits one with
# 1 in 10^6. Somebody who guesses for eight hours from many addresses has some 3,200 guesses.
_REJOINING = {"phone": Bound(5, 1 / 30), "address": Bound(30, 1 / 60), "all": Bound(300, 1 / 10)}
# A hall behind one router mistypes its numbers and names at the same time, and they are no secrets.
_ROSTER = {"phone": Bound(5, 1 / 10), "address": Bound(100, 1), "all": Bound(300, 2)}
# Codes are: one of four digits is found in eight hours with about 1 in 100.
_ROSTER_CODES = {"number": Bound(10, 1 / 300)}
_SIGN_IN = {"participant": Bound(3, 0.3)}

_TOO_FAST = Refusal("too_fast")


class Door:
    """Turns what is asked at the door into what a session decides on."""

    def __init__(self, groups: Groups, clock: Clock, chance: Chance) -> None:
        self._groups = groups
        self._clock = clock
        self._chance = chance
        self._rejoining = Guesses(_REJOINING)
        self._roster = Guesses(_ROSTER)
        self._roster_codes = Guesses(_ROSTER_CODES)
        self._signing_in = Guesses(_SIGN_IN)

    def join(
        self, room: Classroom, token: str, address: str, message: Join, reply: Callable[..., None]
    ) -> None:
        """Take part; without an open session this does nothing. The reply is a refusal, the question
        `IsThisYou`, or None."""
        session = room.ahead
        if session is None or session.ended:
            room.settle(None, reply)
            return
        key = token_key(session.session_id, token)
        newcomer: TakePart | Refusal | IsThisYou
        if session.identity is Identity.ROSTER and key not in session.by_token_key:
            newcomer = self._from_roster(session, key, address, message)
        else:
            member = token_key(session.group, token) if session.group else ""
            newcomer = self._take_part(session, key, message, clean(message.name), "", member)
        if isinstance(newcomer, TakePart):
            room.ask(newcomer, reply)
        elif isinstance(newcomer, Refusal):
            room.settle(newcomer, reply)
        else:
            reply(newcomer)

    def rejoin(self, room: Classroom, token: str, address: str, message: Rejoin, reply: Reply) -> None:
        """One more phone for a participant; without an open session this does nothing."""
        session = room.ahead
        if session is None or session.ended:
            room.settle(None, reply)
            return
        key = token_key(session.session_id, token)
        # Each session bears its own guesses: an attack on one closes no other's door.
        guesser = {"phone": key, "address": f"{session.session_id} {address}", "all": session.session_id}
        now_ms = self._clock.now_ms()
        if not self._rejoining.may_guess(guesser, now_ms):
            room.settle(_TOO_FAST, reply)
            return
        refusal = room.ask(Return(key, typed_code(message.code)[:REJOIN_CHARACTERS]), reply)
        if refusal is not None and refusal.code == "code":
            self._rejoining.was_wrong(guesser, now_ms)

    def sign_in(self, room: Classroom, token: str, message: SignIn, reply: Reply) -> None:
        """Sign in with the code on the projector."""
        session = room.ahead
        if session is None or session.ended:
            room.settle(Refusal("over"), reply)
            return
        participant = session.by_token_key.get(token_key(session.session_id, token))
        guesser = {"participant": f"{session.session_id} {participant}"}
        now_ms = self._clock.now_ms()
        if not self._signing_in.may_guess(guesser, now_ms):
            room.settle(_TOO_FAST, reply)
            return
        code = "".join(message.code.split())
        refusal = room.ask(GiveCode(participant, code, now_ms), reply)
        if refusal is not None and refusal.code == "wrong_code":
            self._signing_in.was_wrong(guesser, now_ms)

    def enlist(self, room: Classroom, command: AddParticipant, reply: Reply) -> None:
        """The host adds somebody without a phone."""
        session = room.ahead
        if session is None or session.ended:
            room.settle(Refusal("server.no_session"), reply)
            return
        entry = self._entry(session, command.number)
        enlisted = Enlist(
            participant=command.participant,
            name=clean(command.name) or (entry.name if entry else ""),
            number=entry.number if entry else clean(command.number),
            member=entry.member if entry else "",
            team=clean(command.team),
            code=draw_code(self._chance, session.people.codes),
            draw=int(self._chance(8), 16),
        )
        room.ask(enlisted, reply)

    def start_sign_in(self, room: Classroom, reply: Reply) -> None:
        """Begin a sign-in with a fresh secret."""
        if room.ahead is None:
            room.settle(Refusal("server.no_session"), reply)
        else:
            room.ask(BeginSignIn(self._chance(32)), reply)

    def _from_roster(
        self, session: Session, key: str, address: str, message: Join
    ) -> TakePart | Refusal | IsThisYou:
        guesser = {
            "phone": key,
            "address": f"{session.session_id} {address}",
            "all": session.session_id,
        }
        entry = self._entry(session, message.number)
        guarded = [(self._roster, guesser)]
        if entry is not None and entry.code:
            guarded.append((self._roster_codes, {"number": f"{session.session_id} {entry.member}"}))
        now_ms = self._clock.now_ms()
        if not all(guesses.may_guess(who, now_ms) for guesses, who in guarded):
            return _TOO_FAST
        if entry is None or not _proves(entry, message):
            for guesses, who in guarded:
                guesses.was_wrong(who, now_ms)
            return Refusal("roster")
        if same(message.name) != same(entry.name):
            return IsThisYou(entry.number, entry.name)
        return self._take_part(session, key, message, entry.name, entry.number, entry.member)

    def _take_part(
        self, session: Session, key: str, message: Join, name: str, number: str, member: str
    ) -> TakePart:
        return TakePart(
            participant=self._chance(8),
            token_key=key,
            name=name,
            number=number,
            member=member,
            team=clean(message.team),
            code=draw_code(self._chance, session.people.codes),
            draw=int(self._chance(8), 16),
        )

    def _entry(self, session: Session, number: str) -> RosterEntry | None:
        group = self._groups.find(session.group)
        return group.entry(number) if group is not None and number.strip() else None


def _proves(entry: RosterEntry, message: Join) -> bool:
    """Whether the message knows what only this person should know: the code, or else at least the name."""
    typed, right = (message.roster_code, entry.code) if entry.code else (message.name, entry.name)
    return hmac.compare_digest(same(typed).encode(errors="replace"), same(right).encode(errors="replace"))
