"""The tables of the log as they are today; `migrations` leads older files here."""

import sqlalchemy as sa

HEAD = "0001"
"""The newest migration: a file that carries it needs no other."""

metadata = sa.MetaData()

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("session_id", sa.Text, primary_key=True),
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
