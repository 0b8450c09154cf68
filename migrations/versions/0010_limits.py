"""Perception: limits on bytes and time."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "frontier_crawls",
        sa.Column("kept_bytes", sa.BigInteger, nullable=False, server_default="0"),
    )
    op.add_column("frontier_crawls", sa.Column("reached", sa.Text))
    op.add_column("frontier_crawls", sa.Column("ends_at", sa.DateTime(timezone=True)))
    op.add_column("frontier_crawls", sa.Column("rests_since", sa.DateTime(timezone=True)))
    op.execute("UPDATE frontier_crawls SET reached = 'page-limit' WHERE \"full\"")
    op.drop_column("frontier_crawls", "full")


def downgrade() -> None:
    op.add_column(
        "frontier_crawls",
        sa.Column("full", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )
    op.execute('UPDATE frontier_crawls SET "full" = (reached IS NOT NULL)')
    for column in ("rests_since", "ends_at", "reached", "kept_bytes"):
        op.drop_column("frontier_crawls", column)
