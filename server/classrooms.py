"""All classrooms of a server: sessions begin here, and phones and hosts are led to theirs."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from server.classroom import Classroom, Reply
from server.clock import Clock
from server.codes import Chance
from server.door import Door
from server.eventlog import EventLog, LogError
from server.events import Opened, Recorded
from server.groups.groups import Groups
from server.names import clean
from server.protocol import OpenSession, Wifi
from server.recorder import Recorder
from server.remotes import Remotes
from server.session import Session
from server.session.twin import twin_of
from server.slides import SharedSlides
from server.term import over_at_ms

CODE_DIGITS = 4
FRESH_MS = 12 * 3600 * 1000
"""An older session that nobody ended is taken up again only if it is the newest."""

_T = TypeVar("_T")

log_ = logging.getLogger(__name__)


class Audience(Protocol):
    """Whoever passes on what happens."""

    def happened(self, room: Classroom, recorded: tuple[Recorded, ...]) -> None:
        """These events came of one command, are on disk and in `room.session`."""
        ...

    def past_changed(self, room: Classroom) -> None:
        """What happened in it, or what its lobby says, has been changed; or it has been erased whole: then
        there is no `room.session` any more."""
        ...

    def troubled(self, trouble: LogError | None) -> None:
        """The log can't be written; without an error: it can again."""
        ...


