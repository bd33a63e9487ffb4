"""Logs of groups beside those of sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Tell what a log is of; so far all are of sessions."""
    kind = sa.Column("kind", sa.Text, nullable=False, server_default="session")
    op.add_column("sessions", kind)
