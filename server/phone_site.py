"""The site that phones talk to: the page, and a phone's lines, which know a phone's messages and no other.

The trainer's own phone, as a remote, has lines of its own here (`remote_lines`)."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from aiohttp import WSCloseCode, WSMsgType, hdrs, web
from aiohttp.typedefs import Handler

from server.addresses import is_ours, is_same_origin
from server.classrooms import Classrooms
from server.line import Line
from server.phone_files import phone_files
from server.phone_pages import PhonePages, guard
from server.phones import Phone
from server.polling import Polling
from server.protocol import PHONE_HEAR_PATH, PHONE_SAY_PATH, PHONE_SOCKET_PATH, REMOTE_SOCKET_PATH
from server.reception import PhoneLimits, Reception, Visit, read
from server.remote_lines import RemoteLines

IDLE_S = 15
"""How long a connection may be without a whole request: at its beginning, and between two."""


@dataclass(eq=False, slots=True)
class _Guest:
    """A phone's socket, from its opening to its end."""

    visit: Visit
    request: web.Request
    socket: web.WebSocketResponse
    line: Line
    heard_s: float
    asked: bool = False  # whether it is still there


class PhoneSite:
    """The phones' side of the classrooms. `pages` is the folder of the phone's page; `names` are those under
    which the server is known in the wider network, if it has any."""

    def __init__(
        self, rooms: Classrooms, pages: Path, limits: PhoneLimits | None = None, names: Collection[str] = ()
    ) -> None:
        self._limits = limits or PhoneLimits()
        self._reception = Reception(rooms, self._limits)
        self.phones = self._reception.phones
        self._polling = Polling(self._reception)
        files = PhonePages(pages)
        self._remote_lines = RemoteLines(rooms, self._reception, files)
        self._names = frozenset(name.lower() for name in names)
        self._guests: set[_Guest] = set()
        self.app = web.Application(middlewares=[self._receive], client_max_size=self._limits.message_bytes)
        self.app.on_response_prepare.append(guard)
        self.app.cleanup_ctx.append(self._keep_asking)
        self.app.router.add_get(PHONE_SOCKET_PATH, self._meet)
        self.app.router.add_post(PHONE_SAY_PATH, self._polling.say)
        self.app.router.add_get(PHONE_HEAR_PATH, self._polling.hear)
        self.app.router.add_routes(phone_files(rooms, rooms.log))
        self.app.router.add_routes(self._remote_lines.routes)
        self.app.router.add_get("/{path:.*}", files.serve)

    async def close(self) -> None:
        """Send the phones away; they come back when the server does."""
        self._polling.close()
        await self._remote_lines.close()
        closing = [guest.socket.close(code=WSCloseCode.SERVICE_RESTART) for guest in list(self._guests)]
        await asyncio.gather(*closing, return_exceptions=True)

    @web.middleware
    async def _receive(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Serve only within an address's limits, under a name of ours, and no other site's page."""
        if not self._reception.may_ask(request.remote):
            if request.transport is not None:
                request.transport.abort()  # whoever asks so often gets no answer: an answer is dear
            return web.Response(status=429)
        host = request.headers.get(hdrs.HOST, "")
        if not is_ours(host, self._names):
            return web.Response(status=421, text="421")
        talking = request.path.startswith((PHONE_SOCKET_PATH, REMOTE_SOCKET_PATH))
        if talking and not is_same_origin(request.headers.get(hdrs.ORIGIN), host):
            return web.Response(status=403, text="403")
        return await handler(request)

    # --- one phone's socket ----------------------------------------------------------------------

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
        guest = _Guest(Visit(Phone(line.send, address=address)), request, socket, line, _now_s())
        self._guests.add(guest)
        try:
            ending = await self._listen(guest)
            if ending is not None:
                if guest.visit.too_fast:
                    await self._turn_away(guest, ending)
                await socket.close(code=ending)
        finally:
            self._guests.discard(guest)
            self.phones.gone(guest.visit.phone)
            _let_go(socket)
        return socket

    async def _turn_away(self, guest: _Guest, ending: WSCloseCode) -> None:
        """Say good-bye to who floods, without listening until he says it too."""
        transport = guest.request.transport
        if transport is None:
            return
        transport.pause_reading()
        with suppress(ConnectionError):
            await guest.socket.send_frame(ending.to_bytes(2), WSMsgType.CLOSE)
        await asyncio.sleep(self._limits.farewell_s)
        transport.abort()

    async def _listen(self, guest: _Guest) -> WSCloseCode | None:
        """Take messages in until there are no more; returns why we end the line, if it is we."""
        ending: WSCloseCode | None = None
        with suppress(TimeoutError):
            async with asyncio.timeout(self._limits.hello_s):
                while guest.visit.phone.token is None and ending is None and not guest.socket.closed:
                    ending = await self._take(guest)
        if guest.visit.phone.token is None:
            return ending or WSCloseCode.POLICY_VIOLATION
        while ending is None and not guest.socket.closed:
            ending = await self._take(guest)
        return ending

    async def _take(self, guest: _Guest) -> WSCloseCode | None:
        visit, socket = guest.visit, guest.socket
        frame = await socket.receive()
        guest.heard_s, guest.asked = _now_s(), False
        match frame.type:
            case WSMsgType.TEXT:
                ending = self._reception.hear(visit, read(frame.data))
            case WSMsgType.BINARY:
                ending = self._reception.hear(visit, None)
            case WSMsgType.PING:
                ending = self._reception.count(visit)
                with suppress(ConnectionError):
                    await socket.pong(frame.data)
            case WSMsgType.PONG:
                ending = self._reception.count(visit)
            case _:
                return None
        if visit.too_fast:
            await asyncio.sleep(0)  # what is there already is read without a pause: others come first
        return ending

    async def _keep_asking(self, _: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(self._ask_the_silent(), name="asking the silent")
        yield
        task.cancel()
        await asyncio.wait([task])

    async def _ask_the_silent(self) -> None:
        """Ping phones that have been silent, and cut those that stay so: a phone that has left the network
        says no good-bye. (aiohttp's own heartbeat has a timer for each socket, and holds on to each.)"""
        patience_s = self._limits.heartbeat_s
        while True:
            await asyncio.sleep(patience_s / 20)
            for guest in list(self._guests):
                silent_s = _now_s() - guest.heard_s
                if silent_s > 1.5 * patience_s:
                    guest.line.cut()
                elif silent_s > patience_s and not guest.asked:
                    guest.asked = True
                    await _ping(guest)


async def _ping(guest: _Guest) -> None:
    """Ask whether a phone is there, unless it has yet to take what was sent before: that could be long."""
    transport = guest.request.transport
    if transport is not None and transport.get_write_buffer_size() == 0:
        with suppress(ConnectionError):
            await guest.socket.ping()


def _let_go(socket: web.WebSocketResponse) -> None:
    """aiohttp keeps the error that ended a socket, whose trace leads back to the socket: a ring of 13 kB that
    stays until Python next looks for rings everywhere."""
    error = socket.exception()
    if error is not None:
        error.__traceback__ = error.__context__ = None


def _now_s() -> float:
    return asyncio.get_running_loop().time()
