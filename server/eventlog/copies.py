"""The copies of the file that were made before migrations: nothing that is erased may stay in them."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from server.eventlog import LogError


def copy_before(path: Path, revision: str) -> Path:
    """Where the file is copied to before it is brought to this revision."""
    return path.with_name(f"{path.stem}-before-{revision}{path.suffix}")


def erase_from_copies(path: Path, session_ids: Iterable[str]) -> None:
    """Take sessions out of all copies of the file at `path`, whole: a copy is there for the case that a
    migration went wrong, and what it holds of a person can't be taken out in the words of today. Traces may
    be left on unused pages until `sweep_copies`.

    Raises `LogError`, naming the copy, or `sqlite3.Error`."""
    wanted = [(session_id,) for session_id in session_ids]
    _do_with_copies(path, lambda connection: _erase(connection, wanted))


def sweep_copies(path: Path) -> None:
    """Write all copies of the file at `path` anew: on their unused pages nothing is left. Raises as above."""
    _do_with_copies(path, lambda connection: connection.execute("VACUUM"))


def _do_with_copies(path: Path, do: Callable[[sqlite3.Connection], object]) -> None:
    for copy in _copies(path):
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                do(connection)
                connection.execute("PRAGMA journal_mode=DELETE")  # takes the write-ahead log with it
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
                raise LogError("server.data_damaged", path=str(copy)) from error
            raise


def _copies(path: Path) -> Iterator[Path]:
    prefix, suffix = f"{path.stem}-before-", path.suffix
    return (one for one in path.parent.iterdir() if one.name.startswith(prefix) and one.name.endswith(suffix))


def _erase(connection: sqlite3.Connection, wanted: list[tuple[str]]) -> None:
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("BEGIN IMMEDIATE")
    # And with a session go its events.
    erased = connection.executemany("DELETE FROM sessions WHERE session_id = ?", wanted).rowcount
    if erased and connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'pictures'").fetchone():
        named = "SELECT 1 FROM sessions JOIN events USING (session_id) WHERE seq = 1 AND instr(body, sha256)"
        connection.execute(f"DELETE FROM pictures WHERE NOT EXISTS ({named})")
    connection.execute("COMMIT")
