"""Pictures that belong to questions: the host brings them, phones fetch those of the open sessions."""

import asyncio
import hashlib
from collections import OrderedDict

from aiohttp import hdrs, web

from server.classrooms import Classrooms
from server.eventlog import EventLog, LogError
from server.picture_kind import kind_of

LARGEST = 2 * 1024 * 1024
"""Of a picture, in bytes."""
PATH = "/pictures/{sha256:[0-9a-f]{64}}"

_HELD = 32 * 1024 * 1024
"""So many bytes of pictures are held in memory: a class asks for the same one all at once."""


class PictureShelf:
    """The phones' side: pictures by their hash, if a question of an open session has them."""

    def __init__(self, rooms: Classrooms, log: EventLog) -> None:
        self._rooms = rooms
        self._log = log
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._reading = asyncio.Lock()
        self.routes = [web.get(PATH, self.serve)]

    async def serve(self, request: web.Request) -> web.Response:
        """Answer a GET or HEAD."""
        sha256 = request.match_info["sha256"]
        if not self._in_use(sha256):
            self._held.pop(sha256, None)
            return web.Response(status=404, text="404")
        headers = {hdrs.ETAG: f'"{sha256}"', hdrs.CACHE_CONTROL: "public, max-age=31536000, immutable"}
        if headers[hdrs.ETAG] in request.headers.get(hdrs.IF_NONE_MATCH, ""):
            return web.Response(status=304, headers=headers)
        try:
            body = await self._read(sha256)
        except LogError:
            return web.Response(status=503, text="503")
        kind = kind_of(body) if body else None
        if body is None or kind is None:
            return web.Response(status=404, text="404")
        return web.Response(body=body, content_type=kind, headers=headers)

    def _in_use(self, sha256: str) -> bool:
        sessions = (room.session for room in self._rooms.open_rooms)
        return any(
            question.picture == sha256
            for session in sessions
            if session is not None
            for question in session.questions.values()
        )

    async def _read(self, sha256: str) -> bytes | None:
        async with self._reading:  # a thousand phones ask at once, and one of them reads for all
            body = self._held.get(sha256)
            if body is None:
                body = await asyncio.to_thread(self._log.read_picture, sha256)
            if body is not None:
                self._hold(sha256, body)
            return body

    def _hold(self, sha256: str, body: bytes) -> None:
        self._held[sha256] = body
        self._held.move_to_end(sha256)
        while sum(map(len, self._held.values())) > _HELD:
            self._held.popitem(last=False)


class PictureDesk:
    """The host's side: takes a picture in, under its hash."""

    def __init__(self, rooms: Classrooms, log: EventLog) -> None:
        self._rooms = rooms
        self._log = log
        self.routes = [web.put(PATH, self.take)]

    async def take(self, request: web.Request) -> web.Response:
        """Answer a PUT: 204 when it is on disk, 413 if it is too large, 422 if it is no picture or not what
        its hash says, 507 if it can't be written."""
        body = await read_body(request, LARGEST)
        if body is None:
            return web.Response(status=413, text="413")
        sha256 = request.match_info["sha256"]
        if hashlib.sha256(body).hexdigest() != sha256 or kind_of(body) is None:
            return web.Response(status=422, text="422")
        try:
            now_ms = self._rooms.clock.now_ms()
            await self._rooms.on_log(lambda: self._log.keep_picture(sha256, body, now_ms))
        except LogError:
            return web.Response(status=507, text="507")
        return web.Response(status=204)


async def read_body(request: web.Request, most: int) -> bytes | None:
    """The body of a request; None if it is larger than `most` bytes, of which no more are read."""
    body = bytearray()
    async for part in request.content.iter_chunked(64 * 1024):
        body += part
        if len(body) > most:
            return None
    return bytes(body)
