"""The error tree: six kinds, each raised beside its rule, each ending as one problem document.

AuroraError
├── Invalid          the input breaks a rule                   422
├── Unauthenticated  nobody knows who is asking                401
├── Forbidden        the caller may not do this                403
├── NotFound         no such thing, or not the caller's        404
├── Conflict         the state of the thing refuses it         409
└── Unavailable      not now; `retry_after` says when          503, or 429
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from uuid import UUID


class AuroraError(Exception):
    """Something the caller can be told about; `about` is the user whom it concerns, which the audit
    log hears and the caller does not.
    """

    about: UUID | None = None


class Invalid(AuroraError):
    """The input breaks a rule; `field` names where, if it has a name, and `facts` what the rule
    was judged by, if that helps.
    """

    def __init__(
        self, detail: str, field: str | None = None, facts: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(detail)
        self.field = field
        self.facts = facts


@contextmanager
def told_of(field: str) -> Iterator[None]:
    """Let a rule that is broken inside name this field, whatever it is called there."""
    try:
        yield
    except Invalid as refusal:
        refusal.field = field
        raise


class Unauthenticated(AuroraError):
    """Nobody knows who is asking; `facts` say what is missing, if that may be told."""

    def __init__(self, detail: str, facts: Mapping[str, object] | None = None) -> None:
        super().__init__(detail)
        self.facts = facts


class Forbidden(AuroraError):
    """The caller is known and may not do this."""


class NotFound(AuroraError):
    """There is no such thing, or it is not the caller's to see."""


class Conflict(AuroraError):
    """The present state of the thing refuses the change."""


class Stale(Conflict):
    """Somebody else changed the aggregate first; the bus tries again."""


class Unavailable(AuroraError):
    """A store or a limit is in the way; try again after `retry_after` seconds."""

    def __init__(self, detail: str, retry_after: int = 1) -> None:
        super().__init__(detail)
        self.retry_after = retry_after


class TooOften(Unavailable):
    """The caller asks more often than is allowed."""
