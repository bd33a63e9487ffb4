"""The log of events: where sessions are kept. One seam, so that another store can take SQLite's place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.events import Recorded
from server.protocol import SessionRow


class LogError(Exception):
    """The log can't be written or read. `code` names a sentence in `assets/translations` and `values`
    fill its gaps; nothing of what was to be written has been kept."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that nobody has ended."""

    session_id: str
    opened_at_ms: int


class EventLog(Protocol):
    """Append and read events. The methods block, and may be called from any thread."""

    def append(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        """Write all of `recorded` or nothing; on disk when this returns. Raises `LogError`."""
        ...

    def read_from(self, session_id: str, seq: int) -> tuple[Recorded, ...]:
        """The session's events from number `seq` on, in order; none for an unknown session."""
        ...

    def sessions(self) -> tuple[SessionRow, ...]:
        """All sessions, newest first; one that can't be read is left out, and logged."""
        ...

    def unfinished(self) -> tuple[Unfinished, ...]:
        """The sessions that have not ended, newest first, whether they can be read or not."""
        ...

    def erase(self, session_id: str) -> None:
        """Remove a session with everything that happened in it."""
        ...

    def make_room(self) -> None:
        """Find out whether writing works, after it did not. Raises `LogError` if not."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
