"""Perception: the pace at which hosts are asked."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS = ("delay", "crawl_delay", "response_time")


def upgrade() -> None:
    for name in COLUMNS:
        op.add_column("hosts", sa.Column(name, sa.Double))


def downgrade() -> None:
    for name in COLUMNS:
        op.drop_column("hosts", name)
