"""The gate before the phones' site: bounds what an address may do before a single byte of it is understood.

A connection too many, or one that sends more than any phone would, is dropped without a word: that costs a
twentieth of what refusing it by HTTP does.
"""

import asyncio
import socket
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web

from server.addresses import neighbourhood
from server.allowance import Allowance, Allowances

_ACCEPTED_AT_ONCE = 4  # before those who are there have their turn: newcomers are a hundred times as dear
_FILES_KEPT = 256  # for the database, the log and the hosts


@dataclass(frozen=True, slots=True)
class GateLimits:
    """What may come in. A phone keeps one connection and opens up to six for a moment when it loads its page;
    a hall of a thousand may reach the laptop through one router's address."""

    connections: int = 12_000
    connections_per_address: int = 2500
    opening_burst: float = 8000
    opening_per_s: float = 300
    bytes_burst: float = 48 * 1024  # of one connection: the page and a lesson take a tenth of it
    bytes_per_s: float = 4 * 1024
    address_bytes_burst: float = 32 * 1024 * 1024
    address_bytes_per_s: float = 2 * 1024 * 1024


class Gate:
    """Counts connections and bytes. `pace` is how much faster than usual time runs (in a rehearsal)."""

    def __init__(self, limits: GateLimits | None = None, pace: float = 1) -> None:
        self._limits = limits or GateLimits()
        self._pace = pace
        self._most = min(self._limits.connections, files_allowed() - _FILES_KEPT)
        self._open: Counter[str] = Counter()
        self._openings = Allowances(self._limits.opening_burst * pace, self._limits.opening_per_s * pace)
        self._bytes = Allowances(
            self._limits.address_bytes_burst * pace, self._limits.address_bytes_per_s * pace
        )
        self._all = 0

    def before(self, make: Callable[[], asyncio.Protocol]) -> Callable[[], asyncio.Protocol]:
        """A factory of protocols for `create_server`: those of `make`, behind this gate."""
        return lambda: _Passage(self, make)

    def open(self, address: str, now_s: float) -> bool:
        """Whether one more connection may be there; if so, it is counted."""
        if self._all >= self._most or self._open[address] >= self._limits.connections_per_address:
            return False
        if not self._openings.take(address, now_s):
            return False
        self._all += 1
        self._open[address] += 1
        return True

    def closed(self, address: str) -> None:
        """A connection that was let in has ended."""
        self._all -= 1
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]

    def new_bytes(self, now_s: float) -> Allowance:
        """How many bytes a new connection may send."""
        return Allowance(self._limits.bytes_burst * self._pace, self._limits.bytes_per_s * self._pace, now_s)

    def may_send(self, address: str, now_s: float, size: int) -> bool:
        """Whether an address may send so many bytes more; if so, they are counted."""
        return self._bytes.take(address, now_s, size)


class _Passage(asyncio.Protocol):
    """One connection on its way through the gate to the protocol that understands it."""

    def __init__(self, gate: Gate, make: Callable[[], asyncio.Protocol]) -> None:
        self._gate = gate
        self._make = make
        self._behind: asyncio.Protocol | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        now_s = asyncio.get_running_loop().time()
        self._transport = transport
        self._address = neighbourhood((transport.get_extra_info("peername") or ("",))[0])
        if not self._gate.open(self._address, now_s):
            transport.abort()
            return
        self._bytes = self._gate.new_bytes(now_s)
        self._behind = self._make()
        self._behind.connection_made(transport)

    def data_received(self, data: bytes) -> None:
        if self._behind is None:
            return
        now_s = asyncio.get_running_loop().time()
        size = len(data)
        if self._bytes.take(now_s, size) and self._gate.may_send(self._address, now_s, size):
            self._behind.data_received(data)
        else:
            self._transport.abort()

    def eof_received(self) -> bool | None:
        return self._behind.eof_received() if self._behind is not None else None

    def pause_writing(self) -> None:
        if self._behind is not None:
            self._behind.pause_writing()

    def resume_writing(self) -> None:
        if self._behind is not None:
            self._behind.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._behind is not None:
            self._behind.connection_lost(exc)
            self._behind = None
            self._gate.closed(self._address)


class GatedSite(web.SockSite):
    """A site on a listening socket, behind a gate; `backlog` connections may wait in the system."""

    def __init__(self, runner: web.AppRunner, listening: socket.socket, gate: Gate, backlog: int) -> None:
        super().__init__(runner, listening, backlog=backlog)
        self._gate = gate

    async def start(self) -> None:
        """Begin to serve."""
        await web.BaseSite.start(self)
        assert self._runner.server is not None
        behind = self._gate.before(self._runner.server)
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(behind, sock=self._sock, backlog=_ACCEPTED_AT_ONCE)
        self._sock.listen(self._backlog)


def files_allowed() -> int:
    """How many files and sockets this process may have open."""
    try:
        import resource
    except ImportError:  # Windows knows no such limit
        return sys.maxsize
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return soft if soft != resource.RLIM_INFINITY else sys.maxsize
