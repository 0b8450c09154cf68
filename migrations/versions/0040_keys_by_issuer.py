"""The keys that somebody issued are counted before another one, however many there are in all."""

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("api_keys_by_issuer", "api_keys", ["issued_by"])


def downgrade() -> None:
    op.drop_index("api_keys_by_issuer", "api_keys")
