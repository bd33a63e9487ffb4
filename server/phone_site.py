"""The site that phones talk to: the page, and a socket that knows a phone's four messages and no other."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from aiohttp import WSCloseCode, WSMsgType, hdrs, web

from server.allowance import Allowance
from server.classroom import NO_ROOM, Classroom, Reply
from server.classrooms import Classrooms
from server.eventlog import LogError
from server.events import (
    Opened,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
    SessionEnded,
)
from server.line import Line
from server.names import clean
from server.phone_pages import PhonePages, guard
from server.protocol import (
    PHONE_SOCKET_PATH,
    VERSION,
    AnswerRefused,
    AnswerSaved,
    CodeWanted,
    Hello,
    Join,
    NoSession,
    PhoneMessage,
    PhoneRefused,
    Resync,
    ServerToPhone,
    Stage,
    SubmitAnswer,
)
from server.session import Refusal
from server.views import StageView

_STAGE_CHANGES = (Opened, QuestionOpened, QuestionClosed, QuestionRevealed, QuestionLeft, SessionEnded)

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[PhoneMessage] = msgspec.json.Decoder(PhoneMessage)


@dataclass(frozen=True, slots=True)
class PhoneLimits:
    """What one phone, and one address, may do."""

    hello_s: float = 10  # a socket that says nothing is no phone
    heartbeat_s: float = 20
    message_bytes: int = 16 * 1024
    malformed: int = 5  # a page of another version sends one or two, and is told to reload
    burst: int = 30  # a hand can't; a page that catches up after sleep sends a handful
    per_s: float = 5
    too_fast: int = 100  # refusals before the line is cut
    waiting_frames: int = 64  # a phone needs about five for each question
    # A hall of a thousand may reach the laptop through one router's address, and a rehearsal comes
    # through loopback: these bounds keep one address from taking everything, not a class from entering.
    sockets_per_address: int = 2000
    address_burst: int = 6000
    address_per_s: float = 2000


@dataclass(eq=False, slots=True)
class _Address:
    allowance: Allowance
    sockets: int = 0


@dataclass(eq=False, slots=True)
class _Phone:
    socket: web.WebSocketResponse
    line: Line
    allowance: Allowance
    address: _Address
    token: str | None = None
    code: str = ""
    room: Classroom | None = None
    malformed: int = 0
    too_fast: int = 0
    shown: Stage | None = None


class PhoneSite:
    """The phones' side of the classrooms. `pages` is the folder of the phone's page."""

    def __init__(self, rooms: Classrooms, pages: Path, limits: PhoneLimits | None = None) -> None:
        self._rooms = rooms
        self._limits = limits or PhoneLimits()
        self._pace = max(1.0, rooms.clock.speed)
        self._addresses: dict[str, _Address] = {}
        # By classroom and token; where no session is on for them, phones wait together.
        self._phones: dict[Classroom | None, dict[str, set[_Phone]]] = {}
        self._sockets: set[web.WebSocketResponse] = set()
        rooms.audiences.append(self)
        self.app = web.Application()
        self.app.on_response_prepare.append(guard)
        self.app.router.add_get(PHONE_SOCKET_PATH, self._meet)
        self.app.router.add_get("/{path:.*}", PhonePages(pages).serve)

    async def close(self) -> None:
        """Send the phones away; they come back when the server does."""
        closing = [socket.close(code=WSCloseCode.SERVICE_RESTART) for socket in list(self._sockets)]
        await asyncio.gather(*closing, return_exceptions=True)

    # --- what the classroom tells ----------------------------------------------------------------

    def happened(self, room: Classroom, recorded: tuple[Recorded, ...]) -> None:
        """See `classrooms.Audience`."""
        if any(isinstance(one.event, Opened) for one in recorded):
            self._lead_in()
        if any(isinstance(one.event, _STAGE_CHANGES) for one in recorded):
            self._show_all(room)

    def troubled(self, trouble: LogError | None) -> None:
        """See `classrooms.Audience`. A phone learns of it when it wants something saved."""

    def _lead_in(self) -> None:
        """A session has begun: phones that were waiting for one, or whose session is over, go there."""
        for room, phones in list(self._phones.items()):
            if room is not None and room.open:
                continue
            for phone in [phone for same in phones.values() for phone in same]:
                there = self._rooms.find(phone.code)
                if there is not room:
                    self._leave_seat(phone)
                    self._take_a_seat(phone, there, lambda _: None)

    def _show_all(self, room: Classroom) -> None:
        view = StageView(room.session, room.clock.now_ms())
        frames: dict[Stage, bytes] = {}
        for token, phones in list(self._phones.get(room, {}).items()):
            stage = view.stage_for(room.participant_of(token))
            frame = frames.get(stage)
            if frame is None:
                frame = frames[stage] = _encode(stage)
            for phone in list(phones):
                if phone.shown != stage:  # who is in the lobby need not hear of every question
                    phone.shown = stage
                    phone.line.send(frame)

    # --- one phone -------------------------------------------------------------------------------

    async def _meet(self, request: web.Request) -> web.StreamResponse:
        if not _same_origin(request):
            return web.Response(status=403, text="403")
        name = request.remote or ""
        address = self._addresses.get(name) or self._new_address(name)
        if address.sockets >= self._limits.sockets_per_address:
            return web.Response(status=503, text="503", headers={hdrs.RETRY_AFTER: "10"})
        address.sockets += 1
        try:
            return await self._serve(request, address)
        finally:
            address.sockets -= 1
            if not address.sockets:
                self._addresses.pop(name, None)

    async def _serve(self, request: web.Request, address: _Address) -> web.WebSocketResponse:
        limits = self._limits
        socket = web.WebSocketResponse(
            compress=False,
            heartbeat=limits.heartbeat_s,
            max_msg_size=limits.message_bytes,
            timeout=2,
        )
        await socket.prepare(request)
        allowance = Allowance(limits.burst * self._pace, limits.per_s * self._pace, _now_s())
        phone = _Phone(socket, Line(request, socket, limits.waiting_frames), allowance, address)
        self._sockets.add(socket)
        try:
            await self._listen(phone)
        finally:
            self._sockets.discard(socket)
            self._forget(phone)
            await phone.line.end()
        return socket

    async def _listen(self, phone: _Phone) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.hello_s):
                while phone.token is None and await self._receive(phone):
                    pass
        if phone.token is None:
            await phone.socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        while await self._receive(phone):
            pass

    async def _receive(self, phone: _Phone) -> bool:
        """Take one message; False when there will be no more."""
        frame = await phone.socket.receive()
        if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return False
        message = _read(frame.data) if frame.type is WSMsgType.TEXT else None
        if not self._allowed(phone):
            phone.too_fast += 1
            if isinstance(message, SubmitAnswer):
                _send(phone, AnswerRefused(message.question_id, message.round, "too_fast"))
            else:
                _send(phone, PhoneRefused("too_fast"))
        elif message is None or (phone.token is None) != isinstance(message, Hello):
            phone.malformed += 1
            _send(phone, PhoneRefused("malformed"))
        else:
            self._obey(phone, message)
        if phone.malformed < self._limits.malformed and phone.too_fast < self._limits.too_fast:
            return True
        await phone.line.flush()
        await phone.socket.close(code=WSCloseCode.POLICY_VIOLATION)
        return False

    def _allowed(self, phone: _Phone) -> bool:
        now_s = _now_s()
        return phone.allowance.take(now_s) and phone.address.allowance.take(now_s)

    def _obey(self, phone: _Phone, message: PhoneMessage) -> None:
        match message:
            case Hello():
                self._greet(phone, message)
            case Join():
                self._join(phone, message)
            case SubmitAnswer():
                self._take(phone, message)
            case Resync():
                self._rooms.when_settled(lambda _: self._show(phone))

    def _greet(self, phone: _Phone, message: Hello) -> None:
        if message.version != VERSION:
            _send(phone, PhoneRefused("version"))
            return
        phone.token, phone.code = message.token, message.code
        self._take_a_seat(phone, self._rooms.find(phone.code), lambda _: self._show(phone))

    def _take_a_seat(self, phone: _Phone, room: Classroom | None, seated: Reply) -> None:
        phone.room = room
        self._phones.setdefault(room, {}).setdefault(_token(phone), set()).add(phone)
        if room is None:
            self._rooms.when_settled(seated)
        else:
            room.arrive(_token(phone), seated)

    def _leave_seat(self, phone: _Phone) -> None:
        tokens = self._phones[phone.room]
        tokens[_token(phone)].discard(phone)
        if not tokens[_token(phone)]:
            del tokens[_token(phone)]
        if not tokens:
            del self._phones[phone.room]
        if phone.room is not None:
            phone.room.leave(_token(phone))

    def _same(self, phone: _Phone) -> list[_Phone]:
        """All tabs of the same browser in the same classroom."""
        return list(self._phones.get(phone.room, {}).get(_token(phone), ()))

    def _join(self, phone: _Phone, message: Join) -> None:
        def joined(refusal: Refusal | None) -> None:
            if refusal is not None:
                _send(phone, PhoneRefused("name" if refusal.code == "name" else "not_stored"))
                return
            for one in self._same(phone):  # a second tab takes part with the first
                self._show(one)

        if phone.room is None:
            self._rooms.when_settled(joined)
        else:
            phone.room.join(_token(phone), clean(message.name), joined)

    def _take(self, phone: _Phone, message: SubmitAnswer) -> None:
        def taken(refusal: Refusal | None) -> None:
            key = (message.question_id, message.round)
            if refusal is not None:
                code = NO_ROOM if "." in refusal.code else refusal.code
                _send(phone, AnswerRefused(*key, code))
                return
            _send(phone, AnswerSaved(*key, message.answer))
            for one in self._same(phone):
                if one is not phone:
                    self._show(one)

        if phone.room is None:
            self._rooms.when_settled(lambda _: taken(Refusal("not_joined")))
        else:
            phone.room.answer(_token(phone), message, taken)

    def _show(self, phone: _Phone) -> None:
        if phone.token is None:
            return
        room = phone.room
        if room is None:
            phone.shown = CodeWanted() if self._rooms.open_rooms else NoSession()
        else:
            view = StageView(room.session, room.clock.now_ms())
            phone.shown = view.stage_for(room.participant_of(phone.token))
        _send(phone, phone.shown)

    def _forget(self, phone: _Phone) -> None:
        if phone.token is not None:
            self._leave_seat(phone)

    def _new_address(self, name: str) -> _Address:
        limits = self._limits
        allowance = Allowance(limits.address_burst * self._pace, limits.address_per_s * self._pace, _now_s())
        return self._addresses.setdefault(name, _Address(allowance))


def _token(phone: _Phone) -> str:
    assert phone.token is not None
    return phone.token


def _send(phone: _Phone, message: ServerToPhone) -> None:
    phone.line.send(_encode(message))


def _read(text: str) -> PhoneMessage | None:
    try:
        return _decoder.decode(text)
    except (
        msgspec.DecodeError,
        UnicodeError,
        RecursionError,
    ):  # the last: brackets in brackets, thousands deep
        return None


def _same_origin(request: web.Request) -> bool:
    """Browsers always say where a page came from; what is no browser says nothing."""
    origin = request.headers.get(hdrs.ORIGIN)
    if origin is None:
        return True
    host = request.headers.get(hdrs.HOST, "")
    try:
        return bool(host) and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _now_s() -> float:
    return asyncio.get_running_loop().time()
