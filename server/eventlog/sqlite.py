"""The log in one SQLite file."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from stat import S_IMODE
from threading import Lock
from typing import Any

import msgspec
import sqlalchemy as sa

from server.eventlog import LogError, Meeting, Unfinished
from server.eventlog.attachments import (
    drop_unused_pictures,
    erase_session,
    find_receipt,
    keep_picture,
    note_export,
    read_exports,
    read_picture,
)
from server.eventlog.copies import erase_from_copies, sweep_copies
from server.eventlog.group_rows import append_to_group, erase_group, read_groups, read_meetings
from server.eventlog.migrating import migrate, revision_of
from server.eventlog.rows import Known, newest_first, read_rows, read_unfinished
from server.eventlog.schema import HEAD, events, sessions, trials, unswept
from server.events import Event, Recorded
from server.groups.events import GroupRecorded
from server.protocol import Exported, SessionRow
from server.running import make_data_folder

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Event).decode

_READ = "SELECT seq, at_ms, body FROM events WHERE session_id = ? AND seq >= ? ORDER BY seq"
"""Of a long log SQLAlchemy's rows would take as long as all the rest."""

_TRIAL_BYTES = 64 * 1024
"""As much as a large batch of answers takes."""

_CODES = {
    sqlite3.SQLITE_FULL: "server.disk_full",
    sqlite3.SQLITE_READONLY: "server.data_read_only",
    sqlite3.SQLITE_PERM: "server.data_read_only",
    sqlite3.SQLITE_CANTOPEN: "server.data_read_only",
    sqlite3.SQLITE_BUSY: "server.data_locked",
    sqlite3.SQLITE_LOCKED: "server.data_locked",
    sqlite3.SQLITE_CORRUPT: "server.data_damaged",
    sqlite3.SQLITE_NOTADB: "server.data_damaged",
}


