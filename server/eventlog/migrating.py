"""Bringing a file of an older version up to date, after a copy of it has been made."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from server.eventlog import LogError
from server.eventlog.copies import copy_before
from server.eventlog.schema import HEAD

MIGRATIONS = Path(__file__).parent / "migrations"


def revision_of(connection: sa.Connection) -> str | None:
    """The migration a file stands at; None for an empty file."""
    tables = sa.inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def migrate(engine: sa.Engine, path: Path, revision: str | None) -> None:
    """Bring the file from `revision` to `HEAD`. Raises `LogError` where it comes from a newer version."""
    # Alembic takes a fifth of a second to import, and a file is migrated once in its life.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if revision is not None and revision not in known:
        raise LogError("server.data_newer", path=str(path))
    if revision is not None:
        _copy(path, copy_before(path, HEAD))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _copy(path: Path, copy: Path) -> None:
    """SQLite's own backup: a plain copy of the file would miss what is still in its journal."""
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
