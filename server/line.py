"""A line to one client: a bounded queue of frames and the one task that sends them."""

import asyncio
from collections import deque
from contextlib import suppress

from aiohttp import ClientConnectionError, WSMsgType, web

_FLUSH_S = 2


class Line:
    """Sending never waits. A client that reads too slowly is cut off: it comes back and asks again."""

    def __init__(self, request: web.Request, socket: web.WebSocketResponse, longest: int) -> None:
        self._request = request
        self._socket = socket
        self._longest = longest
        self._frames: deque[bytes] = deque()
        self._wake = asyncio.Event()
        self._ending = False
        self._task = asyncio.create_task(self._run(), name="line")

    def send(self, frame: bytes) -> None:
        """Send a message that is JSON already."""
        if len(self._frames) >= self._longest:
            self.cut()
            return
        self._frames.append(frame)
        self._wake.set()

    def cut(self) -> None:
        """Drop the connection without a farewell."""
        self._task.cancel()
        self._frames.clear()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def end(self) -> None:
        """Stop sending."""
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task

    async def flush(self) -> None:
        """Stop after what waits has been handed to the system, or after a moment if it can't be."""
        self._ending = True
        self._wake.set()
        await asyncio.wait([self._task], timeout=_FLUSH_S)

    async def _run(self) -> None:
        try:
            while self._frames or not self._ending:
                if self._frames:
                    await self._socket.send_frame(self._frames.popleft(), WSMsgType.TEXT)
                else:
                    self._wake.clear()
                    await self._wake.wait()
        except (ClientConnectionError, ConnectionError, RuntimeError):
            self._frames.clear()  # gone: the reading side notices and tidies up