class SqliteLog:
    """An `EventLog` in a file at `path`, created or migrated when it is opened for writing.

    With `read_only` nothing is created, migrated or written: for looking on while a server writes.
    `busy_ms` is how long another program's lock is waited for. `max_pages` bounds the file to so many
    pages of 4 KiB, as a small disk would; `limit_pages` moves that bound. Raises `LogError`.
    """

    def __init__(
        self, path: Path, *, read_only: bool = False, busy_ms: int = 2000, max_pages: int | None = None
    ) -> None:
        self._path = path
        self._busy_ms = busy_ms
        self._max_pages = max_pages
        self._rows: Known = {}
        self._counting = Lock()
        self._reader = self._engine("BEGIN", self._prepare_reading)
        self._writer = self._engine("BEGIN IMMEDIATE", self._prepare_writing)
        try:
            self._open(read_only)
        except LogError:
            self.close()
            raise

    def append(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        """See `EventLog`."""
        if not recorded:
            return
        with self._write_errors(), self._writer.begin() as connection:
            if recorded[0].seq == 1:
                connection.execute(sa.insert(sessions), {"session_id": session_id})
            connection.execute(sa.insert(events), _event_rows(session_id, recorded))

    def read_from(self, session_id: str, seq: int) -> tuple[Recorded, ...]:
        """See `EventLog`."""
        # The cursor is closed, or a log that can't be decoded would keep the journal from being emptied.
        with (
            self._errors(),
            self._reader.begin() as connection,
            closing(connection.connection.cursor()) as cursor,
        ):
            rows = cursor.execute(_READ, (session_id, seq))
            found = tuple([Recorded(seq, at_ms, _decode(body)) for seq, at_ms, body in rows])
        if found and found[-1].seq - found[0].seq + 1 != len(found):
            raise LogError("server.data_damaged", path=str(self._path))
        return found

    def sessions(self) -> tuple[SessionRow, ...]:
        """See `EventLog`."""
        # One at a time: who asks while the first list is made waits for it and need not make another.
        with self._counting, self._errors(), self._reader.begin() as connection:
            self._rows = read_rows(connection, self._rows)
            return newest_first(self._rows)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """See `EventLog`."""
        with self._errors(), self._reader.begin() as connection:
            return read_unfinished(connection)

    def append_to_group(self, group_id: str, recorded: Sequence[GroupRecorded]) -> None:
        """See `EventLog`."""
        with self._write_errors(), self._writer.begin() as connection:
            append_to_group(connection, group_id, recorded)

    def groups(self) -> dict[str, tuple[GroupRecorded, ...]]:
        """See `EventLog`."""
        with self._errors(), self._reader.begin() as connection:
            return read_groups(connection)

    def meetings(self) -> tuple[Meeting, ...]:
        """See `EventLog`."""
        with self._errors(), self._reader.begin() as connection:
            return read_meetings(connection)

    def erase_group(self, group_id: str) -> None:
        """See `EventLog`. Freed pages are overwritten and the journal is emptied."""
        linked = [meeting.session_id for meeting in self.meetings() if meeting.group == group_id]
        with self._write_errors():
            erase_from_copies(self._path, (group_id, *linked))
            with self._writer.begin() as connection:
                erase_group(connection, group_id)
                connection.execute(sa.insert(unswept), {"session_id": group_id})
        self.sweep()

    def erase(self, session_id: str) -> None:
        """See `EventLog`."""
        with self._write_errors():
            erase_from_copies(self._path, (session_id,))
            with self._writer.begin() as connection:
                erase_session(connection, session_id)
                connection.execute(sa.insert(unswept), {"session_id": session_id})

    def replace(self, logs: Mapping[str, Sequence[Recorded]]) -> None:
        """See `EventLog`."""
        with self._counting:  # or a row counted a moment ago would be taken for today's
            with self._write_errors():
                erase_from_copies(self._path, logs)
                with self._writer.begin() as connection:
                    for session_id, recorded in logs.items():
                        connection.execute(sa.delete(events).where(events.c.session_id == session_id))
                        connection.execute(sa.insert(events), _event_rows(session_id, recorded))
                        connection.execute(sa.insert(unswept), {"session_id": session_id})
            for session_id in logs:
                self._rows.pop(session_id, None)

    def rewrite(self, session_id: str, recorded: Sequence[Recorded]) -> None:
        """See `EventLog`."""
        numbers = [{"of": session_id, "number": one.seq} for one in recorded]
        place = (events.c.session_id == sa.bindparam("of"), events.c.seq == sa.bindparam("number"))
        with self._counting:  # as above
            with self._write_errors():
                erase_from_copies(self._path, (session_id,))
                with self._writer.begin() as connection:
                    connection.execute(sa.delete(events).where(*place), numbers)
                    connection.execute(sa.insert(events), _event_rows(session_id, recorded))
                    connection.execute(sa.insert(unswept), {"session_id": session_id})
            self._rows.pop(session_id, None)

    def sweep(self) -> None:
        """See `EventLog`. Deleted rows are overwritten where they stood last; where they stood before their
        page was split they stay, until the file is written anew."""
        with self._write_errors():
            raw = self._writer.raw_connection()
            try:
                cursor = raw.cursor()
                if cursor.execute("SELECT 1 FROM unswept").fetchone() is None:
                    return
                cursor.execute("VACUUM")
                self._empty_journal(cursor)
                sweep_copies(self._path)
                cursor.execute("DELETE FROM unswept")
                self._empty_journal(cursor)
            finally:
                raw.close()

    def find_receipt(self, code: str) -> tuple[str, str] | None:
        """See `EventLog`."""
        with self._errors(), self._reader.begin() as connection:
            return find_receipt(connection, code)

    def keep_picture(self, sha256: str, body: bytes, at_ms: int) -> None:
        """See `EventLog`."""
        with self._write_errors(), self._writer.begin() as connection:
            keep_picture(connection, sha256, body, at_ms)

    def read_picture(self, sha256: str) -> bytes | None:
        """See `EventLog`."""
        with self._errors(), self._reader.begin() as connection:
            return read_picture(connection, sha256)

    def drop_unused_pictures(self, before_ms: int) -> None:
        """See `EventLog`."""
        with self._write_errors(), self._writer.begin() as connection:
            drop_unused_pictures(connection, before_ms)

    def note_export(self, session_id: str, kind: str, at_ms: int) -> None:
        """See `EventLog`."""
        with self._write_errors(), self._writer.begin() as connection:
            note_export(connection, session_id, kind, at_ms)

    def exports(self, session_id: str) -> tuple[Exported, ...]:
        """See `EventLog`."""
        with self._errors(), self._reader.begin() as connection:
            return read_exports(connection, session_id)

    def make_room(self) -> None:
        """See `EventLog`: writes as much as a large batch, and takes it out again."""
        with self._write_errors():
            with self._writer.begin() as connection:
                connection.execute(sa.insert(trials), {"body": bytes(_TRIAL_BYTES)})
            with self._writer.begin() as connection:
                connection.execute(sa.delete(trials))

    def limit_pages(self, max_pages: int | None) -> None:
        """Bound the file to so many pages from now on; None takes the bound away."""
        self._max_pages = max_pages
        self._writer.dispose()

    def close(self) -> None:
        """See `EventLog`."""
        self._reader.dispose()
        self._writer.dispose()

    def _open(self, read_only: bool) -> None:
        with self._errors():
            if read_only and not self._path.exists():
                raise LogError("server.no_data", path=str(self._path))
            if not read_only:
                make_data_folder(self._path.parent)
                self._allow_beside()
            with (self._reader if read_only else self._writer).connect() as connection:
                revision = revision_of(connection)
            if read_only and revision != HEAD:
                raise LogError("server.data_other_version", path=str(self._path))
            if revision != HEAD:
                migrate(self._writer, self._path, revision)

    def _engine(self, begin: str, prepare: Callable[[Any], None]) -> sa.Engine:
        url = sa.URL.create("sqlite+pysqlite", database=str(self._path))
        engine = sa.create_engine(url, hide_parameters=True)

        @sa.event.listens_for(engine, "connect")
        def on_connect(connection: Any, _: object) -> None:
            connection.isolation_level = None  # or pysqlite begins transactions when it likes
            prepare(connection)

        @sa.event.listens_for(engine, "begin")
        def on_begin(connection: sa.Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def _prepare_reading(self, connection: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout={self._busy_ms}")
        connection.execute("PRAGMA query_only=ON")

    def _prepare_writing(self, connection: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout={self._busy_ms}")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute(f"PRAGMA max_page_count={self._max_pages or 2**32 - 2}")

    def _empty_journal(self, cursor: Any) -> None:
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:  # somebody else still reads what it holds
            raise LogError("server.data_locked", path=str(self._path))

    def _allow_beside(self) -> None:
        """Give the journal the permissions of the log: SQLite does so once, and one that was made while the
        log could not be written would keep it from being written ever after."""
        for suffix in ("-wal", "-shm"):
            with suppress(OSError):
                beside = self._path.with_name(self._path.name + suffix)
                beside.chmod(S_IMODE(self._path.stat().st_mode))

    @contextmanager
    def _write_errors(self) -> Iterator[None]:
        try:
            with self._errors():
                yield
        except LogError:
            # A file opened when it was read-only stays so; the next try opens it anew.
            self._writer.dispose()
            self._allow_beside()
            raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            raise self._log_error(error.orig) from error
        except (sa.exc.SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise self._log_error(error) from error
        except msgspec.DecodeError as error:
            raise LogError("server.data_damaged", path=str(self._path)) from error

    def _log_error(self, error: BaseException | None) -> LogError:
        extended = getattr(error, "sqlite_errorcode", None)
        code = _CODES.get(extended & 0xFF) if extended is not None else None
        if isinstance(error, PermissionError):
            code = "server.data_read_only"
        return LogError(code or "server.data_unwritable", path=str(self._path))


def _event_rows(session_id: str, recorded: Sequence[Recorded]) -> list[dict[str, object]]:
    return [
        {
            "session_id": session_id,
            "seq": one.seq,
            "at_ms": one.at_ms,
            "kind": type(one.event).__struct_config__.tag,
            "body": _encode(one.event).decode(),
        }
        for one in recorded
    ]
