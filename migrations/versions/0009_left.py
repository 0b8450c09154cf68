"""Perception: why a crawl lets URLs go and how many, and for which crawl a host is held."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

EXPLAIN = """
    UPDATE frontier_urls u
    SET reason = CASE c.status WHEN 'cancelled' THEN 'cancelled' ELSE 'page-limit' END
    FROM crawls c WHERE c.id = u.crawl_id AND u.state = 'dropped'
"""
COUNT = """
    UPDATE frontier_crawls f SET left_out = jsonb_build_object(c.reason, c.number)
    FROM (
        SELECT crawl_id, min(reason) AS reason, count(*) AS number
        FROM frontier_urls WHERE state = 'dropped' AND reason IS NOT NULL GROUP BY crawl_id
    ) c
    WHERE c.crawl_id = f.crawl_id
"""


def upgrade() -> None:
    op.add_column("hosts", sa.Column("leased_by", sa.Uuid))
    op.add_column("frontier_urls", sa.Column("reason", sa.Text))
    op.add_column(
        "frontier_crawls",
        sa.Column("left_out", JSONB, nullable=False, server_default=sa.text("'{}'")),
    )
    op.create_index(
        "frontier_urls_left",
        "frontier_urls",
        ["crawl_id", "host", "depth", "number"],
        postgresql_where=sa.text("state = 'dropped'"),
    )
    op.execute(EXPLAIN)
    op.execute(COUNT)


def downgrade() -> None:
    op.execute("DELETE FROM frontier_urls WHERE reason IN ('depth', 'known-limit')")
    op.drop_index("frontier_urls_left", "frontier_urls")
    op.drop_column("frontier_crawls", "left_out")
    op.drop_column("frontier_urls", "reason")
    op.drop_column("hosts", "leased_by")
