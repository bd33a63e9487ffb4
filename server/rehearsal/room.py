"""The simulated class as a whole: its phones, and when it is over."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from typing import Any

import aiohttp

from assets.sentences import Language
from decks.questions.model import Question
from server.rehearsal.pace import Pace
from server.rehearsal.phone import Classroom, Phone
from server.rehearsal.progress import Progress
from server.rehearsal.trainee import enrol

MOST_PHONES = 2000
IDLE_LIMIT_S = 600.0
REPORT_EVERY_S = 1.0


class Outcome(Enum):
    """Why the class is over."""

    ENDED = "every phone was told that the session has ended"
    STOPPED = "it was told to stop"
    TIME_UP = "the time it was given is over"
    IDLE = "nothing was heard from the server for too long"


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """A class to be held. `truths` are the questions that may be asked, by id; `last_s` real seconds
    at most; `phones` from 1 to `MOST_PHONES`."""

    url: str
    phones: int
    seed: int = 1
    language: Language = "zh"
    truths: Mapping[str, Question] = field(default_factory=dict)
    last_s: float | None = None
    pace: Pace = field(default_factory=Pace)
    idle_limit_s: float = IDLE_LIMIT_S
    report_every_s: float = REPORT_EVERY_S


async def hold_class(
    plan: ClassPlan, report: Callable[[Progress], None], stop: asyncio.Event | None = None
) -> Outcome:
    """Hold the class until the session ends, `stop` is set, or a limit is reached.

    `report` is called at the beginning, every second and once more at the end. What a phone raises
    that is not about its connection is a mistake of ours, and raised here.
    """
    silence = _Silence()
    room = Classroom(plan.url, plan.pace, plan.truths, heard=silence.interrupt)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as web:
        ends: dict[Outcome, Coroutine[Any, Any, object]] = {
            Outcome.ENDED: _attend_all(plan, room, web),
            Outcome.STOPPED: (stop or asyncio.Event()).wait(),
            Outcome.IDLE: silence.last(plan.idle_limit_s),
        }
        if plan.last_s is not None:
            ends[Outcome.TIME_UP] = asyncio.sleep(plan.last_s)
        ticking = asyncio.create_task(_tick(plan, room, report))
        try:
            return await _first_of(ends, ticking)
        finally:
            report(room.progress)


async def _attend_all(plan: ClassPlan, room: Classroom, web: aiohttp.ClientSession) -> None:
    async with asyncio.TaskGroup() as phones:
        for number in range(1, plan.phones + 1):
            trainee = enrol(plan.seed, number, plan.language)
            token = f"{Random(f'{plan.seed}/{number}/token').getrandbits(128):032x}"
            phones.create_task(Phone(trainee, token, room, web).attend())


async def _tick(plan: ClassPlan, room: Classroom, report: Callable[[Progress], None]) -> None:
    while True:
        report(room.progress)
        await asyncio.sleep(plan.report_every_s)


async def _first_of(
    ends: Mapping[Outcome, Coroutine[Any, Any, object]], ticking: asyncio.Task[None]
) -> Outcome:
    """Wait for the first of `ends`, stop the others, and raise what went wrong in any."""
    tasks = {asyncio.create_task(end): outcome for outcome, end in ends.items()}
    everything: list[asyncio.Task[Any]] = [*tasks, ticking]
    try:
        done, _ = await asyncio.wait(everything, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in everything:
            task.cancel()
        await asyncio.gather(*everything, return_exceptions=True)
    for task in done:
        task.result()
    return next(outcome for task, outcome in tasks.items() if task in done)


class _Silence:
    """How long ago the server last said anything."""

    def __init__(self) -> None:
        self._since_s = asyncio.get_running_loop().time()

    def interrupt(self) -> None:
        self._since_s = asyncio.get_running_loop().time()

    async def last(self, limit_s: float) -> None:
        """Return when it has been silent for `limit_s`."""
        loop = asyncio.get_running_loop()
        while (left_s := self._since_s + limit_s - loop.time()) > 0:  # noqa: ASYNC110 - no event: time itself
            await asyncio.sleep(left_s)
