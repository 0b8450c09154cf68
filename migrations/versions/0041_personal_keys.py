"""Keys that stand for the person who issued them; of those before nobody knows, so none does."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    personal = sa.Column("personal", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("api_keys", personal)


def downgrade() -> None:
    op.drop_column("api_keys", "personal")
