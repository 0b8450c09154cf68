"""Perception: hosts that a crawl is still to ask what they announce."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "frontier_hosts",
        sa.Column("survey", sa.Boolean, nullable=False, server_default=sa.text("false")),
    )


def downgrade() -> None:
    op.drop_column("frontier_hosts", "survey")
