"""Users whose sessions were ended: from when on they count again, and which one was kept."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("sessions_from", sa.DateTime(timezone=True)))
    op.add_column("users", sa.Column("kept_session", sa.Uuid))


def downgrade() -> None:
    op.drop_column("users", "kept_session")
    op.drop_column("users", "sessions_from")
