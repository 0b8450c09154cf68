"""Perception: what is remembered of URLs from one crawl to the next."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "http_cache",
        sa.Column("url_sha256", sa.LargeBinary, primary_key=True),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("headers", postgresql.JSONB, nullable=False),
        sa.Column("vary", postgresql.JSONB, nullable=False),
        sa.Column("raw_sha256", sa.Text, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_until", sa.DateTime(timezone=True)),
    )
    op.create_index("http_cache_checked", "http_cache", ["checked_at"])


def downgrade() -> None:
    op.drop_table("http_cache")
