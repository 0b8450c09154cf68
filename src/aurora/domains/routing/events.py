"""What happens in routing: the context's public API. No event tells what the wish said."""

from uuid import UUID

from aurora.domains.event import Event
from aurora.domains.routing.types import Account


class DecisionRecorded(Event, frozen=True, kw_only=True, tag="routing.decision-recorded.v1"):
    """A wish was understood, or not, and what became of it; of its text the SHA-256 is kept."""

    decision_id: UUID
    asked_by: UUID
    text_sha256: str
    language: str
    account: Account


EVENTS: tuple[type[Event], ...] = (DecisionRecorded,)
