"""The line of the trainer's own phone on the phones' site: it knows a remote's messages and no other."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

import msgspec
from aiohttp import WSCloseCode, WSMsgType, hdrs, web

from server.allowance import Allowances
from server.classrooms import Classrooms
from server.line import Line
from server.phone_pages import PhonePages
from server.protocol import (
    REMOTE_PATH,
    REMOTE_SOCKET_PATH,
    RemoteHello,
    RemoteMessage,
    RemoteRefused,
    RemoteResync,
)
from server.reception import Reception
from server.remotes import RemoteLine

_PAGE = "/remote.html"

_decoder: msgspec.json.Decoder[RemoteMessage] = msgspec.json.Decoder(RemoteMessage)


@dataclass(eq=False, slots=True)
class _Caller:
    """A remote's socket, from its opening to its end."""

    socket: web.WebSocketResponse
    line: RemoteLine
    token: str = ""
    malformed: int = 0
    too_fast: int = 0
    asked: bool = False  # whether it is still there


class RemoteLines:
    """Serves the remote's page and its lines, within the bounds that hold for all phones."""

    def __init__(self, rooms: Classrooms, reception: Reception, pages: PhonePages) -> None:
        self._remotes = rooms.remotes
        self._reception = reception
        self._limits = reception.limits
        self._pages = pages
        pace = max(1.0, rooms.clock.speed)
        self._tokens = Allowances(self._limits.burst * pace, self._limits.per_s * pace)
        self._callers: set[_Caller] = set()
        self._closing: set[asyncio.Task[bool]] = set()
        self.routes = [web.get(REMOTE_PATH, self._page), web.get(REMOTE_SOCKET_PATH, self._meet)]

    async def close(self) -> None:
        """Send the remotes away; when the server is back, they find that they are none any more."""
        closing = [caller.socket.close(code=WSCloseCode.SERVICE_RESTART) for caller in list(self._callers)]
        await asyncio.gather(*closing, return_exceptions=True)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        return await self._pages.serve(request.clone(rel_url=_PAGE))

    async def _meet(self, request: web.Request) -> web.StreamResponse:
        address = self._reception.open_line(request.remote)
        if address is None:
            return web.Response(status=503, text="503", headers={hdrs.RETRY_AFTER: "10"})
        try:
            await self._reception.turn(address)
            return await self._serve(request, address)
        finally:
            self._reception.close_line(address)

    async def _serve(self, request: web.Request, address: str) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(
            autoping=False,  # pings count as messages
            compress=False,
            max_msg_size=self._limits.message_bytes,
            timeout=self._limits.farewell_s,
        )
        await socket.prepare(request)
        line = Line(request, socket, self._limits.waiting_bytes)
        caller = _Caller(socket, RemoteLine(line.send, lambda: self._end(socket), address))
        self._callers.add(caller)
        try:
            ending = await self._greet(caller)
            while ending is None and not socket.closed:
                ending = await self._take(caller, line)
            if ending is not None:
                await socket.close(code=ending)
        finally:
            self._callers.discard(caller)
            self._remotes.gone(caller.line)
        return socket

    def _end(self, socket: web.WebSocketResponse) -> None:
        task = asyncio.create_task(socket.close(code=WSCloseCode.POLICY_VIOLATION), name="a remote's end")
        self._closing.add(task)
        task.add_done_callback(self._closing.discard)

    async def _greet(self, caller: _Caller) -> WSCloseCode | None:
        """Hear the first message: who says anything else, or nothing, is no remote."""
        message: RemoteMessage | None = None
        with suppress(TimeoutError):
            frame = await caller.socket.receive(self._limits.hello_s)
            message = _read(frame.data) if frame.type is WSMsgType.TEXT else None
        if not isinstance(message, RemoteHello):
            caller.line.tell(RemoteRefused("malformed"))
            return WSCloseCode.POLICY_VIOLATION
        if not self._allowed(caller, message.token):
            return WSCloseCode.TRY_AGAIN_LATER
        caller.token = message.token
        self._remotes.greet(caller.line, message)
        return None

    async def _take(self, caller: _Caller, line: Line) -> WSCloseCode | None:
        patience_s = self._limits.heartbeat_s / 2 if caller.asked else self._limits.heartbeat_s
        try:
            frame = await caller.socket.receive(patience_s)
        except TimeoutError:
            if caller.asked:
                line.cut()  # it has left the network without a good-bye
            else:
                caller.asked = True
                with suppress(ConnectionError):
                    await caller.socket.ping()
            return None
        caller.asked = False
        match frame.type:
            case WSMsgType.TEXT:
                return self._hear(caller, _read(frame.data))
            case WSMsgType.BINARY:
                return self._hear(caller, None)
            case WSMsgType.PING | WSMsgType.PONG:
                if frame.type is WSMsgType.PING:
                    with suppress(ConnectionError):
                        await caller.socket.pong(frame.data)
                return None if self._allowed(caller, caller.token) else self._tire(caller)
        return None

    def _hear(self, caller: _Caller, message: RemoteMessage | None) -> WSCloseCode | None:
        if caller.line.remote is None:
            return None  # turned away; the line is being closed
        if not self._allowed(caller, caller.token):
            number = getattr(message, "number", None)
            if number is not None:
                self._remotes.refuse(caller.line, number)
            return self._tire(caller)
        match message:
            case None | RemoteHello():
                caller.malformed += 1
                caller.line.tell(RemoteRefused("malformed"))
                return WSCloseCode.POLICY_VIOLATION if caller.malformed >= self._limits.malformed else None
            case RemoteResync():
                self._remotes.look_again(caller.line)
            case _:
                self._remotes.wish(caller.line, message)
        return None

    def _allowed(self, caller: _Caller, token: str) -> bool:
        now_s = asyncio.get_running_loop().time()
        return self._reception.may_ask(caller.line.address) and self._tokens.take(token, now_s)

    def _tire(self, caller: _Caller) -> WSCloseCode | None:
        caller.too_fast += 1
        return WSCloseCode.POLICY_VIOLATION if caller.too_fast >= self._limits.too_fast else None


def _read(data: str | bytes) -> RemoteMessage | None:
    try:
        return _decoder.decode(data)
    # RecursionError: brackets in brackets, thousands deep
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
