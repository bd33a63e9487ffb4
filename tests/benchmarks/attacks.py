"""How long a class waits for "saved" while somebody attacks: `dev.py bench attacks [NAME …] [--json]`.

`--phones` phones, each at an address of its own, answer again and again, open loop, each every two seconds.
Before each attack they do so undisturbed for as long; told are the acknowledgements' 50th and 99th percentile
without and with the attack, what was not acknowledged at all, and the server's processor time in per
cent of one core. `late` is the 99th percentile of how late the class itself was with its answers: when it is
large, the machine was too busy to believe the rest. Attackers have a process of their own and one address
(`_attackers`).
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks._answers_servers import QUESTION, ROOT, Launch, Ours, ours
from tests.benchmarks._attackers import ATTACKS, HANDSHAKE, frame
from tests.benchmarks._measuring import cpu_ms, percentile, resident_mb

EVERY_S = 2.0
JOINED_A_SECOND = 100
AFTERWARDS_S = 1.0
SHOWN = ("p50_ms", "p99_ms", "late_p99_ms")

Figures = dict[str, float]


class Trainee:
    """One phone of the class; `waits_ms` are its acknowledgements' times since they were last taken."""

    def __init__(self, number: int) -> None:
        self._from = f"127.0.{1 + number // 250}.{1 + number % 250}"
        self._said_s: dict[int, float] = {}
        self._count = 0
        self.waits_ms: list[float] = []

    async def join(self, port: int) -> None:
        """Connect, say hello and join."""
        self._reader, self._writer = await asyncio.open_connection(
            "127.0.0.1", port, local_addr=(self._from, 0)
        )
        self._writer.write(HANDSHAKE)
        await self._reader.readuntil(b"\r\n\r\n")
        self._say({"type": "hello", "version": 1, "token": os.urandom(16).hex()})
        self._say({"type": "join", "name": "Ann"})
        self._listening = asyncio.create_task(self._listen())

    def answer(self) -> None:
        """Answer anew, so that each time something has to be written."""
        self._count += 1
        option = self._count % len(QUESTION.options)
        self._said_s[option] = time.monotonic()
        answer = {"kind": "choice", "options": [option]}
        self._say({"type": "answer", "question_id": QUESTION.id, "round": 1, "answer": answer})

    def unanswered(self) -> int:
        """How many answers still wait; they are waited for no longer."""
        left = len(self._said_s)
        self._said_s.clear()
        return left

    def leave(self) -> None:
        """Hang up."""
        self._listening.cancel()
        self._writer.close()

    def _say(self, message: dict[str, object]) -> None:
        self._writer.write(frame(json.dumps(message, separators=(",", ":")).encode()))

    async def _listen(self) -> None:
        while True:
            size = (await self._reader.readexactly(2))[1]
            if size == 126:
                size = int.from_bytes(await self._reader.readexactly(2))
            text = await self._reader.readexactly(size)
            if b'"saved"' in text and text.startswith(b'{"type":"saved"'):
                option = json.loads(text)["answer"]["options"][0]
                said_s = self._said_s.pop(option, None)
                if said_s is not None:
                    self.waits_ms.append((time.monotonic() - said_s) * 1000)


async def answering(trainees: Sequence[Trainee], server: Ours, seconds: float) -> Figures:
    """Let the class answer for a while."""
    begun_s, begun_cpu_ms = time.monotonic(), cpu_ms(server.pid)
    until_s = begun_s + seconds
    step_s = EVERY_S / len(trainees)
    sent = 0
    late_ms = []
    while (due_s := begun_s + sent * step_s) < until_s:
        await asyncio.sleep(max(0.0, due_s - time.monotonic()))
        late_ms.append((time.monotonic() - due_s) * 1000)
        trainees[sent % len(trainees)].answer()
        sent += 1
    used_ms = cpu_ms(server.pid) - begun_cpu_ms
    await asyncio.sleep(AFTERWARDS_S)
    waits_ms = [wait_ms for trainee in trainees for wait_ms in trainee.waits_ms]
    for trainee in trainees:
        trainee.waits_ms.clear()
    return {
        "sent": sent,
        "lost": sum(trainee.unanswered() for trainee in trainees),
        "p50_ms": percentile(waits_ms, 0.5),
        "p99_ms": percentile(waits_ms, 0.99),
        "late_p99_ms": percentile(late_ms, 0.99),
        "cpu_percent": used_ms / (until_s - begun_s) / 10,
        "rss_mb": resident_mb(server.pid),
    }


async def attacked(
    name: str, trainees: Sequence[Trainee], server: Ours, seconds: float
) -> dict[str, Figures]:
    """The class undisturbed, and then under one attack."""
    quiet = await answering(trainees, server, seconds)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.benchmarks._attackers", name, str(server.port), str(seconds + 1)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    await asyncio.sleep(1)
    under = await answering(trainees, server, seconds)
    said, _ = await process.communicate()
    return {"quiet": quiet, "attacked": under, "attack": json.loads(said)}


async def measure(names: Sequence[str], phones: int, seconds: float) -> dict[str, dict[str, Figures]]:
    """All attacks one after the other, on one server."""
    with tempfile.TemporaryDirectory() as folder:
        async with ours(Launch(Path(folder))) as server:
            trainees = [Trainee(number) for number in range(phones)]
            for trainee in trainees:
                await trainee.join(server.port)
                await asyncio.sleep(1 / JOINED_A_SECOND)
            await server.ask()
            await asyncio.sleep(AFTERWARDS_S)
            try:
                return {name: await attacked(name, trainees, server, seconds) for name in names}
            finally:
                for trainee in trainees:
                    trainee.leave()


def _line(name: str, told: dict[str, Figures]) -> str:
    columns = [f"{told[when][figure]:>8.1f}" for when in ("quiet", "attacked") for figure in SHOWN]
    under = told["attacked"]
    return f"{name:<14}{''.join(columns)}{under['lost']:>6.0f}{under['cpu_percent']:>7.0f}"


def main(words: Sequence[str]) -> int:
    """Measure, and print a table or one line of JSON."""
    parser = argparse.ArgumentParser(prog="dev.py bench attacks")
    parser.add_argument("names", nargs="*", choices=[[], *ATTACKS], metavar="NAME", help=", ".join(ATTACKS))
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(words)
    told = asyncio.run(measure(options.names or list(ATTACKS), options.phones, options.seconds))
    if options.json:
        print(json.dumps(told))
        return 0
    print(f"{'':<14}{'quiet':^24}{'attacked':^24}")
    print(
        f"{'attack':<14}{'p50':>8}{'p99':>8}{'late':>8}"
        + f"{'p50':>8}{'p99':>8}{'late':>8}{'lost':>6}{'cpu %':>7}"
    )
    for name, figures in told.items():
        print(_line(name, figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
