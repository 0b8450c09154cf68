"""Sources of announcements: they name URLs that are not followed, and have no fate themselves."""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column("pages", "fate", nullable=True)


def downgrade() -> None:
    op.execute("UPDATE pages SET fate = 'skipped' WHERE fate IS NULL")
    op.alter_column("pages", "fate", nullable=False)
