"""What letters need: the language of users, and what is kept of tokens for a new password."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("language", sa.Text, nullable=False, server_default="en"))
    op.add_column("users", sa.Column("reset_sha256", sa.Text))
    op.add_column("users", sa.Column("reset_until", sa.DateTime(timezone=True)))
    op.create_unique_constraint("users_reset_sha256_key", "users", ["reset_sha256"])


def downgrade() -> None:
    for name in ("reset_until", "reset_sha256", "language"):
        op.drop_column("users", name)
