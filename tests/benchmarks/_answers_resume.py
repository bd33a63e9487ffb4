"""How long it takes to take up a long session: `python -m tests.benchmarks._answers_resume DATABASE`."""

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from decks.questions.model import ChoiceAnswer
from server.classrooms import Classrooms
from server.clock import ServerClock
from server.eventlog.sqlite import SqliteLog
from server.events import (
    Answered,
    Connected,
    Event,
    Joined,
    Opened,
    QuestionClosed,
    QuestionLeft,
    QuestionOpened,
    QuestionRevealed,
    Recorded,
)
from server.protocol import Identity
from tests.benchmarks._answers_servers import DECK, QUESTION, ROOT

PEOPLE = 1000
BEGAN_MS = 1_700_000_000_000
_ID = "20260101-090000-bench"


def measure(events: int) -> dict[str, object]:
    """Write a session of so many events, and let a fresh process take it up."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sessions.sqlite"
        write_session(path, events)
        command = [sys.executable, "-m", "tests.benchmarks._answers_resume", str(path)]
        run = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return {"events": events, **json.loads(run.stdout)}


def write_session(path: Path, events: int) -> None:
    """A session whose people answer one round after the other, until there are enough events."""
    log = SqliteLog(path)
    log.append(
        _ID,
        [Recorded(seq, BEGAN_MS + seq, event) for seq, event in enumerate(islice(_lesson(), events), 1)],
    )
    log.close()


def _lesson() -> Iterator[Event]:
    yield Opened(DECK, Identity.NICKNAME, code="1234")
    people = [f"{number:016x}" for number in range(PEOPLE)]
    for number, person in enumerate(people):
        yield Joined(person, f"{number:064x}", f"Phone {number}", code=f"{number:012}")
        yield Connected(person)
    round_ = 0
    while True:
        round_ += 1
        yield QuestionOpened(QUESTION.id, round_)
        for number, person in enumerate(people):
            yield Answered(QUESTION.id, round_, person, ChoiceAnswer((number % len(QUESTION.options),)))
        yield QuestionClosed(QUESTION.id, round_)
        yield QuestionRevealed(QUESTION.id, round_)
        yield QuestionLeft(QUESTION.id, round_)


async def take_up(path: Path) -> dict[str, float]:
    """Open the log and take up what has not ended, as a starting server does."""
    begun_s = time.perf_counter()
    log = SqliteLog(path)
    rooms = Classrooms(log, ServerClock(), lambda size: "0" * 2 * size)
    rooms.resume()
    took_s = time.perf_counter() - begun_s
    if not rooms.open_rooms:
        raise RuntimeError("the session was not taken up")
    await rooms.close()
    log.close()
    return {"resume_s": took_s}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(take_up(Path(sys.argv[1])))))
