"""Perception: priorities of crawls and of URLs; a lower rank comes first."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "frontier_crawls",
        sa.Column("priority", sa.SmallInteger, nullable=False, server_default="0"),
    )
    op.add_column(
        "frontier_urls", sa.Column("rank", sa.SmallInteger, nullable=False, server_default="0")
    )
    order_by("rank", "depth", "number")


def downgrade() -> None:
    order_by("depth", "number")
    op.drop_column("frontier_urls", "rank")
    op.drop_column("frontier_crawls", "priority")


def order_by(*columns: str) -> None:
    op.drop_index("frontier_urls_next", "frontier_urls")
    op.create_index(
        "frontier_urls_next",
        "frontier_urls",
        ["crawl_id", "host", *columns],
        postgresql_where=sa.text("state = 'waiting'"),
    )
