"""The trainer's phones as remotes: which they are, what they show, and what they wish. Nothing is stored."""

import asyncio
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

import msgspec

from server.classroom import Classroom, Reply
from server.clock import Clock
from server.codes import Chance
from server.eventlog import LogError
from server.events import Recorded, SessionEnded
from server.line import Line
from server.protocol import (
    VERSION,
    AnswerWish,
    CodeState,
    CoverScreen,
    Desk,
    DeskShown,
    GoBack,
    GoNext,
    NotesShown,
    Phase,
    RemoteAdmitted,
    RemoteCode,
    RemoteCommand,
    RemoteHello,
    RemoteRefused,
    RemotesChanged,
    RemoteWish,
    RemoteWishMessage,
    ServerToHost,
    ServerToRemote,
    ShareNotes,
    ShowDesk,
    StartRemote,
    StepQuestion,
    StopRemote,
    WishDone,
    WishKind,
    WishRefused,
)
from server.pulse import Pulse
from server.remote_codes import VALID_MS, RemoteCodes
from server.session import Refusal

MOST_REMOTES = 4
"""The one that was admitted first makes way for one more."""

LATE_MS = 2000
"""A wish that was longer on its way is not carried out: the trainer has looked up, and pressed again."""

SHOWN_EVERY_S = 0.2

_MOST_WAITING = 64  # wishes that a presenter which hangs hasn't answered

_NO_SESSION = Refusal("server.no_session")

_encode = msgspec.json.Encoder().encode


@dataclass(eq=False, slots=True)
class RemoteLine:
    """A phone's line, from its opening to its end. `end` closes it once all that was sent has gone."""

    send: Callable[[bytes], None]
    end: Callable[[], None]
    address: str  # of the network, for bounds on guessing; never stored
    remote: "_Remote | None" = None  # None until it is admitted

    def tell(self, message: ServerToRemote) -> None:
        """Send a message."""
        self.send(_encode(message))

    def turn_away(self, code: str) -> None:
        """Say why, and close."""
        self.remote = None
        self.tell(RemoteRefused(code))
        self.end()


@dataclass(eq=False, slots=True)
class _Remote:
    """A phone that was let in, on a line or not."""

    room: Classroom
    line: RemoteLine | None = None
    last: int = 0  # the number of its last wish
    outcome: WishDone | WishRefused | None = None  # of that wish; None while it is being carried out
    notes: str = ""  # as this phone was told them

    def settle(self, number: int, why: str) -> None:
        """Tell what has become of a wish."""
        outcome = WishRefused(number, why) if why else WishDone(number)
        if number == self.last:
            self.outcome = outcome
        if self.line is not None:
            self.line.tell(outcome)


@dataclass(eq=False, slots=True)
class _Room:
    """The remotes of a classroom, by the keys of their tokens in the order of coming, and the host whose desk
    they show."""

    remotes: dict[bytes, _Remote] = field(default_factory=dict)
    host: Line | None = None
    desk: Desk | None = None
    code: CodeState = CodeState.NONE
    notes: bool = False
    expiring: asyncio.Task[None] | None = None


