"""The site that the presenter talks to: on this machine only, behind a secret."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from urllib.parse import urlsplit

import msgspec
from aiohttp import WSCloseCode, WSMsgType, hdrs, web
from aiohttp.typedefs import Handler

from server.classroom import Classroom
from server.classrooms import Classrooms
from server.erasing import Erasing
from server.eventlog import EventLog, LogError
from server.events import (
    Answered,
    AskedMarked,
    Connected,
    FeedbackGiven,
    Joined,
    Judged,
    PaceSaid,
    PicturesKept,
    Reacted,
    Recorded,
    Rejoined,
    SignedIn,
    TraineeAsked,
    VotedUp,
    WentSilent,
)
from server.figures import FiguresRead
from server.host_files import HostFiles
from server.host_talk import HostTalk
from server.line import Line
from server.office import Office, Request
from server.protocol import (
    HOST_SOCKET_PATH,
    VERSION,
    Done,
    EraseParticipant,
    EraseSession,
    HostMessage,
    HostWelcome,
    KeepingCommand,
    ListSessions,
    OpenSession,
    ProjectSlide,
    ReadFigures,
    Refused,
    RemoteCommand,
    RoundChanged,
    ServerToHost,
    SessionChanged,
    SessionList,
    SignInCode,
    TellWifi,
    Trouble,
)
from server.pulse import Pulse
from server.session import HostCommand, Refusal
from server.sign_in_codes import SignInCodes, present_code
from server.views import room_changed, round_view, session_view

_PEOPLE = (Joined, Connected, WentSilent, Rejoined, SignedIn)
_UNCOUNTED = (PicturesKept, TraineeAsked, VotedUp, AskedMarked, PaceSaid, Reacted, FeedbackGiven)
_QUIET = (Answered, Judged, *_PEOPLE, *_UNCOUNTED)
"""Events that change counts, or nothing of the session as the host is told it."""

_LONGEST_MESSAGE = 64 * 1024 * 1024
_WAITING_BYTES = 64 * 1024 * 1024

log_ = logging.getLogger(__name__)

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[HostMessage] = msgspec.json.Decoder(HostMessage)


@dataclass(eq=False, slots=True)
class _Host:
    """A host and the classroom it looks after; None until it opens a session."""

    line: Line
    room: Classroom | None = None


class HostSite:
    """The hosts' side of the classrooms: each looks after one. `phone_port` is where phones find theirs."""

    def __init__(
        self, rooms: Classrooms, log: EventLog, secret: str, phone_port: int, *, shared: bool = False
    ) -> None:
        self._rooms = rooms
        self._shared = shared
        self._log = log
        self._secret = secret.encode()
        self._phone_port = phone_port
        self._hosts: dict[web.WebSocketResponse, _Host] = {}
        self._working: set[asyncio.Task[None]] = set()
        self._counts = Pulse(self._tell_counts)
        self._office = Office(rooms, self._read)
        self._files = HostFiles(rooms, log)
        self._erasing = Erasing(rooms, log)
        self._sign_in_codes = SignInCodes(self._tell)
        self._talk = HostTalk(self._tell)
        self._changed: dict[Classroom, bool] = {}  # whose counts have changed, and whether its people have
        rooms.audiences.append(self)
        self.app = web.Application(middlewares=[self._guard])
        self.app.router.add_get(HOST_SOCKET_PATH, self._serve)
        self.app.router.add_routes(self._files.routes)

    @property
    def hosts(self) -> int:
        """How many hosts are connected."""
        return len(self._hosts)

    async def close(self) -> None:
        """Say good-bye, after everything said before has been sent."""
        self._counts.stop()
        self._sign_in_codes.stop()
        self._talk.stop()
        for socket in list(self._hosts):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    # --- what the classroom tells ----------------------------------------------------------------

    def happened(self, room: Classroom, recorded: tuple[Recorded, ...]) -> None:
        """See `classrooms.Audience`."""
        if room.session is None:
            return
        self._sign_in_codes.follow(room)
        self._talk.follow(room, recorded)
        if any(not isinstance(one.event, _QUIET) for one in recorded):
            self._tell(room, SessionChanged(session_view(room.session)))
        elif not all(isinstance(one.event, _UNCOUNTED) for one in recorded):
            people = any(isinstance(one.event, _PEOPLE) for one in recorded)
            self._changed[room] = self._changed.get(room, False) or people
            self._counts.ask()

    def past_changed(self, room: Classroom) -> None:
        """See `classrooms.Audience`."""
        self._talk.follow(room)
        if room.session is not None:
            self._tell(room, SessionChanged(session_view(room.session)))
            return
        for host in self._hosts.values():
            if host.room is room:
                host.room = None

    def troubled(self, trouble: LogError | None) -> None:
        """See `classrooms.Audience`."""
        frame = _encode(_trouble(trouble))
        for host in list(self._hosts.values()):
            host.line.send(frame)

    def _tell_counts(self) -> None:
        changed, self._changed = self._changed, {}
        for room, people in changed.items():
            session = room.session
            if session is None:
                continue
            if people:
                self._tell(room, room_changed(session))
            view = round_view(session)
            if view is not None:
                self._tell(room, RoundChanged(view))

    def _tell(self, room: Classroom, message: ServerToHost) -> None:
        frame = _encode(message)
        for host in list(self._hosts.values()):
            if host.room is room:
                host.line.send(frame)

    # --- one host --------------------------------------------------------------------------------

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let nobody in but a program of this user: no browser, no other name for this machine."""
        if hdrs.ORIGIN in request.headers or not _local(request.headers.get(hdrs.HOST, "")):
            return web.Response(status=403, text="403")
        given = request.headers.get(hdrs.AUTHORIZATION, "").encode(errors="replace")
        if not hmac.compare_digest(given, b"Bearer " + self._secret):
            return web.Response(status=401, text="401")
        return await handler(request)

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(compress=False, heartbeat=20, max_msg_size=_LONGEST_MESSAGE, timeout=2)
        await socket.prepare(request)
        line = Line(request, socket, _WAITING_BYTES)
        host = _Host(line, self._room_for(request.query.get("session")))
        line.send(_encode(self._welcome(host)))
        if host.room is not None and host.room.session is not None:
            for message in self._talk.welcome(host.room.session, self._rooms.clock.now_ms()):
                line.send(_encode(message))
        if self._rooms.trouble is not None:
            line.send(_encode(_trouble(self._rooms.trouble)))
        if (remotes := self._rooms.remotes.present_state(host.room)) is not None:
            line.send(_encode(remotes))
        self._hosts[socket] = host
        if (code := self._sign_in_code(host)) is not None:
            line.send(_encode(code))
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT or not self._receive(host, frame.data):
                    await socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
        finally:
            del self._hosts[socket]
            self._rooms.remotes.host_left(line)
        return socket

    def _room_for(self, session_id: str | None) -> Classroom | None:
        """The classroom that a host names; else the newest that goes on: whoever comes to a laptop's own
        server must see that there is a lesson. Where trainers share a server, only one that nobody looks
        after. A session that has ended is shown while no other is open."""
        if session_id is not None and (named := self._rooms.room_of(session_id)) is not None:
            return named
        looked_after = {host.room for host in self._hosts.values()} if self._shared else set()
        going_on = [room for room in self._rooms.open_rooms if room not in looked_after]
        if going_on:
            return going_on[-1]
        newest = self._rooms.newest
        return newest if newest is not None and not newest.open else None

    def _welcome(self, host: _Host) -> HostWelcome:
        session = host.room.session if host.room else None
        clock = self._rooms.clock
        view = session_view(session) if session else None
        return HostWelcome(VERSION, clock.now_ms(), clock.speed, self._phone_port, view, self._shared)

    def _sign_in_code(self, host: _Host) -> SignInCode | None:
        session = host.room.session if host.room else None
        return present_code(session, self._rooms.clock.now_ms()) if session else None

    def _open(self, host: _Host, command: OpenSession) -> None:
        reply = _replier(host.line, command.ref)
        if host.room is not None and host.room.open:
            self._rooms.when_settled(lambda _: reply(Refusal("server.session_open")))
        elif (refusal := self._rooms.groups.refusal_of(command)) is not None:
            self._rooms.when_settled(lambda _: reply(refusal))
        else:
            host.room = self._rooms.open(command, reply)

    def _carry_out(self, host: _Host, command: HostCommand) -> None:
        reply = _replier(host.line, command.ref)
        if host.room is None:
            self._rooms.when_settled(lambda _: reply(Refusal("server.no_session")))
        else:
            host.room.carry_out(command, reply)

    def _pass_on(self, host: _Host, command: TellWifi | ProjectSlide) -> None:
        """Take what phones are told and no log keeps."""
        reply, refusal = _replier(host.line, command.ref), None
        if host.room is None:
            refusal = Refusal("server.no_session")
        elif isinstance(command, TellWifi):
            self._rooms.tell_wifi(host.room, command.wifi)
        else:
            refusal = self._rooms.slides.project(host.room, command)
        self._rooms.when_settled(lambda _: reply(refusal))

    def _receive(self, host: _Host, text: str) -> bool:
        """Take one message; False if it is none, which only a host of another version would send."""
        try:
            message = _decoder.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return False
        line = host.line
        match message:
            case OpenSession():
                self._open(host, message)
            case ListSessions():
                self._read(line, message.ref, lambda: SessionList(message.ref, self._log.sessions()))
            case ReadFigures():
                self._read(line, message.ref, lambda: self._figures_read(message))
            case EraseSession() | EraseParticipant():
                self._erase(line, message)
            case TellWifi() | ProjectSlide():
                self._pass_on(host, message)
            case _ if isinstance(message, RemoteCommand):
                self._rooms.remotes.take(host.room, line, message, _replier(line, message.ref))
            case _ if isinstance(message, Request):
                self._office.take(host.room, line, message, _replier(line, message.ref))
            case _:
                self._carry_out(host, message)
        return True

    def _erase(self, line: Line, command: KeepingCommand) -> None:
        async def reply() -> None:
            line.send(_encode(await self._erasing.carry_out(command)))

        self._start(reply(), "erasing")

    def _start(self, work: Coroutine[None, None, None], name: str) -> None:
        task = asyncio.create_task(work, name=name)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    # --- reading what has been -------------------------------------------------------------------

    def _read(self, line: Line, ref: int, read: Callable[[], msgspec.Struct]) -> None:
        """Reply with what `read` finds in a thread, after everything asked before is on disk."""

        async def reply() -> None:
            try:
                line.send(await asyncio.to_thread(lambda: _encode(read())))
            except LogError as error:
                line.send(_encode(Refused(ref, error.code, error.values)))
            except Exception:  # a mistake of ours in the figures must not leave the host without a reply
                log_.exception("reading failed")
                line.send(_encode(Refused(ref, "server.reading_failed")))

        def start(_: Refusal | None) -> None:
            self._start(reply(), "reading")

        self._rooms.when_settled(start)

    def _figures_read(self, message: ReadFigures) -> FiguresRead:
        return FiguresRead(message.ref, self._files.figures(message.session_id))


def _replier(line: Line, ref: int) -> Callable[[Refusal | None], None]:
    def reply(refusal: Refusal | None) -> None:
        message = Done(ref) if refusal is None else Refused(ref, refusal.code, refusal.values)
        line.send(_encode(message))

    return reply


def _trouble(trouble: LogError | None) -> Trouble:
    return Trouble("") if trouble is None else Trouble(trouble.code, trouble.values)


def _local(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in ("127.0.0.1", "localhost")
    except ValueError:
        return False
