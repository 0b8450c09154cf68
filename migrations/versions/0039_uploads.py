"""Files that people hand in."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "uploads",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("collection_id", sa.Uuid, nullable=False),
        sa.Column("document_id", sa.Uuid, nullable=False, index=True),
        sa.Column("uploader_id", sa.Uuid, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("kept_sha256", sa.Text, nullable=False, index=True),
        sa.Column("title", sa.Text),
        sa.Column("source_url", sa.Text),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("times_put_off", sa.Integer, nullable=False),
        sa.Column("content_version", sa.Integer),
    )


def downgrade() -> None:
    op.drop_table("uploads")
