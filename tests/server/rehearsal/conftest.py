"""A small answer server that speaks the phones' protocol, told by the test what to do."""

import asyncio
from contextlib import suppress

import aiohttp
import msgspec
import pytest
from aiohttp import web

from decks.questions.model import Choice
from server.protocol import (
    PHONE_SOCKET_PATH,
    AnswerRefused,
    AnswerSaved,
    Asking,
    Closed,
    Ended,
    FeedbackSaved,
    GiveFeedback,
    Hello,
    Identity,
    Join,
    Lobby,
    NoSession,
    PhoneMessage,
    Resync,
    SubmitAnswer,
    Waiting,
)
from server.views import phone_question

decode = msgspec.json.Decoder(PhoneMessage).decode
encode = msgspec.json.Encoder().encode


class AnswerServer:
    """Real sockets, no rules: `stage` goes to whoever has joined, `saved` keeps what was acknowledged."""

    def __init__(self):
        self.names, self.saved, self.sockets = {}, {}, {}
        self.heard, self.submitted = [], []
        self.question, self.round, self.open = None, 1, False
        self.began, self.ended = True, False
        self.on_answer = None
        self.feedback_wanted, self.feedback = False, {}
        self.on_feedback = None
        self.left_ms = None
        self.changed = asyncio.Condition()
        self.runner, self.port = None, 0

    @property
    def url(self):
        return f"ws://127.0.0.1:{self.port}{PHONE_SOCKET_PATH}"

    async def start(self):
        app = web.Application()
        app.router.add_get(PHONE_SOCKET_PATH, self.attend)
        self.runner = web.AppRunner(app, shutdown_timeout=0)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self.runner.addresses[0][1]

    async def crash(self):
        """As if killed: sockets torn, the port closed; what was saved stays."""
        for site in list(self.runner.sites):
            await site.stop()
        for _ in range(5):  # turns of the loop, in which what was just accepted becomes a connection
            await asyncio.sleep(0)
        for connection in list(self.runner.server.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await self.runner.cleanup()

    async def stop(self):
        for socket in list(self.sockets):
            await socket.close()
        await self.runner.cleanup()

    async def attend(self, request):
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        hello = decode(await socket.receive_str())
        assert isinstance(hello, Hello)
        self.heard.append(hello)
        self.sockets[socket] = hello.token
        try:
            await self.send(socket, self.stage(hello.token))
            await self.tell()
            async for frame in socket:
                if frame.type is aiohttp.WSMsgType.TEXT:
                    await self.take(socket, hello.token, decode(frame.data))
        finally:
            del self.sockets[socket]
            await self.tell()
        return socket

    async def take(self, socket, token, message):
        self.heard.append(message)
        match message:
            case Join():
                self.names[token] = message.name
                await self.send(socket, self.stage(token))
            case Resync():
                await self.send(socket, self.stage(token))
            case SubmitAnswer():
                self.submitted.append((token, message))
                await (self.on_answer or self.save)(socket, token, message)
            case GiveFeedback():
                await (self.on_feedback or self.save_feedback)(socket, token, message)
        await self.tell()

    async def save(self, socket, token, message):
        """Keep the answer and acknowledge it, or refuse it if the question is not open."""
        if not (self.open and message.question_id == self.question.id and message.round == self.round):
            await self.send(socket, AnswerRefused(message.question_id, message.round, "too_late"))
            return
        self.saved[token, message.question_id, message.round] = message.answer
        await self.send(socket, AnswerSaved(message.question_id, message.round, message.answer))

    async def save_feedback(self, socket, token, message):
        """Keep what somebody says of the session, and acknowledge it."""
        self.feedback[token] = message
        await self.send(socket, FeedbackSaved(message.session_id))

    async def tell(self):
        async with self.changed:
            self.changed.notify_all()

    async def until(self, condition):
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(condition)

    async def send(self, socket, message):
        if not socket.closed:
            with suppress(ConnectionError):
                await socket.send_str(encode(message).decode())

    def stage(self, token):
        if not self.began:
            return NoSession()
        if self.ended:
            given = token in self.feedback
            wanted = self.feedback_wanted and token in self.names
            return Ended("s1", "Lesson", 0, 0, feedback_wanted=wanted, feedback_given=given)
        if token not in self.names:
            return Lobby("s1", "Lesson", Identity.NICKNAME)
        if self.question is None:
            return Waiting("s1", "Lesson", self.names[token])
        q = self.question
        shown = phone_question(q)
        saved = self.saved.get((token, q.id, self.round))
        if self.open:
            return Asking("s1", shown, self.round, self.left_ms, saved)
        return Closed("s1", shown, self.round, saved)

    async def broadcast(self):
        for socket, token in list(self.sockets.items()):
            await self.send(socket, self.stage(token))

    async def ask(self, question, round_=1):
        self.question, self.round, self.open = question, round_, True
        await self.broadcast()

    async def close(self):
        self.open = False
        await self.broadcast()

    async def end(self):
        self.ended = True
        await self.broadcast()


@pytest.fixture
async def answer_server():
    server = AnswerServer()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def question():
    return Choice("q1", "Which?", ("A", "B", "C", "D"), (2,))
