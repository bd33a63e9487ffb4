"""The site that the presenter talks to: on this machine only, behind a secret."""

import asyncio
import hmac
import logging
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import msgspec
from aiohttp import WSCloseCode, WSMsgType, hdrs, web
from aiohttp.typedefs import Handler

from assets.sentences import LANGUAGES, Language, system_language
from server.classroom import Classroom
from server.eventlog import EventLog, LogError
from server.events import Answered, Connected, Joined, PicturesKept, Recorded, WentSilent
from server.figures import FiguresRead, SessionFigures
from server.line import Line
from server.protocol import (
    HOST_SOCKET_PATH,
    VERSION,
    Done,
    HostMessage,
    HostWelcome,
    ListSessions,
    OpenSession,
    ReadFigures,
    Refused,
    RoomChanged,
    RoundChanged,
    ServerToHost,
    SessionChanged,
    SessionList,
    Trouble,
)
from server.session import Refusal
from server.views import round_view, session_view

COUNTS_EVERY_S = 0.05
"""Twenty times a second, whatever the load."""

_QUIET = (Answered, Joined, Connected, WentSilent, PicturesKept)
"""Events that change counts, or nothing that the host must be told."""

_LONGEST_MESSAGE = 64 * 1024 * 1024
_WAITING_FRAMES = 10_000

log_ = logging.getLogger(__name__)

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[HostMessage] = msgspec.json.Decoder(HostMessage)


class HostSite:
    """The host's side of a classroom. `phone_port` is where phones find theirs."""

    def __init__(self, room: Classroom, log: EventLog, secret: str, phone_port: int) -> None:
        self._room = room
        self._log = log
        self._secret = secret.encode()
        self._phone_port = phone_port
        self._hosts: dict[web.WebSocketResponse, Line] = {}
        self._reading: set[asyncio.Task[None]] = set()
        self._counts = _Pulse(self._tell_counts)
        self._people_changed = False
        room.audiences.append(self)
        self.app = web.Application(middlewares=[self._guard])
        self.app.router.add_get(HOST_SOCKET_PATH, self._serve)
        self.app.router.add_get("/sessions/{id}/answers.csv", self._answers_csv)
        self.app.router.add_get("/sessions/{id}/report.xlsx", self._report_xlsx)
        self.app.router.add_get("/sessions/{id}/report.html", self._report_html)

    @property
    def hosts(self) -> int:
        """How many hosts are connected."""
        return len(self._hosts)

    async def close(self) -> None:
        """Say good-bye, after everything said before has been sent."""
        self._counts.stop()
        for socket, line in list(self._hosts.items()):
            await line.flush()
            await socket.close(code=WSCloseCode.GOING_AWAY)

    # --- what the classroom tells ----------------------------------------------------------------

    def happened(self, recorded: tuple[Recorded, ...]) -> None:
        """See `classroom.Audience`."""
        session = self._room.session
        if session is None:
            return
        if any(not isinstance(one.event, _QUIET) for one in recorded):
            self._tell(SessionChanged(session_view(session)))
        elif not all(isinstance(one.event, PicturesKept) for one in recorded):
            self._people_changed |= any(not isinstance(one.event, Answered) for one in recorded)
            self._counts.ask()

    def troubled(self, trouble: LogError | None) -> None:
        """See `classroom.Audience`."""
        self._tell(_trouble(trouble))

    def _tell_counts(self) -> None:
        session = self._room.session
        if session is None:
            return
        if self._people_changed:
            self._people_changed = False
            self._tell(RoomChanged(len(session.participants), session.connected))
        view = round_view(session)
        if view is not None:
            self._tell(RoundChanged(view))

    def _tell(self, message: ServerToHost) -> None:
        frame = _encode(message)
        for line in list(self._hosts.values()):
            line.send(frame)

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
        line = Line(request, socket, _WAITING_FRAMES)
        line.send(_encode(self._welcome()))
        if self._room.trouble is not None:
            line.send(_encode(_trouble(self._room.trouble)))
        self._hosts[socket] = line
        try:
            async for frame in socket:
                if frame.type is not WSMsgType.TEXT or not self._receive(line, frame.data):
                    await line.flush()
                    await socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
        finally:
            del self._hosts[socket]
            await line.end()
        return socket

    def _welcome(self) -> HostWelcome:
        session = self._room.session
        clock = self._room.clock
        view = session_view(session) if session else None
        return HostWelcome(VERSION, clock.now_ms(), clock.speed, self._phone_port, view)

    def _receive(self, line: Line, text: str) -> bool:
        """Take one message; False if it is none, which only a host of another version would send."""
        try:
            message = _decoder.decode(text)
        except (msgspec.DecodeError, RecursionError):
            return False
        match message:
            case OpenSession():
                self._room.open(message, _replier(line, message.ref))
            case ListSessions():
                self._read(line, message.ref, lambda: SessionList(message.ref, self._log.sessions()))
            case ReadFigures():
                self._read(line, message.ref, lambda: self._figures_read(message))
            case _:
                self._room.carry_out(message, _replier(line, message.ref))
        return True

    # --- reading what has been -------------------------------------------------------------------

    def _read(self, line: Line, ref: int, read: Callable[[], SessionList | FiguresRead]) -> None:
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
            task = asyncio.create_task(reply(), name="reading")
            self._reading.add(task)
            task.add_done_callback(self._reading.discard)

        self._room.when_settled(start)

    def _figures_read(self, message: ReadFigures) -> FiguresRead:
        return FiguresRead(message.ref, self._figures(message.session_id))

    def _figures(self, session_id: str) -> SessionFigures:
        from server.statistics.session import measure

        return measure(session_id, read_session(self._log, session_id))

    async def _answers_csv(self, request: web.Request) -> web.Response:
        from server.reports import answers_csv

        return await self._export(request, answers_csv, "text/csv")

    async def _report_xlsx(self, request: web.Request) -> web.Response:
        from server.reports import report_xlsx

        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return await self._export(request, report_xlsx, kind)

    async def _report_html(self, request: web.Request) -> web.Response:
        from server.reports import report_page

        return await self._export(request, report_page, "text/html")

    async def _export(
        self, request: web.Request, write: Callable[[SessionFigures, Language], bytes], content_type: str
    ) -> web.Response:
        asked = request.query.get("language", system_language())
        language = next((language for language in LANGUAGES if language == asked), None)
        if language is None:
            return web.Response(status=400, text="400")
        session_id = request.match_info["id"]
        try:
            body = await asyncio.to_thread(lambda: write(self._figures(session_id), language))
        except LogError as error:
            return web.Response(status=404 if error.code == "server.no_such_session" else 503)
        return web.Response(body=body, content_type=content_type)


class _Pulse:
    """Lets through at once what comes after a pause, and the last of what comes in between."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._asked = False
        self._rest: asyncio.TimerHandle | None = None

    def ask(self) -> None:
        """Something has changed."""
        if self._rest is not None:
            self._asked = True
            return
        self._rest = asyncio.get_running_loop().call_later(COUNTS_EVERY_S, self._rested)
        self._beat()

    def stop(self) -> None:
        """Beat no more."""
        if self._rest is not None:
            self._rest.cancel()

    def _rested(self) -> None:
        self._rest = None
        if self._asked:
            self._asked = False
            self.ask()


def read_session(log: EventLog, session_id: str) -> Sequence[Recorded]:
    """A session's whole log. Raises `LogError` if there is no such session."""
    recorded = log.read_from(session_id, 1)
    if not recorded:
        raise LogError("server.no_such_session", session=session_id)
    return recorded


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
