"""A class answers at once, on our server and on the least there could be: `dev.py bench answers [--json]`.

The phones are processes of their own (`_answers_load`), joining at 100 a second. They are asked and answer
open loop within the window; then the question is closed and revealed. The *floor* (`_answers_floor`) is a
bare WebSocket server that commits what it is told and says thanks. Both are measured in turn, `--rounds`
times; told are the medians, and with `--json` in `spread` the least and the greatest. What was kept is
counted in the databases when the servers have ended.

`cpu_ms_per_answer` is the server's processor time from before the question to after the results, for each
phone. `late_p99_ms` is how late the load itself was: when it is large, the machine was too busy to believe
the rest. `--storm` cuts all sockets in the middle of the window; `--resume EVENTS` measures taking up a
session.
"""

import argparse
import asyncio
import json
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from itertools import pairwise
from pathlib import Path
from statistics import median

import msgspec

from tests.benchmarks import _answers_resume, _answers_servers
from tests.benchmarks._answers_load import Answered, Joined, Plan, Seen, Told
from tests.benchmarks._answers_servers import QUESTION, ROOT, Count, Launch, Server
from tests.benchmarks._measuring import cpu_ms, percentile, resident_mb

Figures = dict[str, float]
Start = Callable[[Launch], AbstractAsyncContextManager[Server]]

SERVERS: dict[str, Start] = {"ours": _answers_servers.ours, "floor": _answers_servers.floor}
SETTLED_S = 1.0
"""After the last has joined, and before memory is looked at."""

_seen: msgspec.json.Decoder[Seen] = msgspec.json.Decoder(Seen)


class Class:
    """The phones of one measurement, in as many processes as asked for."""

    def __init__(self, processes: Sequence[asyncio.subprocess.Process]) -> None:
        self._processes = processes

    @classmethod
    async def start(cls, stack: AsyncExitStack, plans: Sequence[Plan]) -> "Class":
        """Start the processes; they end with the stack."""
        processes = []
        for plan in plans:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.benchmarks._answers_load"),
                cwd=ROOT,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                limit=1 << 26,
            )
            stack.push_async_callback(process.communicate)
            assert process.stdin is not None
            stack.callback(process.stdin.close)
            process.stdin.write(msgspec.json.encode(plan) + b"\n")
            processes.append(process)
        return cls(processes)

    async def joined(self) -> list[Joined]:
        """When all have joined."""
        return [seen for seen in await self._hear() if isinstance(seen, Joined)]

    async def answered(self) -> list[Answered]:
        """When all answers are acknowledged."""
        return [seen for seen in await self._hear() if isinstance(seen, Answered)]

    async def told(self) -> list[Told]:
        """When all have the results."""
        return [seen for seen in await self._hear() if isinstance(seen, Told)]

    async def _hear(self) -> list[Seen]:
        lines = await asyncio.gather(*(one.stdout.readline() for one in self._processes if one.stdout))
        return [_seen.decode(line) for line in lines]


async def measure(start: Start, options: argparse.Namespace) -> Figures:
    """One class on one server, which is started for it."""
    with tempfile.TemporaryDirectory() as folder:
        async with start(Launch(Path(folder), options.profile)) as server, AsyncExitStack() as stack:
            empty_mb = resident_mb(server.pid)
            phones = await Class.start(stack, plans_for(server.port, options))
            joined = await phones.joined()
            await asyncio.sleep(SETTLED_S)
            full_mb, used_ms = resident_mb(server.pid), cpu_ms(server.pid)
            asked_s = await server.ask()
            answered = await phones.answered()
            answering_ms = cpu_ms(server.pid) - used_ms
            revealed_s = await server.reveal()
            told = await phones.told()
            used_ms = cpu_ms(server.pid) - used_ms
            rss_mb = resident_mb(server.pid)
        kept, doubled = server.kept()
    sent = sum(one.sent for one in answered)
    figures = {
        "sent": sent,
        "kept": kept,
        "doubled": doubled,
        "refused": sum(one.refused for one in answered),
        **_delays(joined, answered),
        "cpu_ms_per_answer": used_ms / max(1, sent),
        "cpu_ms_answering": answering_ms / max(1, sent),
        "question_to_last_ms": (max(one.asked_last_s for one in answered) - asked_s) * 1000,
        "results_to_last_ms": (max(one.told_last_s for one in told) - revealed_s) * 1000,
        "frames_per_phone": max(one.frames for one in told),
        "bytes_per_phone": max(one.bytes for one in told),
        "rss_mb": rss_mb,
        "rss_per_phone_kb": (full_mb - empty_mb) * 1024 / options.phones,
    }
    if server.counts:
        acks = sorted(at_s for one in answered for at_s in one.ack_at_s)
        figures["count_age_max_ms"] = count_age_ms(acks, server.counts)
    if options.storm:
        figures["storm_s"] = max(one.storm_s or 0.0 for one in answered)
    return figures


