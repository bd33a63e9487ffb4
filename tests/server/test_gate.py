"""What never reaches the site: connections too many, and bytes too many."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from server.gate import Gate, GateLimits

Start = Callable[[GateLimits], asyncio.Future[int]]


class Echo(asyncio.Protocol):
    """Says back what it hears."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._transport.write(data)


@pytest.fixture
async def gated() -> AsyncIterator[Callable[[GateLimits], object]]:
    async with contextlib.AsyncExitStack() as stack:

        async def start(limits: GateLimits) -> int:
            server = await asyncio.get_running_loop().create_server(Gate(limits).before(Echo), "127.0.0.1", 0)
            stack.callback(server.close)
            port: int = server.sockets[0].getsockname()[1]
            return port

        yield start


async def answered(port: int, said: bytes = b"x", local: str = "127.0.0.1") -> asyncio.StreamWriter | None:
    """A connection that was let in and answered; None if it was dropped."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(local, 0))
    writer.write(said)
    with contextlib.suppress(ConnectionError):
        if await reader.read(1):
            return writer
    writer.close()
    return None


async def test_an_address_has_so_many_connections_and_another_is_not_kept_out(gated) -> None:
    port = await gated(GateLimits(connections_per_address=2))
    first, second = await answered(port), await answered(port)
    assert first is not None
    assert second is not None
    assert await answered(port) is None
    other = await answered(port, local="127.0.0.2")
    assert other is not None
    first.close()
    await first.wait_closed()
    third = await answered(port)
    assert third is not None
    for writer in (second, third, other):
        writer.close()


async def test_all_addresses_together_have_so_many(gated) -> None:
    port = await gated(GateLimits(connections=1))
    first = await answered(port)
    assert first is not None
    assert await answered(port, local="127.0.0.2") is None
    first.close()


async def test_who_connects_without_end_is_dropped_though_nothing_stays_open(gated) -> None:
    port = await gated(GateLimits(opening_burst=3, opening_per_s=0))
    let_in = []
    for _ in range(5):
        writer = await answered(port)
        let_in.append(writer is not None)
        if writer is not None:
            writer.close()
            await writer.wait_closed()
    assert let_in == [True, True, True, False, False]


async def test_who_sends_more_than_any_phone_is_dropped(gated) -> None:
    port = await gated(GateLimits(bytes_burst=100, bytes_per_s=0))
    within = await answered(port, b"x" * 100)
    assert within is not None
    within.close()
    assert await answered(port, b"x" * 101) is None


async def test_many_connections_of_an_address_share_its_bytes(gated) -> None:
    port = await gated(GateLimits(address_bytes_burst=100, address_bytes_per_s=0))
    first = await answered(port, b"x" * 60)
    assert first is not None
    assert await answered(port, b"x" * 60) is None
    other = await answered(port, b"x" * 60, local="127.0.0.2")
    assert other is not None
    for writer in (first, other):
        writer.close()
