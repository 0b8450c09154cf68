"""Routing: decisions."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decisions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("asked_by", sa.Uuid, nullable=False),
        sa.Column("text_sha256", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("account", JSONB, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("decisions")
