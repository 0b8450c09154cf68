"""Perception: turns at hosts for those who wait for an answer."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hosts", sa.Column("wanted_until", sa.DateTime(timezone=True)))
    op.add_column("hosts", sa.Column("guests", sa.SmallInteger, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("hosts", "guests")
    op.drop_column("hosts", "wanted_until")
