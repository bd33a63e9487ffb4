"""The floor under an answer server: `python -m tests.benchmarks._answers_floor DATABASE` prints its port.

It does the least that can be done for a class whose answers must not get lost: a WebSocket for each phone,
a row on disk for each who joins and each who answers, written together with whatever else waits (WAL,
synchronous=FULL), then a word of thanks; and what the host says is passed on to everybody. There are no
rules, no session that could be taken up again, no limits and no host who is told counts.
"""

import asyncio
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import msgspec
from aiohttp import WSMsgType, web

BACKLOG = 1024
_encode = msgspec.json.Encoder().encode
_LOBBY = _encode({"type": "lobby", "session_id": "floor", "title": "Floor", "identity": "nickname"})
_WAITING = _encode({"type": "waiting", "session_id": "floor", "title": "Floor", "name": ""})


class Floor:
    """Phones, and rows that wait for the disk."""

    def __init__(self, path: str) -> None:
        self._database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE rows (question TEXT, token TEXT, body TEXT, PRIMARY KEY (question, token));"
        )
        self._phones: set[web.WebSocketResponse] = set()
        self._waiting: list[tuple[web.WebSocketResponse, tuple[str, str, str], bytes]] = []
        self._wake = asyncio.Event()
        self._thread = ThreadPoolExecutor(1)
        self._committing = asyncio.create_task(self._commit())

    async def phone(self, request: web.Request) -> web.WebSocketResponse:
        """One phone: hello, join, answers."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self._phones.add(socket)
        token = ""
        async for frame in socket:
            message = msgspec.json.decode(frame.data)
            if message["type"] == "hello":
                token = message["token"]
                await socket.send_frame(_LOBBY, WSMsgType.TEXT)
            elif message["type"] == "join":
                self._keep(socket, ("", token, message["name"]), _WAITING)
            else:
                saved = _encode({**message, "type": "saved"})
                self._keep(socket, (message["question_id"], token, frame.data), saved)
        self._phones.discard(socket)
        return socket

    async def host(self, request: web.Request) -> web.WebSocketResponse:
        """Whatever the host says is said to every phone."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        async for frame in socket:
            told = frame.data.encode()
            for phone in list(self._phones):
                await phone.send_frame(told, WSMsgType.TEXT)
        return socket

    def _keep(self, socket: web.WebSocketResponse, row: tuple[str, str, str], thanks: bytes) -> None:
        self._waiting.append((socket, row, thanks))
        self._wake.set()

    async def _commit(self) -> None:
        while await self._wake.wait():
            self._wake.clear()
            batch, self._waiting = self._waiting, []
            rows = [row for _, row, _ in batch]
            await asyncio.get_running_loop().run_in_executor(self._thread, self._write, rows)
            for socket, _, thanks in batch:
                await socket.send_frame(thanks, WSMsgType.TEXT)

    def _write(self, rows: list[tuple[str, str, str]]) -> None:
        self._database.execute("BEGIN")
        self._database.executemany("INSERT OR IGNORE INTO rows VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")


async def main(path: str) -> None:
    """Serve until killed."""
    floor = Floor(path)
    app = web.Application()
    app.router.add_get("/phone", floor.phone)
    app.router.add_get("/host", floor.host)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "0.0.0.0", 0, backlog=BACKLOG)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
