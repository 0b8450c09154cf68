"""The kernel: event log, jobs, answers, cursors."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from aurora.infrastructure.postgres.tables import Xid8

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "events",
        sa.Column("position", sa.BigInteger, sa.Identity(always=True), primary_key=True),
        sa.Column("xid", Xid8, nullable=False, server_default=sa.text("pg_current_xact_id()")),
        sa.Column("id", sa.Uuid, nullable=False, unique=True),
        sa.Column("type", sa.Text, nullable=False),
        sa.Column("aggregate_id", sa.Uuid, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", JSONB),
        sa.Column("correlation_id", sa.Uuid),
        sa.Column("trace_id", sa.Text),
        sa.UniqueConstraint("aggregate_id", "version"),
    )
    op.create_index("events_by_xid", "events", ["xid", "position"])
    op.create_table(
        "jobs",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("payload", JSONB, nullable=False),
        sa.Column("principal", JSONB, nullable=False),
        sa.Column("queue", sa.Text, nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("leased_until", sa.DateTime(timezone=True)),
        sa.Column("error", sa.Text),
        sa.Column("dead", sa.DateTime(timezone=True)),
        sa.Column("correlation_id", sa.Uuid),
    )
    op.create_index("jobs_due", "jobs", ["due_at"], postgresql_where=sa.text("dead IS NULL"))
    op.create_table(
        "answers",
        sa.Column("principal_id", sa.Uuid, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("request_hash", sa.LargeBinary, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("position", sa.Text, nullable=False),
        sa.Column(
            "at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("now()")
        ),
        sa.PrimaryKeyConstraint("principal_id", "message", "key"),
    )
    op.create_table(
        "cursors",
        sa.Column("subscriber", sa.Text, primary_key=True),
        sa.Column("generation", sa.Text, nullable=False),
        sa.Column("xid", sa.BigInteger, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "parked",
        sa.Column("subscriber", sa.Text, primary_key=True),
        sa.Column("event_id", sa.Uuid, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("retry_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    for table in ("parked", "cursors", "answers", "jobs", "events"):
        op.drop_table(table)
