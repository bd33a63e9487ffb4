"""A classroom with both its sites over real sockets and a real log; only time and chance are made up."""

import asyncio
import contextlib
import itertools
import os
import shutil
import signal
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, TCPConnector, WSMsgType
from aiohttp.test_utils import TestServer

from decks.questions.model import Choice, ChoiceAnswer
from server.classroom import Classroom
from server.classrooms import Classrooms
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.events import Recorded
from server.figures import FiguresRead
from server.host_site import HostSite
from server.phone_site import PhoneSite
from server.protocol import (
    AnswerSaved,
    CloseQuestion,
    DeckSummary,
    Done,
    Hello,
    HostMessage,
    Identity,
    Join,
    OpenQuestion,
    OpenSession,
    PhoneMessage,
    Refused,
    RevealQuestion,
    RunningServer,
    ServerToHost,
    ServerToPhone,
    SlideQuestion,
    SlideSummary,
    Stage,
    SubmitAnswer,
    Told,
)
from server.reception import PhoneLimits
from server.running import read_running

REPOSITORY = Path(__file__).parents[2]
SECRET = "the secret of this test"
START_MS = 1_800_000_000_000
PATIENCE_S = 10


class FakeClock:
    """Server time that stands still until it is moved."""

    speed = 1.0

    def __init__(self, at_ms: int = START_MS) -> None:
        self.at_ms = at_ms
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def now_ms(self) -> int:
        return self.at_ms

    def not_before(self, at_ms: int) -> None:
        self.at_ms = max(self.at_ms, at_ms)

    async def sleep(self, seconds: float) -> None:
        waking: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.at_ms + seconds * 1000, waking))
        await waking

    def advance(self, ms: int) -> None:
        self.at_ms += ms
        for due_ms, waking in self._sleepers:
            if due_ms <= self.at_ms and not waking.done():
                waking.set_result(None)


class HeldLog(SqliteLog):
    """A log whose commits can be held up, or be reported as failed although they are on disk."""

    def __init__(self, path: Path, *, busy_ms: int = 50) -> None:
        super().__init__(path, busy_ms=busy_ms)
        self.go_on = threading.Event()
        self.go_on.set()
        self.lying = False
        self.batches: list[list[int]] = []

    def append(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        assert self.go_on.wait(PATIENCE_S)
        self.batches.append([one.seq for one in recorded])
        super().append(session_id, recorded)
        if self.lying:
            self.lying = False
            raise LogError("server.data_unwritable", path="here")


class Line(ClientWebSocketResponse):
    """A socket of a test, which `hang_up` closes if the test did not."""

    made: ClassVar[list["Line"]] = []

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        Line.made.append(self)


async def hang_up(client: ClientSession) -> None:
    """Close a client and every line made so far: a line left open would warn whenever it is collected."""
    await client.close()
    while Line.made:
        await Line.made.pop().close()


class Phone:
    """A phone's end of its socket. `heard` holds every frame it ever got; messages that lean on the stage
    before are told whole."""

    def __init__(self, socket: ClientWebSocketResponse, token: str) -> None:
        self.socket = socket
        self.token = token
        self.heard: list[str] = []
        self.told = Told()

    async def say(self, message: PhoneMessage) -> None:
        await self.socket.send_str(msgspec.json.encode(message).decode())

    async def hear(self) -> ServerToPhone:
        frame = await self.socket.receive(PATIENCE_S)
        assert frame.type is WSMsgType.TEXT, frame
        self.heard.append(frame.data)
        message = self.told.whole(msgspec.json.decode(frame.data, type=ServerToPhone))
        if isinstance(message, Stage):
            self.told.take(message)
        elif isinstance(message, AnswerSaved):
            self.told.take_saved(message)
        return message

    async def hear_close(self) -> int | None:
        while (frame := await self.socket.receive(PATIENCE_S)).type is WSMsgType.TEXT:
            self.heard.append(frame.data)
        assert frame.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING, WSMsgType.ERROR), frame
        return self.socket.close_code

    async def hello(self) -> ServerToPhone:
        await self.say(Hello(1, self.token))
        return await self.hear()

    async def join(self, name: str = "Ann") -> ServerToPhone:
        await self.say(Join(name))
        return await self.hear()

    async def answer(self, question_id: str, round_: int, *options: int) -> ServerToPhone:
        await self.say(SubmitAnswer(question_id, round_, ChoiceAnswer(options)))
        return await self.hear()