class Classrooms:
    """The open sessions, and those that ended while somebody was still there. One recorder writes for all."""

    def __init__(self, log: EventLog, clock: Clock, chance: Chance, *, retry_s: float = 1.0) -> None:
        self.clock = clock
        self.remotes = Remotes(clock, chance)
        self.slides = SharedSlides()
        self.audiences: list[Audience] = [self.remotes, self.slides]
        self.log = log
        self._chance = chance
        self._rooms: dict[str, Classroom] = {}  # by session, in the order of opening
        self._recorder = Recorder(log, self, retry_s=retry_s)
        self.groups = Groups(log, self.on_log, clock, chance, self._meets)
        self.door = Door(self.groups, clock, chance)

    @property
    def trouble(self) -> LogError | None:
        """Why nothing can be written now; None if all is well."""
        return self._recorder.trouble

    @property
    def open_rooms(self) -> list[Classroom]:
        """Those whose session goes on, in the order of opening."""
        return [room for room in self._rooms.values() if room.open]

    @property
    def newest(self) -> Classroom | None:
        """The one that was opened last, whether it goes on or has ended; None if there was none yet."""
        return next(reversed(self._rooms.values()), None)

    def room_of(self, session_id: str) -> Classroom | None:
        """The classroom of a session, if it is here."""
        return self._rooms.get(session_id)

    def find(self, code: str) -> Classroom | None:
        """Where a phone with this join code belongs: to the open session of that code, else to the only one
        that is open, else to where it was, or to what was last. None where there is none, or several are
        open and none of them has the code."""
        going_on = self.open_rooms
        same = [room for room in self._rooms.values() if code and room.code == code]
        for room in same:
            if room.open:
                return room
        if going_on:
            return going_on[0] if len(going_on) == 1 else None
        return same[-1] if same else self.newest

    def check(self) -> None:
        """Raises what has gone wrong inside, if the classrooms can't go on for it."""
        self._recorder.check()

    def resume(self) -> None:
        """Take up the newest session that has not ended, and others of the last hours; one that can't be
        understood is left alone, and so is one whose time is over: its answers are not to be kept any more.
        Raises `LogError` if the log as a whole can't be read."""
        self.groups.load()
        now_ms = self.clock.now_ms()
        unfinished = [
            one for one in self.log.unfinished() if now_ms < over_at_ms(one.opened_at_ms, None, one.keep_days)
        ]
        fresh_from_ms = max(now_ms - FRESH_MS, 0)
        fresh = [one for one in unfinished[1:] if one.opened_at_ms >= fresh_from_ms]
        for one in reversed([*unfinished[:1], *fresh]):
            try:
                kept = Session.fold(one.session_id, self.log.read_from(one.session_id, 1))
                self._room(twin_of(kept)).resume(kept)
            except Exception:  # nobody foresees all that may be wrong in it, and the next class must go on
                log_.exception("session %s can't be taken up", one.session_id)
                self._rooms.pop(one.session_id, None)

    def open(self, command: OpenSession, reply: Reply) -> Classroom:
        """Begin a session; where that can't be written, its classroom comes to nothing."""
        self._clear_out()
        now_ms = self.clock.now_ms()
        began = datetime.fromtimestamp(now_ms / 1000, UTC)
        room = self._room(Session(f"{began:%Y%m%d-%H%M%S}-{self._chance(2)}"))
        opened = Opened(
            deck=command.deck,
            identity=command.identity,
            rehearsal=command.rehearsal,
            code=self._draw_code(),
            group=command.group,
            keep_days=command.keep_days,
            scoring=command.scoring,
            moderation=command.moderation,
            feedback=command.feedback,
            slides=command.slides,
            teams=tuple(dict.fromkeys(team for typed in command.teams if (team := clean(typed)))),
        )
        room.begin(opened, now_ms, reply)
        return room

    def when_settled(self, reply: Reply) -> None:
        """Reply after everything decided so far is on disk."""
        self._recorder.submit("", (), lambda error: reply(None))

    async def on_log(self, work: Callable[[], _T], settle: Callable[[], None] = lambda: None) -> _T:
        """What `work` on the log yields, done between two commits; `settle` is called before anything else is
        written, whether it succeeded or not. Raises `LogError`."""
        done: asyncio.Future[_T] = asyncio.get_running_loop().create_future()
        found: list[_T] = []

        def settled(error: LogError | None) -> None:
            try:
                settle()
            finally:
                if done.cancelled():  # whoever asked has gone
                    pass
                elif error is None:
                    done.set_result(found[0])
                else:
                    done.set_exception(error)

        self._recorder.perform(lambda: found.append(work()), settled)
        return await done

    def take_up(self, kept: Session, ahead: Session, change: Callable[[Recorded], Recorded]) -> None:
        """The past of a session has been changed on disk: `kept` and `ahead` are folds of its log as it is
        now. The same `change` is made to what is still to be written. To be called by `on_log`, to settle."""
        waiting = self._recorder.change_waiting(kept.session_id, change)
        room = self._rooms.get(kept.session_id)
        if room is None:
            return
        for one in waiting:
            ahead.apply(one)
        room.take_up(kept, ahead)
        self._tell_past_changed(room)

    def tell_wifi(self, room: Classroom, wifi: Wifi) -> None:
        """What the lobby says of the room's network from now on."""
        room.wifi = wifi if wifi.name else None
        if room.session is not None:  # else phones are shown it when there is one
            self._tell_past_changed(room)

    def forget(self, session_id: str) -> None:
        """A session that is over has been erased: nothing is shown of it any more."""
        room = self._rooms.pop(session_id, None)
        if room is not None:
            room.forget()
            self._tell_past_changed(room)

    async def dismiss(self) -> None:
        """Finish what has been asked before the server ends: who is sent away now has not gone silent."""
        for room in self._rooms.values():
            room.dismiss()
        await self._recorder.drain()

    async def close(self) -> None:
        """Write what waits, and end."""
        self.remotes.stop()
        for room in self._rooms.values():
            room.close()
        await self._recorder.close()

    # --- what the recorder tells -----------------------------------------------------------------

    def committed(self, session_id: str, recorded: tuple[Recorded, ...]) -> None:
        """See `recorder.State`."""
        room = self._rooms[session_id]
        room.committed(recorded)
        for audience in self.audiences:
            try:
                audience.happened(room, recorded)
            except Exception:  # what happened has happened, whoever fails to pass it on
                log_.exception("an audience failed")

    async def look_up(self) -> Callable[[], None]:
        """See `recorder.State`. An error may be told of a commit that did reach the disk: the log knows."""
        unknown_from = {session_id: room.unknown_from for session_id, room in self._rooms.items()}
        found = await asyncio.to_thread(self._read_each, unknown_from)
        return lambda: self._restore(found)

    def troubled(self, trouble: LogError | None) -> None:
        """See `recorder.State`."""
        log_.warning("log: %s", trouble.code if trouble else "can be written again")
        for audience in self.audiences:
            audience.troubled(trouble)
        if trouble is None:
            for room in self._rooms.values():
                room.writable_again()

    # --- within ----------------------------------------------------------------------------------

    def _read_each(self, unknown_from: Mapping[str, int]) -> dict[str, tuple[Recorded, ...]]:
        """What is on disk of sessions, each from a number on; nothing of one that can't be read now."""
        found: dict[str, tuple[Recorded, ...]] = {}
        for session_id, seq in unknown_from.items():
            with contextlib.suppress(LogError):
                found[session_id] = self.log.read_from(session_id, seq)
        return found

    def _restore(self, found: Mapping[str, tuple[Recorded, ...]]) -> None:
        """Take up what the log told, in all classrooms before anybody hears of it: whoever does may go from
        one to another. One that was opened while the log was read has come to nothing."""
        for session_id, room in list(self._rooms.items()):
            room.restore(found.get(session_id, ()))
            if room.ahead is None:
                del self._rooms[session_id]
        for session_id, recorded in found.items():
            if recorded and session_id in self._rooms:
                self.committed(session_id, recorded)

    def _tell_past_changed(self, room: Classroom) -> None:
        for audience in self.audiences:
            try:
                audience.past_changed(room)
            except Exception:  # as above
                log_.exception("an audience failed")

    def _room(self, ahead: Session) -> Classroom:
        room = Classroom(ahead, self._recorder, self.clock)
        self._rooms[ahead.session_id] = room
        return room

    def _meets(self, group_id: str) -> bool:
        """Whether a session of this group is open."""
        return any(room.ahead is not None and room.ahead.group == group_id for room in self.open_rooms)

    def _draw_code(self) -> str:
        taken = {room.code for room in self.open_rooms}
        # Ten times as many codes as sessions, or drawing would take ever longer.
        digits = max(CODE_DIGITS, len(str(len(taken) * 10)))
        while (code := f"{int(self._chance(8), 16) % 10**digits:0{digits}}") in taken:
            pass
        return code

    def _clear_out(self) -> None:
        """Let go of sessions that have ended and that nobody looks at any more."""
        for session_id, room in list(self._rooms.items()):
            # On disk, too: an end that can't be written has not been.
            if room.session is not None and room.session.ended and not room.attended:
                del self._rooms[session_id]
