"""Perception: crawls, pages, and the frontier."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IS_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    op.create_table(
        "crawls",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("owner_id", sa.Uuid, nullable=False),
        sa.Column("plan", JSONB, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
    )
    op.create_table(
        "pages",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("crawl_id", sa.Uuid, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("fate", sa.Text, nullable=False),
    )
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text, primary_key=True),
        sa.Column("next_allowed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("fence", sa.BigInteger, nullable=False, server_default="0"),
    )
    create_frontier()


def create_frontier() -> None:
    op.create_table(
        "frontier_crawls",
        sa.Column("crawl_id", sa.Uuid, primary_key=True),
        sa.Column("known", sa.Integer, nullable=False, server_default="0"),
        sa.Column("kept", sa.Integer, nullable=False, server_default="0"),
        sa.Column("full", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.Column("closed", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )
    op.create_index(
        "frontier_crawls_open",
        "frontier_crawls",
        ["crawl_id"],
        postgresql_where=sa.text("NOT closed"),
    )
    op.create_table(
        "frontier_hosts",
        sa.Column("crawl_id", sa.Uuid, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("waiting", sa.Integer, nullable=False),
        sa.Column("served_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("crawl_id", "host"),
    )
    op.create_index(
        "frontier_hosts_waiting",
        "frontier_hosts",
        ["host"],
        postgresql_where=sa.text("waiting > 0"),
    )
    create_frontier_urls()


def create_frontier_urls() -> None:
    op.create_table(
        "frontier_urls",
        sa.Column("crawl_id", sa.Uuid, nullable=False),
        sa.Column("url_sha256", sa.LargeBinary, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("host", sa.Text, nullable=False),
        sa.Column("depth", sa.SmallInteger, nullable=False),
        sa.Column("number", sa.BigInteger, sa.Identity(always=True), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("preferred", sa.Boolean, nullable=False, server_default=sa.text("false")),
        sa.PrimaryKeyConstraint("crawl_id", "url_sha256"),
    )
    op.create_index(
        "frontier_urls_next",
        "frontier_urls",
        ["crawl_id", "host", "depth", "number"],
        postgresql_where=IS_WAITING,
    )
    op.create_index(
        "frontier_urls_due",
        "frontier_urls",
        ["crawl_id", "host", "due_at"],
        postgresql_where=IS_WAITING,
    )


def downgrade() -> None:
    for table in (
        "frontier_urls",
        "frontier_hosts",
        "frontier_crawls",
        "hosts",
        "pages",
        "crawls",
    ):
        op.drop_table(table)
