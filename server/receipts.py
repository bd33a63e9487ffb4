"""What is kept of a participant, for the participant: seen and erased with the code on the phone."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import msgspec
from aiohttp import hdrs, web
from msgspec import Meta

from decks.questions.model import Question
from server.addresses import is_same_origin, neighbourhood
from server.allowance import Allowances
from server.classrooms import Classrooms
from server.codes import typed_code
from server.erasing import Erasing, find_traces
from server.eventlog import EventLog, LogError
from server.events import (
    Answered,
    FeedbackGiven,
    Joined,
    Opened,
    PaceSaid,
    ParticipantRenamed,
    QuestionAdded,
    Reacted,
    Recorded,
    SessionEnded,
    SignedIn,
    TraineeAsked,
)

RECEIPT_PATH = "/receipt"
ERASE_PATH = "/receipt/erase"


class ReceiptWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code as it was typed: case, hyphens, spaces and look-alikes don't count."""

    code: Annotated[str, Meta(max_length=40)]


class KeptAnswer(msgspec.Struct, frozen=True):
    """An answer that counts, in words. `confidence` is 1 to 3, None if it was not said."""

    question: str
    round: int
    answer: str
    at_ms: int
    confidence: int | None = None


class KeptFeedback(msgspec.Struct, frozen=True):
    """What they said of the session at last; the ratings go from 1 to 5, None where nothing was said."""

    useful: int | None
    easy: int | None
    text: str
    at_ms: int


class Receipt(msgspec.Struct, frozen=True):
    """All that is kept of a participant in a session. `reactions` are how often they said how it goes, or
    showed a feeling. `keep_days`: how long after the session's end; None until somebody erases it."""

    title: str
    opened_at_ms: int
    ended: bool = False
    keep_days: int | None = None
    names: tuple[str, ...] = ()  # what they typed and what the trainer made of it
    number: str = ""
    team: str = ""
    sign_ins: int = 0
    reactions: int = 0
    answers: tuple[KeptAnswer, ...] = ()
    asked: tuple[str, ...] = ()  # their questions to the trainer
    feedback: KeptFeedback | None = None


@dataclass(frozen=True, slots=True)
class ReceiptLimits:
    """How often codes may be tried. They have 60 random bits: these bounds spare the disk, not the codes."""

    address_burst: float = 60  # a class behind one router, after the lesson
    address_per_s: float = 0.5
    burst: float = 200
    per_s: float = 5
    erasing_burst: float = 100  # of all together: each goes through a whole session's log
    erasing_per_s: float = 0.2
    answer_s: float = 0.5  # so long every answer takes, whether there is such a code or not


def write_receipt(log: Sequence[Recorded], participant: str) -> Receipt:
    """What a session's log holds of a participant. Raises `ValueError` if it doesn't begin with `Opened`."""
    first = log[0].event
    if not isinstance(first, Opened):
        raise ValueError("a session's log begins with its opening")
    people = find_traces(log, participant).people
    theirs = [one for one in log if getattr(one.event, "participant", None) in people]
    happened = [one.event for one in theirs]
    joined = [event for event in happened if isinstance(event, Joined)]
    named = [
        event.name for event in happened if isinstance(event, Joined | ParticipantRenamed) and event.name
    ]
    return Receipt(
        title=first.deck.title,
        opened_at_ms=log[0].at_ms,
        ended=any(isinstance(one.event, SessionEnded) for one in log),
        keep_days=first.keep_days,
        names=tuple(dict.fromkeys(named)),
        number=next((event.number for event in joined if event.number), ""),
        team=next((event.team for event in joined if event.team), ""),
        sign_ins=sum(isinstance(event, SignedIn) for event in happened),
        reactions=sum(isinstance(event, PaceSaid | Reacted) for event in happened),
        answers=_answers(first, log, theirs),
        asked=tuple(event.text for event in happened if isinstance(event, TraineeAsked)),
        feedback=_feedback(theirs),
    )


def _feedback(theirs: Sequence[Recorded]) -> KeptFeedback | None:
    for one in reversed(theirs):
        if isinstance(event := one.event, FeedbackGiven):
            return KeptFeedback(event.ratings.useful, event.ratings.easy, event.text, one.at_ms)
    return None


