"""The newest event that may close a door to somebody, found at once."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

CLOSING = (
    "type LIKE 'identity.%' AND type <> ALL (ARRAY['identity.session-started.v1', "
    "'identity.session-refreshed.v1', 'identity.password-rehashed.v1'])"
)


def upgrade() -> None:
    op.create_index(
        "closings_by_xid", "events", ["xid", "position"], postgresql_where=sa.text(CLOSING)
    )


def downgrade() -> None:
    op.drop_index("closings_by_xid", "events")
