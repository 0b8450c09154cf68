"""Surveys that go on over turns: how far each has come."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("frontier_hosts", sa.Column("itinerary", JSONB))


def downgrade() -> None:
    op.drop_column("frontier_hosts", "itinerary")
