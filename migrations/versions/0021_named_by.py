"""URLs in the frontier: which page names them as its canonical form."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("frontier_urls", sa.Column("named_by", sa.Text))
    op.execute("UPDATE frontier_urls SET named_by = '' WHERE preferred")
    op.drop_column("frontier_urls", "preferred")


def downgrade() -> None:
    off = sa.text("false")
    op.add_column(
        "frontier_urls", sa.Column("preferred", sa.Boolean, nullable=False, server_default=off)
    )
    op.execute("UPDATE frontier_urls SET preferred = true WHERE named_by IS NOT NULL")
    op.drop_column("frontier_urls", "named_by")
