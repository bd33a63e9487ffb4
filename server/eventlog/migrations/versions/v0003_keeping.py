"""Pictures of questions, what was exported, and the way from a receipt to its participant."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """New tables, and an index that follows the log by itself."""
    op.create_table(
        "pictures",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column("kept_at_ms", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "exports",
        sa.Column(
            "session_id",
            sa.Text,
            sa.ForeignKey("sessions.session_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("at_ms", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table("unswept", sa.Column("session_id", sa.Text, nullable=False))
    op.execute(
        "CREATE INDEX receipts ON events (json_extract(body, '$.code')) WHERE kind = 'joined'"
        " AND json_valid(body)"
    )