class Host:
    """The host's end of its socket; `heard` holds what came that was not a reply."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket
        self.heard: list[ServerToHost | FiguresRead] = []
        self._refs = itertools.count(1)

    async def hear(self) -> ServerToHost | FiguresRead:
        frame = await self.socket.receive(PATIENCE_S)
        assert frame.type is WSMsgType.TEXT, frame
        message = msgspec.json.decode(frame.data, type=ServerToHost | FiguresRead)
        self.heard.append(message)
        return message

    async def hear_until(self, kind: type, meets: Callable[[object], bool] = lambda _: True) -> object:
        while True:
            message = await self.hear()
            if isinstance(message, kind) and meets(message):
                return message

    async def ask(self, make: Callable[[int], HostMessage]) -> ServerToHost | FiguresRead:
        """Send the command that `make` makes of a fresh ref, and return its reply."""
        ref = next(self._refs)
        await self.socket.send_str(msgspec.json.encode(make(ref)).decode())
        while True:
            message = await self.hear()
            if getattr(message, "ref", None) == ref:
                return message

    async def do(self, make: Callable[[int], HostMessage]) -> None:
        reply = await self.ask(make)
        assert isinstance(reply, Done), reply

    async def refused(self, make: Callable[[int], HostMessage]) -> str:
        reply = await self.ask(make)
        assert isinstance(reply, Refused), reply
        return reply.code

    async def open(self, question_id: str, round_: int = 1) -> None:
        await self.do(lambda ref: OpenQuestion(ref, question_id, round_))

    async def close(self, question_id: str, round_: int = 1) -> None:
        await self.do(lambda ref: CloseQuestion(ref, question_id, round_))

    async def reveal(self, question_id: str, round_: int = 1) -> None:
        await self.do(lambda ref: RevealQuestion(ref, question_id, round_))


class House:
    """The server without its process: build it again on the same folder and it has been restarted."""

    def __init__(self, folder: Path, clock: FakeClock, deck: DeckSummary) -> None:
        self.folder = folder
        self.clock = clock
        self.deck = deck
        self.limits = PhoneLimits()
        self.shared = False
        self._numbers = itertools.count(1)

    async def start(self, *, busy_ms: int = 100) -> None:
        self.log = HeldLog(self.folder / "sessions.sqlite", busy_ms=busy_ms)
        self.rooms = Classrooms(self.log, self.clock, self._chance, retry_s=0.02)
        self.rooms.resume()
        pages = self.folder / "pages"
        self.phones = PhoneSite(self.rooms, pages, self.limits)
        self.hosts = HostSite(self.rooms, self.log, SECRET, 8765, shared=self.shared)
        self.phone_server = TestServer(self.phones.app)
        self.host_server = TestServer(self.hosts.app)
        await self.phone_server.start_server()
        await self.host_server.start_server()
        self.client = ClientSession(ws_response_class=Line)

    @property
    def room(self) -> Classroom:
        assert self.rooms.newest is not None
        return self.rooms.newest

    async def stop(self) -> None:
        self.log.go_on.set()
        await self.rooms.dismiss()
        await hang_up(self.client)  # first: who does not read would not answer a farewell
        await self.phones.close()
        await self.hosts.close()
        await self.phone_server.close()
        await self.host_server.close()
        await self.rooms.close()
        self.log.close()

    async def restart(self) -> None:
        await self.stop()
        await self.start()

    async def restart_with(self, limits: PhoneLimits) -> None:
        self.limits = limits
        await self.restart()

    async def host(self, session_id: str | None = None) -> Host:
        headers = {"Authorization": f"Bearer {SECRET}"}
        url = self.host_server.make_url("/host")
        if session_id is not None:
            url = url.with_query(session=session_id)
        return Host(await self.client.ws_connect(url, headers=headers))

    async def host_with_session(self, identity: Identity = Identity.NICKNAME) -> Host:
        host = await self.host()
        await host.do(lambda ref: OpenSession(ref, self.deck, identity))
        return host

    async def phone(self, token: str | None = None) -> Phone:
        number = next(self._numbers)
        socket = await self.client.ws_connect(self.phone_server.make_url("/phone"))
        return Phone(socket, token or f"{number:032x}")

    async def participant(self, token: str | None = None, name: str = "Ann") -> Phone:
        phone = await self.phone(token)
        await phone.hello()
        await phone.join(name)
        return phone

    async def keep(self, session_id: str, log: Sequence[Recorded]) -> None:
        """Let this session have happened."""
        await self.rooms.on_log(lambda: self.log.append(session_id, log))

    def recorded(self) -> tuple[Recorded, ...]:
        return self.log.read_from(self.log.sessions()[0].session_id, 1)

    def events(self, kind: type) -> list[object]:
        return [one.event for one in self.recorded() if isinstance(one.event, kind)]

    def _chance(self, size: int) -> str:
        return f"{next(self._numbers):0{2 * size}x}"


QUESTIONS = (
    Choice("poll", "Coffee or tea?", ("Coffee", "Tea")),
    Choice("graded", "Two and two?", ("Three", "Four", "Five"), (1,), explanation="Count them", points=2),
    Choice("several", "Which are even?", ("One", "Two", "Four"), (1, 2), several=True),
    Choice("timed", "Quick!", ("Yes", "No"), (0,), time_limit_s=30),
    Choice("final", "Sure?", ("Yes", "No"), (0,), changeable=False),
)


@pytest.fixture
def deck_summary() -> DeckSummary:
    """Five slides, a question on each."""
    slides = tuple(SlideSummary(number, f"Slide {number}") for number in range(1, 6))
    questions = tuple(SlideQuestion(number, question) for number, question in enumerate(QUESTIONS, 1))
    return DeckSummary("lesson", "0" * 64, "A lesson", "lesson.pptx", slides, questions)


@pytest.fixture
def held_log() -> type[HeldLog]:
    """The class of a log that can be held up."""
    return HeldLog


@pytest.fixture
def fake_clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def empty_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log without a session: making one anew takes Alembic a tenth of a second."""
    path = tmp_path_factory.mktemp("log") / "sessions.sqlite"
    SqliteLog(path).close()
    return path


