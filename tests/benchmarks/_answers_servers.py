"""The two servers that `answers` measures, each in a process of its own, and what their databases hold."""

import asyncio
import contextlib
import itertools
import signal
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec
from aiohttp import ClientSession, ClientWebSocketResponse

from decks.questions.model import Choice
from server.protocol import (
    CloseQuestion,
    DeckSummary,
    Done,
    HostMessage,
    OpenQuestion,
    OpenSession,
    Refused,
    RevealQuestion,
    RoomChanged,
    RoundChanged,
    ServerToHost,
    SlideQuestion,
    SlideSummary,
)
from server.running import DATABASE_FILE, read_running

ROOT = Path(__file__).parents[2]
QUESTION = Choice(
    "bench",
    "下列哪种做法最有助于学员记住内容？",
    ("课上提问", "照着幻灯片念", "划重点", "抄写"),
    (0,),
    explanation="回忆比重读有效。",
)
DECK = DeckSummary(
    "bench",
    "0" * 64,
    "Bench",
    "bench.pptx",
    (SlideSummary(1, "Bench"),),
    (SlideQuestion(1, QUESTION),),
)

Count = tuple[float, int]
"""From this moment of the monotonic clock on, the host knew of so many answers."""


class Server(Protocol):
    """A server with its host. Both calls return the moment at which the host spoke."""

    pid: int
    port: int
    counts: list[Count]

    async def ask(self) -> float:
        """The question is asked."""
        ...

    async def reveal(self) -> float:
        """The results are told."""
        ...

    def kept(self) -> tuple[int, int]:
        """How many phones' answers are in the database, and how many rows are there beyond these. Only
        when the server has ended."""
        ...


class Floor:
    """The floor, which passes on what it is told."""

    def __init__(self, pid: int, port: int, path: Path, host: ClientWebSocketResponse) -> None:
        self.pid, self.port = pid, port
        self.counts: list[Count] = []
        self._path = path
        self._host = host

    async def ask(self) -> float:
        question = {"kind": "choice", "id": QUESTION.id, "stem": QUESTION.stem, "options": QUESTION.options}
        return await self._say({"type": "asking", "session_id": "floor", "question": question, "round": 1})

    async def reveal(self) -> float:
        solution = {"kind": "choice", "options": QUESTION.correct}
        result = {"solution": solution, "explanation": QUESTION.explanation}
        return await self._say({"type": "now_revealed", **result, "counts": [0, 0, 0, 0], "answered": 0})

    async def _say(self, message: dict[str, object]) -> float:
        said_s = time.monotonic()
        await self._host.send_str(msgspec.json.encode(message).decode())
        return said_s

    def kept(self) -> tuple[int, int]:
        with contextlib.closing(sqlite3.connect(self._path)) as database:
            query = "SELECT count(*), count(DISTINCT token) FROM rows WHERE question = ?"
            rows, phones = database.execute(query, [QUESTION.id]).fetchone()
        return phones, rows - phones


class Ours:
    """Our server and a host who listens all the time."""

    def __init__(self, pid: int, port: int, path: Path, host: ClientWebSocketResponse) -> None:
        self.pid, self.port = pid, port
        self.counts: list[Count] = []
        self.in_the_room = 0
        self._path = path
        self._host = host
        self._refs = itertools.count(1)
        self._replies: dict[int, asyncio.Future[Done | Refused]] = {}
        self._listening = asyncio.create_task(self._listen())

    async def open(self) -> None:
        """Begin the session."""
        await self._do(lambda ref: OpenSession(ref, DECK))

    async def ask(self) -> float:
        return await self._do(lambda ref: OpenQuestion(ref, QUESTION.id, 1))

    async def reveal(self) -> float:
        await self._do(lambda ref: CloseQuestion(ref, QUESTION.id, 1))
        return await self._do(lambda ref: RevealQuestion(ref, QUESTION.id, 1))

    def kept(self) -> tuple[int, int]:
        with contextlib.closing(sqlite3.connect(self._path)) as database:
            rows = database.execute("SELECT body FROM events WHERE kind = 'answered'").fetchall()
        people = {msgspec.json.decode(body)["participant"] for (body,) in rows}
        return len(people), len(rows) - len(people)

    async def _do(self, make: Callable[[int], HostMessage]) -> float:
        ref = next(self._refs)
        reply = self._replies[ref] = asyncio.get_running_loop().create_future()
        said_s = time.monotonic()
        await self._host.send_str(msgspec.json.encode(make(ref)).decode())
        told = await reply
        if isinstance(told, Refused):
            raise RuntimeError(f"refused: {told.code}")
        return said_s

    async def _listen(self) -> None:
        decode = msgspec.json.Decoder(ServerToHost).decode
        async for frame in self._host:
            message = decode(frame.data)
            if isinstance(message, Done | Refused):
                self._replies.pop(message.ref).set_result(message)
            elif isinstance(message, RoundChanged):
                self.counts.append((time.monotonic(), message.round.answered))
            elif isinstance(message, RoomChanged):
                self.in_the_room = message.connected


@dataclass(frozen=True)
class Launch:
    """How servers are started: in which folder, and where the profile of ours goes, if one is wanted."""

    folder: Path
    profile: Path | None = None


@contextlib.asynccontextmanager
async def floor(launch: Launch) -> AsyncIterator[Floor]:
    """The floor while it runs."""
    path = launch.folder / "floor.sqlite"
    async with _process("-m", "tests.benchmarks._answers_floor", str(path)) as process:
        assert process.stdout is not None
        port = int(await process.stdout.readline())
        async with ClientSession() as client:
            host = await client.ws_connect(f"http://127.0.0.1:{port}/host")
            yield Floor(process.pid, port, path, host)


@contextlib.asynccontextmanager
async def ours(launch: Launch) -> AsyncIterator[Ours]:
    """Our server while it runs, with a session."""
    data = launch.folder / "data"
    profiled = ["-m", "cProfile", "-o", str(launch.profile)] if launch.profile else []
    words = [*profiled, "-m", "server", "serve", "--data", str(data), "--phone-port", "0"]
    async with _process(*words) as process:
        running = None
        while running is None:
            if process.returncode is not None:
                raise RuntimeError("the server did not start")
            await asyncio.sleep(0.05)
            running = read_running(data)
        headers = {"Authorization": f"Bearer {running.secret}"}
        async with ClientSession(headers=headers) as client:
            host = await client.ws_connect(f"http://127.0.0.1:{running.host_port}/host", max_msg_size=0)
            server = Ours(running.pid, running.phone_port, data / DATABASE_FILE, host)
            await server.open()
            yield server


@contextlib.asynccontextmanager
async def _process(*words: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A Python in the repository's folder; it is told to end, and waited for."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await process.communicate()
