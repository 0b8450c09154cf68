"""What questions about decisions are answered from."""

from datetime import datetime
from uuid import UUID

from aurora.domains.routing.types import Account
from aurora.queries.view import View


class DecisionView(View, frozen=True, kw_only=True):
    """A decision: who asked and when, the SHA-256 of the wish, and the account of it."""

    asked_by: UUID
    at: datetime
    text_sha256: str
    language: str
    account: Account