def _answers(opened: Opened, log: Sequence[Recorded], theirs: Sequence[Recorded]) -> tuple[KeptAnswer, ...]:
    added = (one.event.question for one in log if isinstance(one.event, QuestionAdded))
    questions: dict[str, Question] = {}
    for asked in (*(place.question for place in opened.deck.questions), *added):
        questions.setdefault(asked.id, asked)
    last: dict[tuple[str, int], KeptAnswer] = {}
    for one in theirs:
        event = one.event
        if isinstance(event, Answered) and (question := questions.get(event.question_id)) is not None:
            said = question.said(event.answer)
            kept = KeptAnswer(question.stem, event.round, said, one.at_ms, event.confidence)
            last[event.question_id, event.round] = kept
    return tuple(last.values())


class Receipts:
    """The phones' way to it. Every code is answered after the same time, and no browser keeps an answer."""

    def __init__(self, rooms: Classrooms, log: EventLog, limits: ReceiptLimits | None = None) -> None:
        self._rooms = rooms
        self._log = log
        self._erasing = Erasing(rooms, log)
        self._limits = limits or ReceiptLimits()
        self._by_address = Allowances(self._limits.address_burst, self._limits.address_per_s)
        self._by_all = Allowances(self._limits.burst, self._limits.per_s)
        self._by_erasing = Allowances(self._limits.erasing_burst, self._limits.erasing_per_s)
        self._reading = asyncio.Lock()
        self.routes = [web.post(RECEIPT_PATH, self.show), web.post(ERASE_PATH, self.erase)]

    async def show(self, request: web.Request) -> web.Response:
        """Answer with the `Receipt`; 404 if there is no such code."""
        return await self._answer(request, self._show)

    async def erase(self, request: web.Request) -> web.Response:
        """Erase what there is, and answer 204; 404 if there is no such code (any more)."""
        return await self._answer(request, self._erase)

    async def _answer(
        self, request: web.Request, find: Callable[[str, str], Awaitable[web.Response]]
    ) -> web.Response:
        refused = self._refuse(request)
        if refused is not None:
            return refused
        try:
            wanted = msgspec.json.decode(await request.read(), type=ReceiptWanted)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            return _nothing(400)
        waiting = asyncio.create_task(asyncio.sleep(self._limits.answer_s))
        try:
            return await self._look_up(typed_code(wanted.code), find)
        finally:
            await waiting

    def _refuse(self, request: web.Request) -> web.Response | None:
        if not is_same_origin(request.headers.get(hdrs.ORIGIN), request.headers.get(hdrs.HOST, "")):
            return _nothing(403)
        if request.content_type != "application/json":  # what no form of another site's can send
            return _nothing(415)
        now_s = asyncio.get_running_loop().time()
        if self._by_address.take(neighbourhood(request.remote), now_s) and self._by_all.take("", now_s):
            return None
        return _nothing(429)

    async def _look_up(self, code: str, find: Callable[[str, str], Awaitable[web.Response]]) -> web.Response:
        try:
            async with self._reading:  # long logs are not read side by side
                found = await asyncio.to_thread(self._log.find_receipt, code)
                return _nothing(404) if found is None else await find(*found)
        except LogError:
            return _nothing(503)

    async def _show(self, session_id: str, participant: str) -> web.Response:
        def read() -> bytes | None:
            log = self._log.read_from(session_id, 1)
            return msgspec.json.encode(write_receipt(log, participant)) if log else None

        body = await asyncio.to_thread(read)
        if body is None:  # erased a moment ago
            return _nothing(404)
        return web.Response(body=body, content_type="application/json", headers=_NOT_KEPT)

    async def _erase(self, session_id: str, participant: str) -> web.Response:
        if not self._by_erasing.take("", asyncio.get_running_loop().time()):
            return _nothing(429)
        # A class that is at it does not wait while the file is written anew: `Keeping` does it later.
        await self._erasing.participant(session_id, participant, sweep=not self._rooms.open_rooms)
        return _nothing(204)


_NOT_KEPT = {hdrs.CACHE_CONTROL: "no-store"}


def _nothing(status: int) -> web.Response:
    return web.Response(status=status, headers=_NOT_KEPT)
