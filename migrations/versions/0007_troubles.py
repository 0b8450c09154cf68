"""Perception: failures in a row at a host."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hosts", sa.Column("troubles", sa.Integer, nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("hosts", "troubles")
