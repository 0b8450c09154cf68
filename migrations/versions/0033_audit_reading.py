"""The audit log is looked through by subject, and a checkpoint may see a sequence again."""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_constraint("audit_checkpoints_pkey", "audit_checkpoints")
    op.create_primary_key("audit_checkpoints_pkey", "audit_checkpoints", ["sequence", "at"])
    op.create_index(
        "audit_entries_by_subject",
        "audit_entries",
        ["subjects"],
        postgresql_using="gin",
        postgresql_ops={"subjects": "jsonb_path_ops"},
    )


def downgrade() -> None:
    op.drop_index("audit_entries_by_subject", "audit_entries")
    op.drop_constraint("audit_checkpoints_pkey", "audit_checkpoints")
    op.create_primary_key("audit_checkpoints_pkey", "audit_checkpoints", ["sequence"])
