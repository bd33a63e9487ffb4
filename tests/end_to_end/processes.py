"""The server's process, as a test sees it from outside."""

import contextlib
import os
import time
from pathlib import Path

import msgspec

from server.protocol import STATE_FILE, RunningServer

PATIENCE_S = 10


def read_state(folder: Path) -> RunningServer | None:
    """What the server in this folder says of itself, whether it still runs or not."""
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode((folder / STATE_FILE).read_bytes(), type=RunningServer)
    return None


def is_alive(pid: int) -> bool:
    """Whether this process runs; one that has ended and was not yet asked for has gone."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def end_server(folder: Path, how: int) -> None:
    """Send the folder's server a signal and wait until it has gone; `RuntimeError` if it stays."""
    state = read_state(folder)
    if state is None or not is_alive(state.pid):
        return
    os.kill(state.pid, how)
    deadline = time.monotonic() + PATIENCE_S
    while is_alive(state.pid):
        if time.monotonic() > deadline:
            raise RuntimeError(f"the server {state.pid} does not end")
        time.sleep(0.02)
