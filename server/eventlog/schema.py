"""The tables of the log as they are today; `migrations` leads older files here."""

import sqlalchemy as sa

HEAD = "0003"
"""The newest migration: a file that carries it needs no other."""

metadata = sa.MetaData()

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False, server_default="session"),  # or "group", whose id it then is
)

events = sa.Table(
    "events",
    metadata,
    sa.Column(
        "session_id",
        sa.Text,
        sa.ForeignKey("sessions.session_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at_ms", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

trials = sa.Table("trials", metadata, sa.Column("body", sa.LargeBinary, nullable=False))
"""Where a write is tried after one has failed. Always empty between two tries."""

pictures = sa.Table(
    "pictures",
    metadata,
    sa.Column("sha256", sa.Text, primary_key=True),
    sa.Column("kept_at_ms", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

exports = sa.Table(
    "exports",
    metadata,
    sa.Column(
        "session_id",
        sa.Text,
        sa.ForeignKey("sessions.session_id", ondelete="CASCADE"),
        primary_key=True,
    ),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("at_ms", sa.Integer, nullable=False),  # the last time
    sqlite_with_rowid=False,
)

unswept = sa.Table("unswept", metadata, sa.Column("session_id", sa.Text, nullable=False))
"""Logs of which something was deleted since the file was last written anew: pages may still hold traces."""
