"""A scripted classroom that speaks the phone's protocol, and phones in a real Chromium."""

import asyncio
import io
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from aiohttp import WSCloseCode, WSMsgType, web
from PIL import Image
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Request, async_playwright

import assets
from decks.questions.model import Answer, ChoiceAnswer
from server import protocol
from server.phone_pages import PhonePages, guard

PAGE_FILES = Path(assets.__file__).parent / "phone"
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = PhonePages(PAGE_FILES)
BESIDE = protocol.AskTrainer | protocol.VoteUp | protocol.WatchBoard | protocol.SayPace | protocol.React
SESSION = "s1"
TITLE = "Fire safety 消防安全"
OPTIONS = ("Water", "Sand 沙子", "A wet blanket over the pan, and the gas turned off", "Run")


class Classroom:
    """What a server would say, said when a test wants it."""

    def __init__(self) -> None:
        self.stage: Any = protocol.NoSession()
        self.replies: list[str] = []  # codes of refusals to give before answers are saved again
        self.holds = False  # answers are taken and not acknowledged
        self.mute = False  # nothing is answered at all
        self.shut = False  # nobody gets in
        self.names: dict[str, str] = {}
        self.saved: dict[tuple[str, str, int], Answer] = {}
        self.sure: dict[tuple[str, str, int], int | None] = {}
        self.says: list[Any] = []  # to those who join, come back or sign in, before that succeeds
        self.board = protocol.Board()
        self.heard: list[Any] = []
        self.requests: list[str] = []
        self.slides: dict[str, bytes] = {}  # by the path they are fetched from
        self.lines = 0
        self.sockets: dict[web.WebSocketResponse, str] = {}
        self.moved = asyncio.Condition()
        self.port = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def of(self, kind: type) -> list[Any]:
        """What phones have said so far, of one kind."""
        return [message for message in self.heard if isinstance(message, kind)]

    async def hears(self, kind: type, times: int = 1) -> Any:
        """Wait until phones have said this so many times; the last of it."""
        async with self.moved:
            await asyncio.wait_for(self.moved.wait_for(lambda: len(self.of(kind)) >= times), 20)
        return self.of(kind)[-1]

    async def has_sockets(self, number: int) -> None:
        async with self.moved:
            await asyncio.wait_for(self.moved.wait_for(lambda: len(self.sockets) == number), 20)

    async def show(self, stage: Any) -> None:
        """Bring every phone that is there to this stage."""
        self.stage = stage
        for socket, token in list(self.sockets.items()):
            await self.say(socket, self.stage_for(token))

    async def ask(self, id: str = "q1", round: int = 1, left_ms: int | None = None, **parts: Any) -> None:
        await self.show(protocol.Asking(SESSION, self.question(id, **parts), round, left_ms, None))

    def question(self, id: str = "q1", **parts: Any) -> protocol.PhoneChoice:
        stem = "What puts out burning oil? 油锅起火怎么办?"
        fields = {"stem": stem, "options": OPTIONS, "several": False, "changeable": True, **parts}
        return protocol.PhoneChoice(id=id, **fields)

    def revealed(self, saved: tuple[int, ...] | None = (2,), right: bool | None = True, **parts: Any) -> Any:
        fields = {
            "solution": ChoiceAnswer((2,)),
            "explanation": "It takes the air away.\n隔绝空气。",
            "counts": (3, 5, 12, 0),
        }
        answer = None if saved is None else ChoiceAnswer(saved)
        return protocol.Revealed(
            SESSION,
            self.question(),
            1,
            answer,
            right=right,
            answered=20,
            score=2,
            possible=3,
            **{**fields, **parts},
        )

    def stage_for(self, token: str) -> Any:
        stage = self.stage
        if isinstance(stage, protocol.Waiting):
            return msgspec.structs.replace(stage, name=self.names.get(token, stage.name))
        if isinstance(stage, protocol.Asking | protocol.Closed):
            key = (token, stage.question.id, stage.round)
            sure = self.sure.get(key, stage.confidence)
            return msgspec.structs.replace(stage, saved=self.saved.get(key, stage.saved), confidence=sure)
        return stage

    async def say(self, socket: web.WebSocketResponse, message: Any) -> None:
        if not socket.closed:
            await socket.send_str(msgspec.json.encode(message).decode())

    async def share(self, slide: protocol.SlideShown) -> None:
        """The projector shows this slide; its picture is there to be fetched."""
        page = io.BytesIO()
        Image.new("RGB", (960, 540), "teal").save(page, "PNG")
        self.slides[f"/slides/{slide.sha256}"] = page.getvalue()
        await self.say_to_all(slide)

    async def say_to_all(self, message: Any) -> None:
        for socket in list(self.sockets):
            await self.say(socket, message)

    async def close_sockets(self, code: int = WSCloseCode.SERVICE_RESTART) -> None:
        for socket in list(self.sockets):
            await socket.close(code=code)
        await self.has_sockets(0)

    async def serve_file(self, request: web.Request) -> web.Response:
        if self.shut:
            return web.Response(status=503)
        self.requests.append(request.path)
        if request.path in self.slides:
            return web.Response(body=self.slides[request.path], content_type="image/png")
        return await PAGES.serve(request)

    async def serve_phone(self, request: web.Request) -> web.StreamResponse:
        if self.shut:
            return web.Response(status=503)
        self.lines += 1
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        self.sockets[socket] = ""
        await self.note(None)
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            message = msgspec.json.decode(frame.data, type=protocol.PhoneMessage)
            if isinstance(message, protocol.Hello):
                self.sockets[socket] = message.token
            await self.note(message)
            if not self.mute:
                await self.reply(socket, message)
        del self.sockets[socket]
        await self.note(None)
        return socket

    async def note(self, message: Any) -> None:
        async with self.moved:
            if message is not None:
                self.heard.append(message)
            self.moved.notify_all()

    async def reply(self, socket: web.WebSocketResponse, message: Any) -> None:
        token = self.sockets[socket]
        if self.says and isinstance(message, protocol.Join | protocol.Rejoin | protocol.SignIn):
            await self.say(socket, self.says.pop(0))
            return
        if isinstance(message, protocol.SignIn):
            await self.say(socket, protocol.SignedInNow())
            self.stage = msgspec.structs.replace(self.stage, signed_in=True)
        if isinstance(message, protocol.Rejoin):
            self.stage = protocol.Waiting(SESSION, TITLE, "Ann", code="K7QM2XABCDEF")
        if isinstance(message, protocol.Join):
            self.names[token] = message.name
            self.stage = protocol.Waiting(SESSION, TITLE, message.name)
        if isinstance(message, protocol.GiveFeedback):
            await self.look_back(socket, message)
        elif isinstance(message, BESIDE):
            await self.talk(socket, message)
        elif isinstance(message, protocol.SubmitAnswer):
            await self.take(socket, token, message)
        else:
            await self.say(socket, self.stage_for(token))

    async def talk(self, socket: web.WebSocketResponse, message: Any) -> None:
        """Pace and reactions are answered by refusals alone."""
        if isinstance(message, protocol.AskTrainer | protocol.VoteUp) and not self.holds:
            await self.say(socket, protocol.AskedSaved(message.asked_id))
        elif isinstance(message, protocol.WatchBoard) and message.on:
            await self.say(socket, self.board)

    async def look_back(self, socket: web.WebSocketResponse, message: protocol.GiveFeedback) -> None:
        """Save what somebody says of the session."""
        if self.holds:
            return
        if isinstance(self.stage, protocol.Ended):
            self.stage = msgspec.structs.replace(self.stage, feedback_given=True)
        await self.say(socket, protocol.FeedbackSaved(message.session_id))

    async def take(self, socket: web.WebSocketResponse, token: str, given: protocol.SubmitAnswer) -> None:
        if self.holds:
            return
        if self.replies:
            code = self.replies.pop(0)
            await self.say(socket, protocol.AnswerRefused(given.question_id, given.round, code))
            return
        key = (token, given.question_id, given.round)
        self.saved[key], self.sure[key] = given.answer, given.confidence
        saved = protocol.AnswerSaved(given.question_id, given.round, given.answer, given.confidence)
        await self.say(socket, saved)