class Remotes:
    """Admits phones with the code from the console, passes their wishes on to the host, at once or never, and
    shows them what lies before it. Ends with the session, and with the server."""

    def __init__(self, clock: Clock, chance: Chance) -> None:
        self._clock = clock
        self._began_s = monotonic() - 60  # a wish may be older than the server
        self._secret = secrets.token_bytes(32)  # looking for a token then takes a time that tells nothing
        self._codes = RemoteCodes(chance, lambda room: self._give_up(room, CodeState.GUESSED))
        self._rooms: dict[Classroom, _Room] = {}
        self._wishes: dict[int, tuple[_Remote, int]] = {}  # by id: whose, and its number there
        self._last_wish = 0
        self._changed: set[Classroom] = set()
        self._pulse = Pulse(self._show_changed, SHOWN_EVERY_S)

    def stop(self) -> None:
        """Show no more."""
        self._pulse.stop()
        for here in self._rooms.values():
            _stop_expiring(here)

    # --- what the classroom tells ----------------------------------------------------------------

    def happened(self, room: Classroom, recorded: tuple[Recorded, ...]) -> None:
        """See `classrooms.Audience`."""
        if room not in self._rooms:
            return
        if any(isinstance(one.event, SessionEnded) for one in recorded):
            self._revoke(room, "over")
        else:
            self._changed.add(room)
            self._pulse.ask()

    def past_changed(self, room: Classroom) -> None:
        """See `classrooms.Audience`."""
        if room in self._rooms and room.session is None:
            self._revoke(room, "over")

    def troubled(self, trouble: LogError | None) -> None:
        """See `classrooms.Audience`. A remote writes nothing."""

    # --- what the host asks ----------------------------------------------------------------------

    def take(self, room: Classroom | None, host: Line, command: RemoteCommand, reply: Reply) -> None:
        """Do what a host asks that looks after `room`."""
        if room is None or room.session is None or not room.open:
            reply(_NO_SESSION)
            return
        here = self._rooms.setdefault(room, _Room())
        here.host = host
        match command:
            case StartRemote():
                host.send(_encode(self._start(room, here, command)))
                self._tell_host(room, here)
                return
            case ShareNotes(on=on):
                here.notes = on
                self._show(room, here)
            case StopRemote():
                self._revoke(room, "revoked")
            case ShowDesk(desk=desk):
                here.desk = desk
                self._show(room, here)
            case AnswerWish(wish=wish, why=why):
                self._settle(room, wish, why)
        reply(None)

    def present_state(self, room: Classroom | None) -> RemotesChanged | None:
        """What a host is to be told that has just come; None if there is nothing."""
        here = self._rooms.get(room) if room is not None else None
        return _state_of(here) if here is not None and here.remotes else None

    def host_left(self, host: Line) -> None:
        """A host's line is down: nobody carries out wishes there."""
        for room, here in self._rooms.items():
            if here.host is host:
                here.host = here.desk = None
                self._forget_wishes(room, "no_host")
                self._show(room, here)

    # --- what phones ask -------------------------------------------------------------------------

    def greet(self, line: RemoteLine, message: RemoteHello) -> None:
        """Let a phone in that has the code, or has been let in before; or turn it away."""
        key = hmac.digest(self._secret, message.token.encode(), "sha256")
        remote = next((here.remotes[key] for here in self._rooms.values() if key in here.remotes), None)
        if message.version != VERSION:
            line.turn_away("version")
        elif remote is not None:
            self._seat(remote, line)
        elif not message.code:
            line.turn_away("revoked")
        else:
            self._redeem(line, key, message.code)

    def wish(self, line: RemoteLine, message: RemoteWishMessage) -> None:
        """Pass a wish on to the host. One that was heard before is not passed on again."""
        remote = line.remote
        assert remote is not None
        number = message.number
        if number <= remote.last:
            self._repeat(remote, number)
            return
        remote.last, remote.outcome = number, None
        host = self._rooms[remote.room].host
        if self.clock_ms() - message.clock_ms > LATE_MS:
            remote.settle(number, "late")
        elif host is None or self._rooms[remote.room].desk is None or len(self._wishes) >= _MOST_WAITING:
            remote.settle(number, "no_host")
        else:
            self._last_wish += 1
            self._wishes[self._last_wish] = remote, number
            host.send(_encode(_wish_of(message, self._last_wish, self._clock.now_ms())))

    def look_again(self, line: RemoteLine) -> None:
        """Show a phone everything."""
        assert line.remote is not None
        line.remote.notes = ""
        self._show(line.remote.room, self._rooms[line.remote.room], only=line.remote)

    def refuse(self, line: RemoteLine, number: int) -> None:
        """A wish came too fast to be looked at."""
        line.tell(WishRefused(number, "too_fast"))

    def gone(self, line: RemoteLine) -> None:
        """The phone's line is down. It stays a remote."""
        remote, line.remote = line.remote, None
        if remote is not None and remote.line is line:
            remote.line = None
            self._tell_host(remote.room, self._rooms[remote.room])

    def clock_ms(self) -> int:
        """A clock that tells how old a wish is. Not server time: a rehearsal's runs faster than a thumb."""
        return int((monotonic() - self._began_s) * 1000)

    # --- within ----------------------------------------------------------------------------------

    def _start(self, room: Classroom, here: _Room, command: StartRemote) -> RemoteCode:
        here.notes, here.code = command.notes, CodeState.WAITING
        code = self._codes.draw(room, self._clock.now_ms())
        _stop_expiring(here)
        here.expiring = asyncio.create_task(self._expire(room), name="remote's code")
        self._show(room, here)
        return RemoteCode(command.ref, code, VALID_MS)

    async def _expire(self, room: Classroom) -> None:
        await self._clock.sleep(VALID_MS / 1000)
        self._codes.void(room)
        self._give_up(room, CodeState.EXPIRED)

    def _give_up(self, room: Classroom, why: CodeState) -> None:
        here = self._rooms[room]
        here.code = why
        if why is not CodeState.EXPIRED:  # else this is that very task
            _stop_expiring(here)
        self._tell_host(room, here)

    def _redeem(self, line: RemoteLine, key: bytes, code: str) -> None:
        found = self._codes.redeem(code, line.address, self._clock.now_ms())
        if isinstance(found, str):
            line.turn_away(found)
            return
        here = self._rooms[found]
        _stop_expiring(here)
        here.code = CodeState.USED
        if len(here.remotes) >= MOST_REMOTES:
            self._dismiss(here, next(iter(here.remotes)), "revoked")
        remote = here.remotes[key] = _Remote(found)
        self._seat(remote, line)

    def _seat(self, remote: _Remote, line: RemoteLine) -> None:
        if remote.line is not None:
            remote.line.turn_away("elsewhere")
        remote.line, remote.notes, line.remote = line, "", remote
        line.tell(RemoteAdmitted(remote.last))
        here = self._rooms[remote.room]
        self._show(remote.room, here, only=remote)
        self._tell_host(remote.room, here)

    def _repeat(self, remote: _Remote, number: int) -> None:
        if number < remote.last:
            remote.settle(number, "late")
        elif remote.outcome is not None and remote.line is not None:
            remote.line.tell(remote.outcome)

    def _settle(self, room: Classroom, wish: int, why: str) -> None:
        remote, number = self._wishes.get(wish, (None, 0))
        if remote is not None and remote.room is room:
            del self._wishes[wish]
            remote.settle(number, why)

    def _forget_wishes(self, room: Classroom, why: str) -> None:
        for wish in [wish for wish, (remote, _) in self._wishes.items() if remote.room is room]:
            self._settle(room, wish, why)

    def _revoke(self, room: Classroom, why: str) -> None:
        here = self._rooms.pop(room)
        self._codes.void(room)
        _stop_expiring(here)
        self._forget_wishes(room, why)
        for key in list(here.remotes):
            self._dismiss(here, key, why)
        here.code, here.notes = CodeState.NONE, False
        self._tell_host(room, here)

    def _dismiss(self, here: _Room, key: bytes, why: str) -> None:
        remote = here.remotes.pop(key)
        line, remote.line = remote.line, None
        if line is not None:
            line.turn_away(why)

    def _show_changed(self) -> None:
        changed, self._changed = self._changed, set()
        for room in changed:
            if (here := self._rooms.get(room)) is not None:
                self._show(room, here)

    def _show(self, room: Classroom, here: _Room, only: _Remote | None = None) -> None:
        """Show the desk to all remotes that are there, or to one, and to each the notes that it has not."""
        shown = [only] if only is not None else list(here.remotes.values())
        desk = _encode(self._desk(room, here.desk))
        notes = here.desk.notes if here.desk is not None and here.notes else ""
        for remote in shown:
            if remote.line is None:
                continue
            remote.line.send(desk)
            if remote.notes != notes:
                remote.notes = notes
                remote.line.tell(NotesShown(notes))

    def _desk(self, room: Classroom, desk: Desk | None) -> DeskShown:
        shown = DeskShown(self.clock_ms(), host=desk is not None)
        session, now_ms = room.session, self._clock.now_ms()
        if desk is None or session is None:
            return shown
        asked = session.current
        limit = asked.closes_at_ms if asked is not None and asked.phase is Phase.OPEN else None
        return msgspec.structs.replace(
            shown,
            slide=desk.slide,
            of=desk.of,
            title=desk.title,
            screen=desk.screen,
            action=desk.action,
            left_ms=None if limit is None else max(0, limit - now_ms),
            elapsed_ms=now_ms - session.opened_at_ms,
            answered=None if asked is None else len(asked.answers),
            connected=session.connected,
        )

    def _tell_host(self, room: Classroom, here: _Room) -> None:
        if here.host is not None:
            state: ServerToHost = _state_of(here)
            here.host.send(_encode(state))


def _state_of(here: _Room) -> RemotesChanged:
    connected = sum(remote.line is not None for remote in here.remotes.values())
    return RemotesChanged(len(here.remotes), connected, here.code, here.notes)


def _stop_expiring(here: _Room) -> None:
    if here.expiring is not None:
        here.expiring.cancel()
        here.expiring = None


def _wish_of(message: RemoteWishMessage, wish: int, at_ms: int) -> RemoteWish:
    match message:
        case GoNext():
            return RemoteWish(wish, WishKind.NEXT, at_ms)
        case GoBack():
            return RemoteWish(wish, WishKind.BACK, at_ms)
        case CoverScreen(on=on):
            return RemoteWish(wish, WishKind.BLACK, at_ms, on=on)
        case StepQuestion(action=action):
            return RemoteWish(wish, WishKind.QUESTION_STEP, at_ms, action=action)
