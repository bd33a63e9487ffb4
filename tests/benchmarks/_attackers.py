"""What attackers do, each in a process of its own: `python -m tests.benchmarks._attackers NAME PORT SECONDS`.

All come from one address, 127.0.77.1, and do what they can until the time is over; then the process prints
how many connections it opened and how many bytes it got rid of. It yields to the server where both want the
same core: real attackers bring their own.
"""

import asyncio
import contextlib
import itertools
import json
import os
import struct
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

FROM = "127.0.77.1"
HANDSHAKE = (
    b"GET /phone HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\nSec-WebSocket-Version: 13\r\n\r\n"
)
TEXT, CONTINUED, PING = 0x81, 0x00, 0x89

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Attacker:
    """Where the server is, until when it is attacked, and what has been done."""

    def __init__(self, port: int, until_s: float) -> None:
        self._port = port
        self._until_s = until_s
        self.opened = 0
        self.sent = 0

    @property
    def goes_on(self) -> bool:
        return time.monotonic() < self._until_s

    async def connect(self) -> Connection:
        connection = await asyncio.open_connection("127.0.0.1", self._port, local_addr=(FROM, 0))
        self.opened += 1
        return connection

    @contextlib.asynccontextmanager
    async def phone(self) -> AsyncIterator[Connection]:
        """A socket that has said hello."""
        reader, writer = await self.connect()
        try:
            writer.write(HANDSHAKE)
            await reader.readuntil(b"\r\n\r\n")
            writer.write(
                frame(json.dumps({"type": "hello", "version": 1, "token": os.urandom(16).hex()}).encode())
            )
            await reader.read(2)
            yield reader, writer
        finally:
            writer.close()

    async def send(self, writer: asyncio.StreamWriter, data: bytes) -> None:
        writer.write(data)
        await writer.drain()
        self.sent += len(data)

    async def pour(self, make: Callable[[], Iterator[bytes]]) -> None:
        """Send without end, on one socket after the other, as each is cut."""
        while self.goes_on:
            with contextlib.suppress(ConnectionError, EOFError, OSError):
                async with self.phone() as (_, writer):
                    for data in make():
                        await self.send(writer, data)
                        if not self.goes_on:
                            break
            await asyncio.sleep(0)


def frame(payload: bytes, first: int = TEXT) -> bytes:
    """A client's WebSocket frame, masked by zeros."""
    size = len(payload)
    head = struct.pack("!BB", first, 0x80 | size) if size < 126 else struct.pack("!BBQ", first, 0xFF, size)
    return head + bytes(4) + payload


async def idle(attacker: Attacker) -> None:
    """5,000 connections that send nothing at all, kept up."""
    await _hold(attacker, b"")


async def half_asked(attacker: Attacker) -> None:
    """5,000 connections that begin a request and never end it."""
    await _hold(attacker, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")


async def mute(attacker: Attacker) -> None:
    """5,000 sockets that never say hello."""
    await _hold(attacker, HANDSHAKE)


async def _hold(attacker: Attacker, said: bytes) -> None:
    held: list[Connection] = []
    while attacker.goes_on:
        while len(held) < 5000 and attacker.goes_on:
            with contextlib.suppress(OSError):
                held.append(await attacker.connect())
                held[-1][1].write(said)
        await asyncio.sleep(0.2)
        held = [one for one in held if not (one[0].at_eof() or one[1].is_closing())]


async def messages(attacker: Attacker) -> None:
    """A thousand messages a second and more, on ten sockets."""
    await _ten(lambda: attacker.pour(lambda: itertools.repeat(frame(b'{"type":"resync"}') * 20)))


async def pings(attacker: Attacker) -> None:
    """Pings without a pause, on ten sockets."""
    await _ten(lambda: attacker.pour(lambda: itertools.repeat(frame(b"", PING) * 500)))


async def giants(attacker: Attacker) -> None:
    """Frames of a megabyte, on ten sockets."""
    await _ten(lambda: attacker.pour(lambda: itertools.repeat(frame(b"x" * 1_000_000))))


async def fragments(attacker: Attacker) -> None:
    """A message of empty pieces that never ends, on ten sockets."""
    first = itertools.chain([frame(b"[", 0x01)], itertools.repeat(frame(b"", CONTINUED) * 500))
    await _ten(lambda: attacker.pour(lambda: first))


async def deep(attacker: Attacker) -> None:
    """Messages of brackets in brackets, on ten sockets."""
    await _ten(lambda: attacker.pour(lambda: itertools.repeat(frame(b"[" * 15_000))))


async def requests(attacker: Attacker) -> None:
    """Requests for the page without a pause, on ten connections."""

    async def ask() -> None:
        while attacker.goes_on:
            with contextlib.suppress(ConnectionError, EOFError, OSError):
                reader, writer = await attacker.connect()
                while attacker.goes_on:
                    await attacker.send(writer, b"GET /none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 10)
                    if not await reader.read(65536):
                        break
                writer.close()

    await _ten(ask)


async def inventions(attacker: Attacker) -> None:
    """Trainees who don't exist, joining one after the other on ten sockets."""
    join = frame(b'{"type":"join","name":"<b>=1+1</b>"}')
    await _ten(lambda: attacker.pour(lambda: iter([join])))


async def slow_readers(attacker: Attacker) -> None:
    """500 phones that ask and never read."""

    async def one() -> None:
        with contextlib.suppress(ConnectionError, EOFError, OSError):
            async with attacker.phone() as (_, writer):
                writer.transport.pause_reading()
                while attacker.goes_on:
                    await attacker.send(writer, frame(b'{"type":"resync"}'))
                    await asyncio.sleep(0.25)

    await asyncio.gather(*(one() for _ in range(500)))


async def _ten(make: Callable[[], Awaitable[None]]) -> None:
    await asyncio.gather(*(make() for _ in range(10)))


ATTACKS: dict[str, Callable[[Attacker], Awaitable[None]]] = {
    "idle": idle,
    "half_asked": half_asked,
    "mute": mute,
    "messages": messages,
    "pings": pings,
    "giants": giants,
    "fragments": fragments,
    "deep": deep,
    "requests": requests,
    "inventions": inventions,
    "slow_readers": slow_readers,
}


async def main(name: str, port: int, seconds: float) -> None:
    """Attack, and tell what was done."""
    os.nice(10)
    attacker = Attacker(port, time.monotonic() + seconds)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds + 1):
            await ATTACKS[name](attacker)
    print(json.dumps({"opened": attacker.opened, "sent": attacker.sent}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
