"""The running server: the lock that makes it the only one, and the file by which its host finds it."""

import os
import tempfile
from pathlib import Path
from typing import Self

import msgspec
import platformdirs
from filelock import FileLock, Timeout

from server.protocol import STATE_FILE, RunningServer

LOCK_FILE = "server.lock"
DATABASE_FILE = "sessions.sqlite"
PORT_FILE = "phone_port"


def data_folder(given: Path | None = None) -> Path:
    """Where sessions are kept: `given`, else the environment's HANDSUP_DATA, else the platform's folder."""
    named = os.environ.get("HANDSUP_DATA")
    if given is not None:
        return given
    return Path(named) if named else platformdirs.user_data_path("handsup", appauthor=False)


def make_data_folder(data: Path) -> None:
    """Make the folder for its user alone, if it isn't there: names and answers are nobody else's business
    on a shared machine. Raises `OSError`."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)


class AlreadyRunning(Exception):  # noqa: N818 - it says what happened
    """Another server works on the same data."""


class Claim:
    """The right to be the only server of a data folder, held from `take` to `release`."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._lock = FileLock(data / LOCK_FILE, thread_local=False)

    def take(self) -> Self:
        """Raises `AlreadyRunning` if another server holds it, `OSError` if the folder can't be used."""
        make_data_folder(self._data)
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            raise AlreadyRunning from None
        return self

    def publish(self, running: RunningServer) -> Path:
        """Write the state file, whole or not at all; returns where it is.

        On Unix its mode is 0600; on Windows the user's profile folder is private already.
        """
        path = self._data / STATE_FILE
        handle, name = tempfile.mkstemp(dir=self._data, prefix=f"{STATE_FILE}.")  # always mode 0600
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.encode(running))
                file.flush()
                os.fsync(file.fileno())
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        return path

    def release(self) -> None:
        """Take the state file away and let the next server in."""
        (self._data / STATE_FILE).unlink(missing_ok=True)
        self._lock.release()


def read_running(data: Path) -> RunningServer | None:
    """What a server left in its state file, whether it still lives or not; None without one."""
    try:
        return msgspec.json.decode((data / STATE_FILE).read_bytes(), type=RunningServer)
    except (OSError, ValueError, RecursionError):  # whatever bytes stand there
        return None


def keep_phone_port(data: Path, port: int) -> None:
    """Remember where phones found the server, so that they find it there the next day. Raises `OSError`."""
    (data / PORT_FILE).write_text(f"{port}\n", encoding="ascii")


def kept_phone_port(data: Path) -> int | None:
    """Where phones found the server the last time; None if that is not known."""
    try:
        port = int((data / PORT_FILE).read_text(encoding="ascii")[:8])
    except (OSError, ValueError):
        return None
    return port if 0 < port <= 65535 else None
