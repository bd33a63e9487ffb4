"""The site that phones talk to: the page, and a socket that knows a phone's four messages and no other."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from aiohttp import WSCloseCode, WSMsgType, hdrs, web

from server.allowance import Allowance
from server.classrooms import Classrooms
from server.line import Line
from server.phone_pages import PhonePages, guard
from server.phones import Phone, Phones
from server.protocol import (
    PHONE_SOCKET_PATH,
    AnswerRefused,
    Hello,
    PhoneMessage,
    PhoneRefused,
    SubmitAnswer,
)

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
class _Visit:
    """A phone's socket, from its opening to its end."""

    phone: Phone
    socket: web.WebSocketResponse
    line: Line
    allowance: Allowance
    address: _Address
    malformed: int = 0
    too_fast: int = 0


class PhoneSite:
    """The phones' side of the classrooms. `pages` is the folder of the phone's page."""

    def __init__(self, rooms: Classrooms, pages: Path, limits: PhoneLimits | None = None) -> None:
        self.phones = Phones(rooms)
        self._limits = limits or PhoneLimits()
        self._pace = max(1.0, rooms.clock.speed)
        self._addresses: dict[str, _Address] = {}
        self._sockets: set[web.WebSocketResponse] = set()
        self.app = web.Application()
        self.app.on_response_prepare.append(guard)
        self.app.router.add_get(PHONE_SOCKET_PATH, self._meet)
        self.app.router.add_get("/{path:.*}", PhonePages(pages).serve)

    async def close(self) -> None:
        """Send the phones away; they come back when the server does."""
        closing = [socket.close(code=WSCloseCode.SERVICE_RESTART) for socket in list(self._sockets)]
        await asyncio.gather(*closing, return_exceptions=True)

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
        line = Line(request, socket, limits.waiting_frames)
        visit = _Visit(Phone(line.send), socket, line, allowance, address)
        self._sockets.add(socket)
        try:
            await self._listen(visit)
        finally:
            self._sockets.discard(socket)
            self.phones.gone(visit.phone)
            await line.end()
        return socket

    async def _listen(self, visit: _Visit) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.hello_s):
                while visit.phone.token is None and await self._receive(visit):
                    pass
        if visit.phone.token is None:
            await visit.socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return
        while await self._receive(visit):
            pass

    async def _receive(self, visit: _Visit) -> bool:
        """Take one message; False when there will be no more."""
        frame = await visit.socket.receive()
        if frame.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
            return False
        self._take(visit, _read(frame.data) if frame.type is WSMsgType.TEXT else None)
        if visit.malformed < self._limits.malformed and visit.too_fast < self._limits.too_fast:
            return True
        await visit.line.flush()
        await visit.socket.close(code=WSCloseCode.POLICY_VIOLATION)
        return False

    def _take(self, visit: _Visit, message: PhoneMessage | None) -> None:
        phone = visit.phone
        if not self._allowed(visit):
            visit.too_fast += 1
            if isinstance(message, SubmitAnswer):
                phone.tell(AnswerRefused(message.question_id, message.round, "too_fast"))
            else:
                phone.tell(PhoneRefused("too_fast"))
        elif message is None or (phone.token is None) != isinstance(message, Hello):
            visit.malformed += 1
            phone.tell(PhoneRefused("malformed"))
        else:
            self.phones.hear(phone, message)

    def _allowed(self, visit: _Visit) -> bool:
        now_s = _now_s()
        return visit.allowance.take(now_s) and visit.address.allowance.take(now_s)

    def _new_address(self, name: str) -> _Address:
        limits = self._limits
        allowance = Allowance(limits.address_burst * self._pace, limits.address_per_s * self._pace, _now_s())
        return self._addresses.setdefault(name, _Address(allowance))


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
