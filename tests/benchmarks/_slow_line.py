"""A slow network between a browser and a server: so many bits a second, so long a round trip.

What a browser's own throttling leaves out is here: a new connection costs a round trip before its first byte,
all connections share the line, and a WebSocket is as slow as everything else.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

_CHUNK = 1400  # bytes: a segment


@dataclass
class _Way:
    """One direction of the line: bytes go one after another, each arriving half a round trip later."""

    bytes_per_s: float
    delay_s: float
    free_s: float = 0.0

    def arrival_s(self, size: int) -> float:
        """When so many bytes that are sent now will have arrived, on the loop's clock."""
        now_s = asyncio.get_running_loop().time()
        self.free_s = max(self.free_s, now_s) + size / self.bytes_per_s
        return self.free_s + self.delay_s


@dataclass
class SlowLine:
    """The line, and what went over it: `requests` are HTTP requests, an upgrade to a socket among them."""

    port: int = 0
    bytes: int = 0
    requests: int = 0
    _passing: set[asyncio.Task[None]] = field(default_factory=set)


@contextlib.asynccontextmanager
async def slow_line(to_port: int, bits_per_s: float, round_trip_s: float) -> AsyncIterator[SlowLine]:
    """A line to a local port while it is there; `inf` bits and no round trip only count."""
    line = SlowLine()
    up, down = (_Way(bits_per_s / 8, round_trip_s / 2) for _ in range(2))

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: _Way) -> None:
        arriving: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def arrive() -> None:
            while True:
                due_s, data = await arriving.get()
                await asyncio.sleep(max(0.0, due_s - asyncio.get_running_loop().time()))
                if not data:
                    writer.close()
                    return
                writer.write(data)

        async with asyncio.TaskGroup() as group:
            group.create_task(arrive())
            while data := await reader.read(_CHUNK):
                line.bytes += len(data)
                line.requests += data.startswith(b"GET ") and way is up
                arriving.put_nowait((way.arrival_s(len(data)), data))
            arriving.put_nowait((way.arrival_s(0), b""))

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        line._passing.add(task)
        task.add_done_callback(line._passing.discard)
        await asyncio.sleep(round_trip_s)  # the handshake of TCP
        there, back = await asyncio.open_connection("127.0.0.1", to_port)
        with contextlib.suppress(BaseExceptionGroup, OSError, asyncio.CancelledError):
            async with asyncio.TaskGroup() as group:
                group.create_task(carry(reader, back, up))
                group.create_task(carry(there, writer, down))
        back.close()
        writer.close()

    server = await asyncio.start_server(connect, "127.0.0.1", 0)
    line.port = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
        for task in list(line._passing):
            task.cancel()