@asynccontextmanager
async def running_classroom() -> AsyncIterator[Classroom]:
    """A classroom at an address of its own, while it is there."""
    room = Classroom()
    app = web.Application()
    app.on_response_prepare.append(guard)
    app.router.add_get("/phone", room.serve_phone)
    app.router.add_get("/{name:.*}", room.serve_file)
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    room.port = runner.addresses[0][1]
    yield room
    await site.stop()
    for _ in range(
        10
    ):  # a browser opens lines ahead: those on their way come in, and are closed with the rest
        await asyncio.sleep(0)
    for socket in list(room.sockets):
        await socket.close()
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def classroom() -> AsyncIterator[Classroom]:
    async with running_classroom() as room:
        yield room


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    path = os.environ.get("HANDSUP_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing; the phone's page can't be tried")
        pytest.skip("needs Chromium")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield running
        await running.close()


OpenPhone = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(loop_scope="session")
async def open_phone(browser: Browser, classroom: Classroom) -> AsyncIterator[OpenPhone]:
    """Opens the page on a new phone, or in another tab of `beside`; no error may be logged, nothing asked
    of another address."""
    complaints: list[str] = []
    contexts: list[BrowserContext] = []

    def complain(message: ConsoleMessage) -> None:
        away = ("WebSocket connection to", "status of 503", "ERR_INTERNET_DISCONNECTED")
        if message.type in ("error", "warning") and not any(text in message.text for text in away):
            complaints.append(message.text)

    def watch(request: Request) -> None:
        if not request.url.startswith((classroom.address, "data:")):
            complaints.append(request.url)

    async def new_context(language: str, storage: bool, **options: Any) -> BrowserContext:
        size = {"width": 360, "height": 740}
        phone = {"viewport": size, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
        settings = {**phone, "locale": language, **options}
        context = await browser.new_context(**settings)
        contexts.append(context)
        if not storage:
            refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('private') }})"
            await context.add_init_script(refuse)
        return context

    async def open_page(
        language: str = "en-GB",
        storage: bool = True,
        beside: Page | None = None,
        clock: bool = False,
        path: str = "",
        **options: Any,
    ) -> Page:
        context = beside.context if beside else await new_context(language, storage, **options)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", watch)
        if clock:
            await page.clock.install()
        await page.goto(classroom.address + path)
        return page

    yield open_page
    for context in contexts:
        await context.close()
    assert complaints == []
