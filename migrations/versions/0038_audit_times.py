"""The audit log is looked through by time, and its newest checkpoint is found at once."""

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("audit_entries_by_time", "audit_entries", ["at"])
    op.create_index("audit_checkpoints_by_time", "audit_checkpoints", ["at"])


def downgrade() -> None:
    op.drop_index("audit_checkpoints_by_time", "audit_checkpoints")
    op.drop_index("audit_entries_by_time", "audit_entries")
