"""Entries of the audit log say which events happened."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("audit_entries", sa.Column("events", JSONB))


def downgrade() -> None:
    op.drop_column("audit_entries", "events")
