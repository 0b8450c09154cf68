"""Jobs: which of them are turns at a host."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "jobs_at_hosts",
        "jobs",
        [sa.text("(payload ->> 'host')")],
        postgresql_where=sa.text("message = 'CrawlHost' AND dead IS NULL"),
    )


def downgrade() -> None:
    op.drop_index("jobs_at_hosts", "jobs")
