"""The log of events: where sessions are kept. One seam, so that another store can take SQLite's place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from server.events import Recorded
from server.groups.events import GroupRecorded
from server.protocol import Exported, Identity, SessionRow


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
    keep_days: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session of a group, with what was chosen for it."""

    session_id: str
    group: str
    opened_at_ms: int
    deck_path: str
    identity: Identity
    rehearsal: bool
    keep_days: int | None
    teams: tuple[str, ...]


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
        """Remove a session with everything that happened in it, also from the copies. Traces of it may be
        found in the store's files, and in the copies, until `sweep`."""
        ...

    def replace(self, logs: Mapping[str, Sequence[Recorded]]) -> None:
        """Let these be the logs of sessions, instead of what they were; from the copies the sessions are
        removed. Traces of what stood there may be found in the store's files until `sweep`."""
        ...

    def rewrite(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        """Let these stand in a session's log instead of what has their numbers; else as `replace`."""
        ...

    def sweep(self) -> None:
        """Leave no trace of what has been removed, if anything has been since the last time."""
        ...

    def find_receipt(self, code: str) -> tuple[str, str] | None:
        """The session and the participant that a receipt code of twelve characters stands for."""
        ...

    def keep_picture(self, sha256: str, body: bytes, at_ms: int) -> None:
        """Keep a picture of a question. It goes with the last session that names it."""
        ...

    def read_picture(self, sha256: str) -> bytes | None:
        """A picture of a question; None if it isn't kept."""
        ...

    def drop_unused_pictures(self, before_ms: int) -> None:
        """Remove the pictures kept before this moment that no session names."""
        ...

    def note_export(self, session_id: str, kind: str, at_ms: int) -> None:
        """Remember that a session was exported as this kind of file."""
        ...

    def exports(self, session_id: str) -> tuple[Exported, ...]:
        """What was exported of a session, and when last."""
        ...

    def append_to_group(self, group_id: str, recorded: Sequence[GroupRecorded]) -> None:
        """As `append`, to the log of a group."""
        ...

    def groups(self) -> dict[str, tuple[GroupRecorded, ...]]:
        """The logs of all groups; one that can't be read is left out, and logged."""
        ...

    def meetings(self) -> tuple[Meeting, ...]:
        """The sessions that groups have had, the oldest first."""
        ...

    def erase_group(self, group_id: str) -> None:
        """Remove a group, and from its sessions what links them and the people in them to each other."""
        ...

    def make_room(self) -> None:
        """Find out whether writing works, after it did not. Raises `LogError` if not."""
        ...

    def close(self) -> None:
        """Let go of the store."""
        ...
