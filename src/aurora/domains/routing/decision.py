"""The decision: a choice that can be looked up."""

from dataclasses import dataclass
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import NotFound
from aurora.domains.routing.events import DecisionRecorded
from aurora.domains.routing.types import Account, Outcome


@dataclass(kw_only=True, eq=False)
class Decision(Aggregate):
    """What one wish led to; a wish that was carried out stays as it is told."""

    asked_by: UUID
    text_sha256: str
    language: str
    account: Account | None = None

    def tell(self, account: Account, by: UUID) -> None:
        """Take down what became of the wish; after success, telling again changes nothing."""
        if by != self.asked_by:
            raise NotFound(f"no decision {self.id}")
        if self.account and self.account.outcome is Outcome.DONE:
            return
        self.account = account
        self.record(
            DecisionRecorded(
                decision_id=self.id,
                asked_by=self.asked_by,
                text_sha256=self.text_sha256,
                language=self.language,
                account=account,
            )
        )
