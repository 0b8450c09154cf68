"""The audit log: entries, where they came from, the chain they are sealed in, and checkpoints."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from aurora.infrastructure.postgres.tables import Xid8

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

ADDED_TO_ONLY = (
    "audit_entries",
    "audit_chain",
    "audit_checkpoints",
    "audit_checkpoint_keys",
)
REFUSAL = """
    CREATE OR REPLACE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
    END $$
"""


def upgrade() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("xid", Xid8, nullable=False, server_default=sa.text("pg_current_xact_id()")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("principal_id", sa.Uuid, nullable=False),
        sa.Column("principal_kind", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("subjects", JSONB, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("address_sha256", sa.Text),
        sa.Column("request_id", sa.Text),
    )
    op.create_index("audit_entries_by_xid", "audit_entries", ["xid", "id"])
    op.create_index("audit_entries_by_principal", "audit_entries", ["principal_id"])
    op.create_table(
        "audit_addresses",
        sa.Column("entry_id", sa.Uuid, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("salt", sa.LargeBinary, nullable=False),
    )
    op.create_index("ix_audit_addresses_at", "audit_addresses", ["at"])
    op.create_table(
        "audit_chain",
        sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.Uuid, nullable=False, unique=True),
        sa.Column("hash", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_checkpoints",
        sa.Column("sequence", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed", sa.Text, nullable=False),
    )
    op.create_table(
        "audit_checkpoint_keys",
        sa.Column("kid", sa.Text, primary_key=True),
        sa.Column("x", sa.Text, nullable=False),
    )
    op.execute(REFUSAL)
    for table in ADDED_TO_ONLY:
        op.execute(
            f"CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()"
        )


def downgrade() -> None:
    for table in ("audit_addresses", *ADDED_TO_ONLY):
        op.drop_table(table)
    op.execute("DROP FUNCTION audit_is_only_added_to()")