@pytest.fixture
async def house(
    tmp_path: Path, empty_log: Path, fake_clock: FakeClock, deck_summary: DeckSummary
) -> AsyncIterator[House]:
    shutil.copy(empty_log, tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    head = "<!doctype html><title>Phone</title><script>go()</script>"
    (pages / "index.html").write_text(head + "<p>Hello</p>" * 50)
    (pages / "phone.js").write_text("export const page = 1;\n")
    (tmp_path / "secret.html").write_text("not for phones")
    house = House(tmp_path, fake_clock, deck_summary)
    await house.start()
    yield house
    await house.stop()


class ServerProcess:
    """The real server in a process of its own; `running` is what its state file says."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.running: RunningServer
        self.process: asyncio.subprocess.Process

    async def start(self, *options: str, launcher: Sequence[str] = ()) -> None:
        environment = {**os.environ, "HANDSUP_LANGUAGE": "en"}
        self.process = await asyncio.create_subprocess_exec(
            *(*launcher, sys.executable, "-m", "server", "serve", "--data", str(self.data), *options),
            cwd=REPOSITORY,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        assert self.process.stdout is not None
        while line := await asyncio.wait_for(self.process.stdout.readline(), 30):
            if b"server.json" in line:
                break
        running = read_running(self.data)
        assert running is not None, await self.complaint()
        self.running = running
        self.client = ClientSession(connector=TCPConnector(limit=0), ws_response_class=Line)

    async def complaint(self) -> str:
        """What it said on its error stream before it ended."""
        return (await self.process.communicate())[1].decode()

    async def host(self, session_id: str | None = None) -> Host:
        headers = {"Authorization": f"Bearer {self.running.secret}"}
        url = f"http://127.0.0.1:{self.running.host_port}/host"
        if session_id is not None:
            url += f"?session={session_id}"
        return Host(await self.client.ws_connect(url, headers=headers))

    async def phone(self, token: str) -> Phone:
        url = f"http://127.0.0.1:{self.running.phone_port}/phone"
        return Phone(await self.client.ws_connect(url), token)

    async def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; returns the exit code."""
        # Not `send_signal`: that may reap a process that is dead already, and its exit code is lost.
        if self.process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.process.pid, number)
        await self.process.communicate()
        await hang_up(self.client)
        return self.process.returncode or 0

    def log(self) -> tuple[Recorded, ...]:
        log = SqliteLog(self.data / "sessions.sqlite", read_only=True)
        with contextlib.closing(log):
            return log.read_from(log.sessions()[0].session_id, 1)

    def session_id(self) -> str:
        log = SqliteLog(self.data / "sessions.sqlite", read_only=True)
        with contextlib.closing(log):
            return log.sessions()[0].session_id


OBEDIENT = (
    "import ctypes, os, sys; "
    "assert ctypes.CDLL(None).prctl(24, 1, 0, 0, 0) == 0; "  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
    "os.execv(sys.argv[1], sys.argv[1:])"
)


@pytest.fixture
def unprivileged() -> tuple[str, ...]:
    """What starts a program so that file permissions hold for it: root's programs would ignore them."""
    return (sys.executable, "-c", OBEDIENT) if os.geteuid() == 0 else ()


@pytest.fixture
async def server_process(tmp_path: Path) -> AsyncIterator[ServerProcess]:
    """Not started yet; it is gone when the test is over."""
    process = ServerProcess(tmp_path / "data")
    yield process
    if hasattr(process, "client"):
        await process.stop(signal.SIGKILL)
