"""Perception: webhooks of crawls, and what they were told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crawl_webhooks",
        sa.Column("crawl_id", sa.Uuid, primary_key=True),
        sa.Column("webhook", postgresql.JSONB, nullable=False),
        sa.Column("ended", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )
    op.create_table(
        "notices",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("crawl_id", sa.Uuid, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.SmallInteger, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("notices")
    op.drop_table("crawl_webhooks")
