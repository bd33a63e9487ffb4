"""A simulated phone: it joins, carries out what its trainee decides, and comes back when cut off."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any

import aiohttp
import msgspec

from decks.questions.model import Question
from server.protocol import (
    VERSION,
    AnswerRefused,
    AnswerSaved,
    Asking,
    Closed,
    Ended,
    FeedbackRefused,
    FeedbackSaved,
    GiveFeedback,
    Hello,
    Join,
    Lobby,
    NoSession,
    NowClosed,
    NowRevealed,
    NowWaiting,
    PhoneMessage,
    PhoneRefused,
    Resync,
    Revealed,
    ServerToPhone,
    Stage,
    SubmitAnswer,
    Told,
    Waiting,
)
from server.rehearsal.outbox import Outbox
from server.rehearsal.pace import Pace
from server.rehearsal.progress import Progress
from server.rehearsal.trainee import DropOut, LookBack, Trainee

_decoder = msgspec.json.Decoder(ServerToPhone)
_encoder = msgspec.json.Encoder()

_NOT_NOW = "too_fast"
_HEARTBEAT_S = 20.0
_CLOSING = aiohttp.ClientWSTimeout(ws_close=1.0)


@dataclass(slots=True)
class Classroom:
    """What all phones of a class share. `sessions` are those that somebody of the class has joined."""

    url: str
    pace: Pace
    truths: Mapping[str, Question]
    progress: Progress = field(default_factory=Progress)
    sessions: set[str] = field(default_factory=set)
    heard: Callable[[], None] = lambda: None  # called for every message from the server


class Phone:
    """One phone, with the token that its participant is known by."""

    def __init__(
        self, trainee: Trainee, token: str, classroom: Classroom, web: aiohttp.ClientSession
    ) -> None:
        self._trainee = trainee
        self._token = token
        self._room = classroom
        self._web = web
        self._outbox = Outbox(classroom.progress)
        self._jitter = Random(f"{trainee.seed}/{trainee.number}/jitter")
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._stage: Stage | None = None
        self._told = Told()
        self._deeds: asyncio.Task[None] | None = None
        self._chores: set[asyncio.Task[None]] = set()
        self._away_s = 0.0
        self._ended = self._joined = self._unwanted = False
        self._looking_back = False  # thinking of what to say of it, or waiting to hear that it is saved
        self._feedback: GiveFeedback | None = None

    async def attend(self) -> None:
        """Take part until the session has ended, or the server doesn't speak this protocol."""
        try:
            await asyncio.sleep(self._room.pace.real_s(self._trainee.arrives_s))
            await self._keep_connecting()
        finally:
            await self._put_away()

    async def _keep_connecting(self) -> None:
        failures = connections = 0
        while not self._done:
            welcomed = await self._connect(again=connections > 0)
            connections += welcomed
            failures = 0 if welcomed else failures + 1
            if not self._done:
                await asyncio.sleep(self._next_try_s(failures))

    def _next_try_s(self, failures: int) -> float:
        pace, away_s, self._away_s = self._room.pace, self._away_s, 0.0
        if away_s:
            return pace.real_s(away_s)
        wait_s = min(pace.longest_retry_s, pace.first_retry_s * 2.0 ** min(failures, 16))
        return wait_s * self._jitter.uniform(0.75, 1.25)

    async def _connect(self, *, again: bool) -> bool:
        """One connection from its beginning to its end; whether the server said anything at all."""
        try:
            async with asyncio.timeout(self._room.pace.connect_limit_s):
                socket = await self._web.ws_connect(
                    self._room.url, heartbeat=_HEARTBEAT_S, timeout=_CLOSING, compress=0
                )
        except (aiohttp.ClientError, TimeoutError, OSError):
            return False
        try:
            return await self._converse(socket, again=again)
        finally:
            self._socket = self._stage = None
            self._told = Told()
            with suppress(aiohttp.ClientError, OSError):
                await socket.close()

    async def _converse(self, socket: aiohttp.ClientWebSocketResponse, *, again: bool) -> bool:
        self._socket = socket
        welcomed = False
        await self._send(Hello(VERSION, self._token))
        self._start(self._wake_now_and_then(socket))
        async for frame in socket:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                continue
            self._room.heard()
            if not welcomed:
                welcomed = True
                self._room.progress.reconnects += again
            with suppress(msgspec.DecodeError):  # a newer server may say what this phone doesn't know
                await self._take(self._told.whole(_decoder.decode(frame.data)))
            if self._done:
                break
        return welcomed

    async def _take(self, message: ServerToPhone) -> None:
        match message:
            case AnswerSaved():
                self._told.take_saved(message)
                self._outbox.confirm(message.question_id, message.round, message.answer, message.confidence)
            case AnswerRefused(code=code) if code == _NOT_NOW:
                self._start(self._try_again())
            case AnswerRefused():
                self._outbox.refuse(message.question_id, message.round)
            case FeedbackRefused(code=code) if code == _NOT_NOW:
                self._start(self._try_again())
            case FeedbackSaved() | FeedbackRefused():
                self._room.progress.feedback += isinstance(message, FeedbackSaved) and self._looking_back
                self._looking_back = False
            case PhoneRefused(code=code):
                self._unwanted = code == "version"
                if code == _NOT_NOW:
                    self._start(self._try_again())
            case NowWaiting() | NowClosed() | NowRevealed():  # of a stage that this phone never saw
                await self._send(Resync())
            case _ if isinstance(message, Stage):
                await self._follow(message)

    async def _follow(self, stage: Stage) -> None:
        first, self._stage = self._stage is None, stage
        self._told.take(stage)
        self._notice_joining(stage)
        if isinstance(stage, Asking | Closed | Revealed) and stage.saved is not None:
            self._outbox.confirm(stage.question.id, stage.round, stage.saved, stage.confidence)
        match stage:
            case Lobby():
                self._start(self._join())
            case Asking():
                self._begin(stage)
            case Ended() if self._joined or stage.session_id in self._room.sessions:
                await self._finish(stage)
            case _:
                self._leave_question()
        if first and not isinstance(stage, Lobby | NoSession | Ended):
            await self._resend()

    async def _finish(self, stage: Ended) -> None:
        self._leave_question()
        first, self._ended = not self._ended, True
        said = self._trainee.look_back() if first and stage.feedback_wanted else None
        self._looking_back = (self._looking_back or said is not None) and not stage.feedback_given
        if first and (self._outbox.waiting or self._looking_back):
            self._start(self._say_the_last_words(stage.session_id, said))
        await self._resend()

    async def _say_the_last_words(self, session_id: str, said: LookBack | None) -> None:
        if said is not None:
            await asyncio.sleep(self._room.pace.real_s(said.after_s))
            self._feedback = GiveFeedback(session_id, said.ratings, said.text)
            await self._resend()
        await asyncio.sleep(self._room.pace.last_words_s)
        self._unwanted = True
        if self._socket is not None:
            await self._socket.close()

    @property
    def _done(self) -> bool:
        return self._unwanted or (self._ended and not self._outbox.waiting and not self._looking_back)

    def _notice_joining(self, stage: Stage) -> None:
        if isinstance(stage, Waiting | Asking | Closed | Revealed):
            self._room.sessions.add(stage.session_id)
            self._room.progress.joined += not self._joined
            self._joined = True

    async def _join(self) -> None:
        await asyncio.sleep(self._room.pace.real_s(self._jitter.uniform(1.0, 5.0)))
        if isinstance(self._stage, Lobby):
            await self._send(Join(self._trainee.name))

    def _begin(self, stage: Asking) -> None:
        """Start doing what the trainee decided, unless that has been going on since an earlier message."""
        name = f"{stage.session_id}/{stage.question.id}/{stage.round}"
        if self._deeds is not None and self._deeds.get_name() == name:
            return
        self._leave_question()
        self._deeds = asyncio.create_task(self._act(stage), name=name)

    def _leave_question(self) -> None:
        if self._deeds is not None:
            self._deeds.cancel()
            self._deeds = None

    async def _act(self, stage: Asking) -> None:
        if stage.saved is not None:
            return
        question, pace = stage.question, self._room.pace
        left_s = None if stage.left_ms is None else stage.left_ms / 1000
        now_s = 0.0
        for deed in self._trainee.decide(question, stage.round, self._room.truths.get(question.id), left_s):
            await asyncio.sleep(pace.real_s(deed.at_s - now_s))
            now_s = deed.at_s
            if isinstance(deed, DropOut):
                await self._drop_out(deed)
            else:
                submitted = SubmitAnswer(question.id, stage.round, deed.answer, deed.confidence)
                self._outbox.put(submitted)
                await self._send(submitted)

    async def _drop_out(self, deed: DropOut) -> None:
        if self._socket is not None:
            self._away_s = deed.away_s
            await self._socket.close()

    async def _resend(self) -> None:
        for submitted in self._outbox.waiting:
            await self._send(submitted)
        if self._looking_back and self._feedback is not None:
            await self._send(self._feedback)

    async def _try_again(self) -> None:
        await asyncio.sleep(self._room.pace.first_retry_s * self._jitter.uniform(2, 4))
        if isinstance(self._stage, Lobby):
            await self._send(Join(self._trainee.name))
        else:
            await self._resend()

    async def _wake_now_and_then(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        while not socket.closed and self._socket is socket:
            await asyncio.sleep(self._room.pace.wakes_s * self._jitter.uniform(0.75, 1.25))
            if self._socket is socket:
                await self._send(Resync())

    async def _send(self, message: PhoneMessage) -> None:
        """Send it if there is a connection; whatever is lost is sent again on the next one."""
        if self._socket is not None and not self._socket.closed:
            with suppress(aiohttp.ClientError, OSError):
                await self._socket.send_str(_encoder.encode(message).decode())

    def _start(self, chore: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _put_away(self) -> None:
        self._leave_question()
        chores = tuple(self._chores)
        for chore in chores:
            chore.cancel()
        await asyncio.gather(*chores, return_exceptions=True)
