"""The simulated class on the command line: progress as JSON lines on stdout."""

import argparse
import asyncio
import os
import signal
import sys
from pathlib import Path

import msgspec

from assets.sentences import LANGUAGES, sentence, system_language
from decks.questions.model import Question
from server.protocol import SlideQuestion
from server.rehearsal.pace import Pace
from server.rehearsal.progress import Progress
from server.rehearsal.room import MOST_PHONES, ClassPlan, Outcome, hold_class

LONGEST_S = 4 * 3600.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `python -m server class` understands."""
    parser.add_argument("--url", required=True, help="the phones' socket, ws://HOST:PORT/phone")
    parser.add_argument("--phones", type=_phones, default=30, metavar="N", help=f"1 to {MOST_PHONES}")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same class")
    parser.add_argument("--speed", type=_positive, default=1.0, help="seconds of the lesson in a real second")
    parser.add_argument("--language", choices=LANGUAGES, default=system_language(), help="of the names")
    parser.add_argument("--questions", metavar="FILE", help="JSON list of slide questions; - is stdin")
    parser.add_argument("--seconds", type=_positive, default=LONGEST_S, help="real seconds it lasts at most")


def run(args: argparse.Namespace) -> int:
    """Hold the class. 0: it ended, was stopped or its time was up; 1: the server fell silent;
    2: the questions can't be read."""
    try:
        truths = _read_questions(args.questions)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        print(sentence("rehearsal.questions", system_language(), reason=error), file=sys.stderr)
        return 2
    plan = ClassPlan(
        url=args.url,
        phones=args.phones,
        seed=args.seed,
        language=args.language,
        truths=truths,
        last_s=args.seconds,
        pace=Pace(speed=args.speed),
    )
    outcome = asyncio.run(_hold(plan))
    if outcome is Outcome.IDLE:
        print(sentence("rehearsal.silent", system_language(), url=args.url), file=sys.stderr)
        return 1
    return 0


async def _hold(plan: ClassPlan) -> Outcome:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def end(*_: object) -> None:
        loop.call_soon_threadsafe(stop.set)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)  # the loop's own handlers don't exist on Windows

    def report(progress: Progress) -> None:
        try:
            print(msgspec.json.encode(progress).decode(), flush=True)
        except OSError:  # whoever started this has gone: nobody wants a class any more
            stop.set()
            # What is left in stdout's buffer must not fail once more when Python flushes it at its end.
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)

    return await hold_class(plan, report, stop)


def _read_questions(source: str | None) -> dict[str, Question]:
    if source is None:
        return {}
    text = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    placed = msgspec.json.decode(text, type=list[SlideQuestion])
    return {place.question.id: place.question for place in placed}


def _phones(text: str) -> int:
    phones = int(text)
    if not 1 <= phones <= MOST_PHONES:
        raise argparse.ArgumentTypeError(f"1 to {MOST_PHONES}")
    return phones


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError("a number above 0")
    return number
