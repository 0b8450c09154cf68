"""Terms of API keys: scopes, expiry, the text before a rotation; and when keys were last used."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None
MOMENT = sa.DateTime(timezone=True)
COLUMNS = {
    "issuer": sa.Text,
    "scopes": ARRAY(sa.Text),
    "issued_at": MOMENT,
    "expires_at": MOMENT,
    "previous_sha256": sa.Text,
    "previous_until": MOMENT,
}


def upgrade() -> None:
    for name, kind in COLUMNS.items():
        op.add_column("api_keys", sa.Column(name, kind))
    op.create_table(
        "key_uses",
        sa.Column("key_id", sa.Uuid, primary_key=True),
        sa.Column("last_used_at", MOMENT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("key_uses")
    for name in COLUMNS:
        op.drop_column("api_keys", name)
