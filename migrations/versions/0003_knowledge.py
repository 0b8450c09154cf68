"""Knowledge: collections, documents, embeddings."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "collections",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("grants", JSONB, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("collection_id", sa.Uuid, nullable=False),
        sa.Column("source_url", sa.Text),
        sa.Column("content_version", sa.Integer, nullable=False),
        sa.Column("content", JSONB, nullable=False),
        sa.Column("embedded", ARRAY(sa.Text), nullable=False),
        sa.Column("deleted", sa.Boolean, nullable=False),
    )
    op.create_table(
        "embeddings",
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("sha256", sa.LargeBinary, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("model", "sha256"),
    )


def downgrade() -> None:
    for table in ("embeddings", "documents", "collections"):
        op.drop_table(table)
