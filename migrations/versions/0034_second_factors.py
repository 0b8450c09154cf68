"""Identity: second factors of users."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "second_factors",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False, unique=True),
        sa.Column("secret", sa.LargeBinary),
        sa.Column("on", sa.Boolean, nullable=False),
        sa.Column("last_step", sa.BigInteger, nullable=False),
        sa.Column("recovery", ARRAY(sa.Text), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("second_factors")
