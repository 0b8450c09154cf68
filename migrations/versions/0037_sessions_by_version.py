"""Sessions that are cut off by the version of the account, not by a clock.

What was signed in to before is over for whoever ended sessions since, but for the one that was
kept then: no session of before knows which account it saw.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    version = sa.Column("account_version", sa.Integer, nullable=False, server_default="0")
    op.add_column("sessions", version)
    op.drop_column("users", "sessions_from")
    since = sa.Column("sessions_from", sa.Integer, nullable=False, server_default="0")
    op.add_column("users", since)
    op.execute(
        "UPDATE users SET sessions_from = ended.version FROM (SELECT aggregate_id, max(version) "
        "AS version FROM events WHERE type = 'identity.sessions-ended.v1' GROUP BY aggregate_id) "
        "AS ended WHERE ended.aggregate_id = users.id"
    )


def downgrade() -> None:
    op.add_column("users", sa.Column("was", sa.DateTime(timezone=True)))
    op.execute("UPDATE users SET was = now() WHERE sessions_from > 0")
    op.drop_column("users", "sessions_from")
    op.alter_column("users", "was", new_column_name="sessions_from")
    op.drop_column("sessions", "account_version")
