"""Perception: what crawls show to their own sites, until they end."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crawl_credentials",
        sa.Column("crawl_id", sa.Uuid, primary_key=True),
        sa.Column("credentials", JSONB, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("crawl_credentials")