def _delays(joined: Sequence[Joined], answered: Sequence[Answered]) -> Figures:
    acks = [ms for one in answered for ms in one.ack_ms]
    return {
        "ack_p50_ms": percentile(acks, 0.5),
        "ack_p99_ms": percentile(acks, 0.99),
        "ack_max_ms": max(acks, default=0.0),
        "join_p50_ms": percentile([ms for one in joined for ms in one.join_ms], 0.5),
        "join_p99_ms": percentile([ms for one in joined for ms in one.join_ms], 0.99),
        "late_p99_ms": percentile([ms for one in answered for ms in one.late_ms], 0.99),
    }


def count_age_ms(acks_s: Sequence[float], counts: Sequence[Count]) -> float:
    """The longest time between a phone's being told that its answer is saved and the host's count of as many
    answers. Both in the order of time."""
    longest_s, place = 0.0, 0
    for number, at_s in enumerate(acks_s, 1):
        while place < len(counts) and counts[place][1] < number:
            place += 1
        if place == len(counts):
            return float("inf")
        longest_s = max(longest_s, counts[place][0] - at_s)
    return longest_s * 1000


def plans_for(port: int, options: argparse.Namespace) -> list[Plan]:
    """The class, shared out among the load's processes."""
    bounds = [options.phones * place // options.clients for place in range(options.clients + 1)]
    return [
        Plan(
            port=port,
            first=first,
            phones=end - first,
            joins_per_s=options.joins_per_s / options.clients,
            window_s=options.window,
            question_id=QUESTION.id,
            options=len(QUESTION.options),
            seed=options.seed,
            storm=options.storm,
        )
        for first, end in pairwise(bounds)
    ]


def summary(rounds: Sequence[Figures]) -> Figures:
    """The medians; what must never happen is told if it happened once."""
    never: dict[str, Callable[[Sequence[float]], float]] = {"kept": min, "doubled": max, "refused": max}
    return {name: never.get(name, median)([one[name] for one in rounds]) for name in rounds[0]}


def spread(rounds: Sequence[Figures]) -> dict[str, list[float]]:
    """The least and the greatest of each figure."""
    return {name: [min(one[name] for one in rounds), max(one[name] for one in rounds)] for name in rounds[0]}


async def compare(options: argparse.Namespace) -> dict[str, list[Figures]]:
    """All rounds of all servers, in turn."""
    found: dict[str, list[Figures]] = {name: [] for name in options.servers}
    for turn in range(options.rounds):
        for name in options.servers if turn % 2 == 0 else reversed(options.servers):
            begun_s = time.monotonic()
            found[name].append(await measure(SERVERS[name], options))
            took_s = time.monotonic() - begun_s
            print(f"{name}, round {turn + 1}: {took_s:.0f} s", file=sys.stderr, flush=True)
    return found


def parse(words: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="dev.py bench answers")
    parser.add_argument("--phones", type=int, default=1000)
    parser.add_argument("--window", type=float, default=2.0, metavar="S")
    parser.add_argument("--joins-per-s", type=float, default=100.0)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--clients", type=int, default=1, help="processes that the phones are shared out among"
    )
    parser.add_argument("--only", choices=SERVERS, help="measure one of the two")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--storm", action="store_true", help="cut all sockets in the middle of the window")
    parser.add_argument(
        "--resume", type=int, metavar="EVENTS", help="only take up a session of so many events"
    )
    parser.add_argument("--profile", type=Path, metavar="FILE", help="of ours, by cProfile (makes it slower)")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(words)
    options.servers = [options.only] if options.only else ["ours"] if options.storm else list(SERVERS)
    return options


def main(words: Sequence[str]) -> int:
    """Measure and tell."""
    options = parse(words)
    if options.resume is not None:
        write({"resume": _answers_resume.measure(options.resume)}, as_json=options.json)
        return 0
    found = asyncio.run(compare(options))
    report: dict[str, dict[str, object]] = {name: {**summary(rounds)} for name, rounds in found.items()}
    if options.rounds > 1 and options.json:
        report["spread"] = {name: spread(rounds) for name, rounds in found.items()}
    report["machine"] = {"processors": os.cpu_count(), "phones": options.phones, "window_s": options.window}
    write(report, as_json=options.json)
    if options.profile is not None:
        pstats.Stats(str(options.profile), stream=sys.stderr).sort_stats("tottime").print_stats(40)
    return 0


def write(report: dict[str, dict[str, object]], *, as_json: bool) -> None:
    """Say everything: as one line of JSON, or a table with a column for each server."""
    if as_json:
        print(json.dumps(report))
        return
    names = list(report)
    rows = list(dict.fromkeys(row for figures in report.values() for row in figures))
    print(f"{'':20}" + "".join(f"{name:>12}" for name in names))
    for row in rows:
        print(f"{row:20}" + "".join(_cell(report[name].get(row)) for name in names))


def _cell(value: object) -> str:
    return f"{value:12.2f}" if isinstance(value, float) else f"{'' if value is None else value:>12}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
