"""The server, built and connected: one function from start to end."""

import asyncio
import contextlib
import importlib.metadata
import logging
import os
import secrets
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from assets import ASSETS
from server.classrooms import Classrooms
from server.clock import ServerClock
from server.eventlog import LogError
from server.eventlog.sqlite import SqliteLog
from server.gate import Gate, GatedSite
from server.host_site import HostSite
from server.keeping import Keeping
from server.log_file import logging_to
from server.phone_site import IDLE_S, PhoneSite
from server.protocol import STATE_FILE, RunningServer
from server.running import DATABASE_FILE, Claim, keep_phone_port, kept_phone_port, read_running
from server.tidying import Tidying

PHONE_PORT = 8765
_PORTS_TRIED = 10
BACKLOG = 1024  # a whole class coming back at once

log_ = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is to run. `phone_port` None: the same as the last time, or the usual one."""

    data: Path
    phone_port: int | None = None
    speed: float = 1.0
    stay: bool = False  # until it is told to end, host or no host
    shared: bool = False  # by several trainers, each with a session of their own
    alone_s: float = 600
    pages: Path = ASSETS / "phone"
    names: tuple[str, ...] = ()  # by which phones may call it, beside addresses and local names


async def serve(settings: Settings, started: Callable[[RunningServer, Path], None]) -> None:
    """Serve until the host has gone for good or a signal comes; `started` is told where the server is.

    Raises `AlreadyRunning`, `LogError`, or `OSError` if the folder can't be used.
    """
    before = read_running(settings.data)
    claim = Claim(settings.data).take()
    try:
        (settings.data / STATE_FILE).unlink(missing_ok=True)  # of a server that was killed
        with logging_to(settings.data):
            _allow_many_sockets()
            await _serve_claimed(settings, claim, before, started)
    finally:
        claim.release()


async def _serve_claimed(
    settings: Settings,
    claim: Claim,
    before: RunningServer | None,
    started: Callable[[RunningServer, Path], None],
) -> None:
    stop = _stop_signals()
    clock = ServerClock(settings.speed)
    log = SqliteLog(settings.data / DATABASE_FILE)
    rooms = Classrooms(log, clock, secrets.token_hex)
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(log.close)
        stack.push_async_callback(rooms.close)
        rooms.resume()
        phone_sockets = listen_for_phones(_preferred_port(settings, before if rooms.open_rooms else None))
        phone_port: int = phone_sockets[0].getsockname()[1]
        _keep_port(settings, phone_port)
        phones = PhoneSite(rooms, settings.pages, names=settings.names)
        secret = secrets.token_urlsafe(32)
        host = HostSite(rooms, log, secret, phone_port, shared=settings.shared)
        await _open_site(stack, phones.app, phone_sockets, Gate(pace=max(1.0, settings.speed)))
        host_sockets = [socket.create_server(("127.0.0.1", 0))]
        await _open_site(stack, host.app, host_sockets)
        stack.push_async_callback(host.close)
        stack.push_async_callback(phones.close)
        stack.push_async_callback(rooms.dismiss)
        keeping = Keeping(rooms, log, clock)
        keeping.start()
        stack.push_async_callback(keeping.stop)
        running = RunningServer(
            pid=os.getpid(),
            host_port=host_sockets[0].getsockname()[1],
            phone_port=phone_port,
            secret=secret,
            started=clock.now_ms(),
            version=_version(),
        )
        started(running, claim.publish(running))
        log_.info("started, phones on port %d", phone_port)
        counting = asyncio.create_task(_count_sessions(log), name="counting sessions")
        stack.push_async_callback(asyncio.wait, [counting])
        await _until_done(stop, host, rooms, float("inf") if settings.stay else settings.alone_s)
        log_.info("ending")


async def _count_sessions(log: SqliteLog) -> None:
    """Make the first list of sessions before it is asked for: with a thousand it takes a while."""
    try:
        await asyncio.to_thread(log.sessions)
    except LogError as error:
        log_.warning("the sessions can't be counted: %s", error.code)


async def _open_site(
    stack: contextlib.AsyncExitStack,
    app: web.Application,
    sockets: list[socket.socket],
    gate: Gate | None = None,
) -> None:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=2, keepalive_timeout=IDLE_S)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    for one in sockets:
        site = GatedSite(runner, one, gate, BACKLOG) if gate else web.SockSite(runner, one, backlog=BACKLOG)
        await site.start()


def listen_for_phones(preferred: int) -> list[socket.socket]:
    """Listen on all of this machine's addresses: on the preferred port, else one of the next, else any."""
    for port in [*range(preferred, min(preferred + _PORTS_TRIED, 65536)), 0]:
        with contextlib.suppress(OSError):
            ipv4 = socket.create_server(("0.0.0.0", port), backlog=BACKLOG)
            port = ipv4.getsockname()[1]
            try:
                return [ipv4, socket.create_server(("::", port), family=socket.AF_INET6, backlog=BACKLOG)]
            except OSError:  # no IPv6 here, or its port is taken: phones get the numeric IPv4 address anyway
                return [ipv4]
    raise OSError("no port to listen on")


def _preferred_port(settings: Settings, before: RunningServer | None) -> int:
    """Phones look for a session that goes on, and trainees for their class, where it was."""
    if settings.phone_port is not None:
        return settings.phone_port
    if before is not None:
        return before.phone_port
    return kept_phone_port(settings.data) or PHONE_PORT


def _keep_port(settings: Settings, port: int) -> None:
    if settings.phone_port is not None:  # wanted this once
        return
    try:
        keep_phone_port(settings.data, port)
    except OSError:
        log_.warning("the phones' port can't be remembered")


async def _until_done(stop: asyncio.Event, host: HostSite, rooms: Classrooms, alone_s: float) -> None:
    """Return at the signal, or when no host and no open session has been there for so long."""
    loop = asyncio.get_running_loop()
    needed_s = loop.time()
    tidying = Tidying(rooms, needed_s)
    while loop.time() - needed_s < alone_s:
        rooms.check()
        tidying.look(loop.time())
        if host.hosts or rooms.open_rooms:
            needed_s = loop.time()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), min(1.0, alone_s / 4))
            return


def _stop_signals() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):  # the last on Windows only
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, stop.set)
        except NotImplementedError:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(stop.set))
    return stop


def _allow_many_sockets() -> None:
    """A thousand phones are more than the 256 or 1024 files that many systems start with."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = allow_files(
        soft, hard, lambda wanted: resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    )
    log_.info("%d files and sockets may be open (%d before, at most %d)", allowed, soft, hard)


def allow_files(soft: int, hard: int, set_limit: Callable[[int], None]) -> int:
    """Raise the limit `soft` as far as the system lets it be: macOS names no limit (-1) and refuses much.

    Returns the limit that holds afterwards; `set_limit` raises `OSError` or `ValueError` for one refused.
    """
    unlimited = -1
    for wanted in (65536, 24576, 10240, 4096, hard):
        if soft == unlimited or wanted <= soft:
            break
        if hard == unlimited or wanted <= hard:
            with contextlib.suppress(OSError, ValueError):
                set_limit(wanted)
                return wanted
    return soft


def _version() -> str:
    try:
        return importlib.metadata.version("handsup")
    except importlib.metadata.PackageNotFoundError:  # run from a checkout
        return "0"
