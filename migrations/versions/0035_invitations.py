"""Invitations, and new e-mail addresses that are still to be confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invitations",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("email", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("invited_by", sa.Uuid, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sha256", sa.Text, unique=True),
        sa.Column("accepted_by", sa.Uuid),
        sa.Column("revoked", sa.Boolean, nullable=False),
    )
    op.create_index("invitations_by_email", "invitations", ["email"])
    op.create_index("invitations_by_maker", "invitations", ["invited_by"])
    op.create_index(
        "one_open_invitation",
        "invitations",
        ["email"],
        unique=True,
        postgresql_where=sa.text("accepted_by IS NULL AND NOT revoked"),
    )
    op.add_column("users", sa.Column("new_email", sa.Text))
    op.add_column("users", sa.Column("new_email_sha256", sa.Text))
    op.add_column("users", sa.Column("new_email_until", sa.DateTime(timezone=True)))
    op.create_unique_constraint("users_new_email_sha256_key", "users", ["new_email_sha256"])


def downgrade() -> None:
    for name in ("new_email_until", "new_email_sha256", "new_email"):
        op.drop_column("users", name)
    op.drop_table("invitations")
