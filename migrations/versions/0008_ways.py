"""Perception: where the redirects of a URL have led so far."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("frontier_urls", sa.Column("way", sa.ARRAY(sa.Text)))


def downgrade() -> None:
    op.drop_column("frontier_urls", "way")
