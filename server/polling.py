"""The phone's line where a WebSocket doesn't get through: a POST for each message, and a GET that waits for
what the server says. `docs/protocol.md` tells it for other clients."""

import asyncio
import re
from collections import deque
from collections.abc import Callable

import msgspec
from aiohttp import hdrs, web

from server.phones import Phone
from server.protocol import LINE_HEADER, Heard, Hello, PhoneMessage, Resync
from server.reception import Reception, Visit, read

_BODY_S = 10
_LINE = re.compile(r"[0-9a-f]{32}")

_encode = msgspec.json.Encoder().encode


class PollingLine:
    """Keeps what was said until the phone has acknowledged it. Whoever lets too much of it wait, or isn't
    heard from for `silent_s`, is gone: `gone` is called then, once, and never from within another call."""

    def __init__(self, longest: int, silent_s: float, gone: Callable[[], None]) -> None:
        self.ended = False
        self._longest = longest
        self._silent_s = silent_s
        self._gone = gone
        self._frames: deque[bytes] = deque()
        self._last = 0  # the number of the last of them
        self._waiting: asyncio.Future[bool] | None = None
        self._silence: asyncio.TimerHandle | None = None
        self.was_heard()

    def send(self, frame: bytes) -> None:
        """Say a message that is JSON already."""
        if self.ended:
            return
        self._frames.append(frame)
        self._last += 1
        if len(self._frames) > self._longest:
            self.end()
        self._wake(True)

    def was_heard(self) -> None:
        """The phone is there."""
        if self._silence is not None:
            self._silence.cancel()
        if not self.ended:
            self._silence = asyncio.get_running_loop().call_later(self._silent_s, self.end)

    def acknowledge(self, number: int) -> bool:
        """The phone has everything up to this number; False if that was never said."""
        if number > self._last:
            return False
        while self._frames and self._last - len(self._frames) < number:
            self._frames.popleft()
        return True

    async def heard(self, within_s: float) -> Heard:
        """What is not acknowledged, as soon as there is any. Only the latest who asks waits for it."""
        self._wake(False)
        if not self._frames and not self.ended:
            waiting = self._waiting = asyncio.get_running_loop().create_future()
            await asyncio.wait([waiting], timeout=within_s)
            if waiting.done() and not waiting.result():
                return Heard(self._last - len(self._frames))
        return Heard(self._last, tuple(msgspec.Raw(frame) for frame in self._frames))

    def end(self) -> None:
        """Nothing more is said or heard."""
        if self.ended:
            return
        self.ended = True
        self._frames.clear()
        if self._silence is not None:
            self._silence.cancel()
        self._wake(True)
        asyncio.get_running_loop().call_soon(self._gone)

    def _wake(self, there_is_news: bool) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(there_is_news)


class Polling:
    """The lines of all phones that poll."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self._lines: dict[str, tuple[PollingLine, Visit]] = {}
        self._closing = False

    def close(self) -> None:
        """Send away who waits; the phones come back when the server does."""
        self._closing = True
        for line, _ in self._lines.values():
            line.end()

    async def say(self, request: web.Request) -> web.Response:
        """Take one message: 204 when it is taken; what it leads to is heard. 410: there is no such line (any
        more), a hello begins a new one."""
        name = request.headers.get(LINE_HEADER, "")
        if not _LINE.fullmatch(name):
            return _status(400)
        if hdrs.CONTENT_ENCODING in request.headers:
            return _status(415)
        try:
            async with asyncio.timeout(_BODY_S):
                body = await request.read()
        except TimeoutError:
            return _status(408)
        return _status(self._take(name, request.remote, read(body)))

    async def hear(self, request: web.Request) -> web.Response:
        """Say what there is, or what comes within half a minute: `Heard`."""
        found = self._lines.get(request.headers.get(LINE_HEADER, ""))
        after = _number(request.query.get("after", ""))
        if found is None:
            return _status(410)
        line, visit = found
        line.was_heard()
        if self._reception.count(visit) is not None:
            line.end()
        if after is None or not line.acknowledge(after):
            return _status(400)
        heard = await line.heard(self._reception.limits.poll_s)
        if line.ended:
            return _status(503 if self._closing else 410)
        headers = {hdrs.CACHE_CONTROL: "no-store"}
        return web.Response(body=_encode(heard), content_type="application/json", headers=headers)

    def _take(self, name: str, remote: str | None, message: PhoneMessage | None) -> int:
        found = self._lines.get(name)
        if found is None:
            if not isinstance(message, Hello):
                return 410
            found = self._begin(name, remote)
            if found is None:
                return 503
        line, visit = found
        line.was_heard()
        if isinstance(message, Hello) and message.token == visit.phone.token:
            message = Resync()  # its answer got lost, and it was sent again
        if self._reception.hear(visit, message) is not None:
            line.end()
            return 429
        return 204

    def _begin(self, name: str, remote: str | None) -> tuple[PollingLine, Visit] | None:
        address = None if self._closing else self._reception.open_line(remote)
        if address is None:
            return None

        def gone() -> None:
            del self._lines[name]
            self._reception.close_line(address)
            self._reception.phones.gone(visit.phone)

        limits = self._reception.limits
        line = PollingLine(limits.waiting_frames, limits.silent_s, gone)
        visit = Visit(Phone(line.send, address=address))
        self._lines[name] = (line, visit)
        return line, visit


def _status(code: int) -> web.Response:
    return web.Response(status=code, headers={hdrs.CACHE_CONTROL: "no-store"})


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None
