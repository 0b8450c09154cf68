"""Sessions, and the refresh tokens that were spent in them."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "sessions",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("user_id", sa.Uuid, nullable=False),
        sa.Column("started_at", moment, nullable=False),
        sa.Column("expires_at", moment, nullable=False),
        sa.Column("used_at", moment, nullable=False),
        sa.Column("over_at", moment, nullable=False),
        sa.Column("token_sha256", sa.Text, nullable=False, unique=True),
        sa.Column("predecessor_sha256", sa.Text),
        sa.Column("rotated_at", moment),
        sa.Column("sealed_child", sa.LargeBinary),
        sa.Column("agent", sa.Text),
        sa.Column("address", sa.Text),
        sa.Column("ended", sa.Text),
        sa.Column("ended_at", moment),
    )
    op.create_index("ix_sessions_over_at", "sessions", ["over_at"])
    op.create_index("sessions_of_user", "sessions", ["user_id", "id"])
    op.create_index(
        "sealed_children",
        "sessions",
        ["rotated_at"],
        postgresql_where=sa.text("sealed_child IS NOT NULL"),
    )
    op.create_table(
        "spent_tokens",
        sa.Column("sha256", sa.Text, primary_key=True),
        sa.Column(
            "session_id", sa.Uuid, sa.ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False
        ),
    )
    op.create_index("spent_tokens_of_session", "spent_tokens", ["session_id"])


def downgrade() -> None:
    op.drop_table("spent_tokens")
    op.drop_table("sessions")
