"""Refusals, summed: a flood of them is no flood of entries."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
import structlog

from aurora.bus import Refusal
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import AuroraError, Forbidden, TooOften, Unauthenticated
from aurora.domains.identity.audit import AuditEntry, Outcome, Subject
from aurora.domains.principal import ANONYMOUS, PrincipalKind
from aurora.infrastructure.auditing import Noted, whereabouts
from aurora.infrastructure.cancellation import cancelled

SECONDS = 5.0
MOST = 1_000
OTHERS = "others"
OUTCOMES: dict[type[AuroraError], Outcome] = {
    Unauthenticated: Outcome.UNAUTHENTICATED,
    Forbidden: Outcome.FORBIDDEN,
    TooOften: Outcome.TOO_OFTEN,
}

Keep = Callable[[Sequence[Noted]], Awaitable[None]]

log = structlog.get_logger("aurora.audit")


class Kind(msgspec.Struct, frozen=True):
    """What is summed: the refusals of one kind, from one place, within one minute; `about` is the
    user whose account somebody did not get into.
    """

    minute: datetime
    principal_id: UUID
    principal_kind: PrincipalKind
    network: str | None
    action: str
    outcome: Outcome
    about: UUID | None = None


@dataclass
class Sum:
    """How many are not kept yet, since when, and whether some are."""

    since: datetime
    request_id: str | None
    count: int = 0
    kept: bool = False


class Refusals:
    """Notices refusals and keeps their sums: the first of a kind within seconds, the others when
    its minute is over.

    At most MOST kinds are told apart at a time; further ones are summed as `others`.
    """

    def __init__(self, clock: Clock, ids: Ids, keep: Keep) -> None:
        self._clock = clock
        self._ids = ids
        self._keep = keep
        self._sums: dict[Kind, Sum] = {}

    def refused(self, refusal: Refusal) -> None:
        """Take note of a refusal, unless Aurora refused itself."""
        outcome = next((o for kind, o in OUTCOMES.items() if isinstance(refusal.error, kind)), None)
        if outcome is None or refusal.within:
            return
        now = self._clock.now()
        kind = self._kind(refusal, outcome, now.replace(second=0, microsecond=0))
        found = self._sums.setdefault(kind, Sum(now, refusal.origin.request_id))
        if not found.count:
            found.since, found.request_id = now, refusal.origin.request_id
        found.count += 1

    async def run(self) -> None:
        """Keep what is due every few seconds until cancelled, and then everything."""
        try:
            while not cancelled():
                await asyncio.sleep(SECONDS)
                await self._patiently(everything=False)
        finally:
            await self._patiently(everything=True)

    async def flush(self, *, everything: bool = False) -> None:
        """Keep what is due; where that fails it stays due."""
        minute = self._clock.now().replace(second=0, microsecond=0)
        self._sums = {k: s for k, s in self._sums.items() if s.count or k.minute >= minute}
        due = [
            (kind, found, found.count)
            for kind, found in self._sums.items()
            if found.count and (everything or not found.kept or kind.minute < minute)
        ]
        if not due:
            return
        await self._keep([self._noted(kind, found) for kind, found, _ in due])
        for _, found, count in due:
            found.count -= count
            found.kept = True

    async def _patiently(self, *, everything: bool) -> None:
        try:
            await self.flush(everything=everything)
        except Exception as error:
            log.warning("refusals not kept, to be tried again", reason=repr(error))

    def _kind(self, refusal: Refusal, outcome: Outcome, minute: datetime) -> Kind:
        by, origin = refusal.by, refusal.origin
        where = origin.network or origin.address
        about = refusal.error.about
        kind = Kind(minute, by.id, by.kind, where, refusal.action, outcome, about)
        if kind in self._sums or len(self._sums) < MOST:
            return kind
        return Kind(minute, ANONYMOUS.id, ANONYMOUS.kind, None, OTHERS, outcome)

    def _noted(self, kind: Kind, found: Sum) -> Noted:
        where = whereabouts(kind.network)
        entry = AuditEntry(
            id=self._ids.new(),
            at=found.since,
            principal_id=kind.principal_id,
            principal_kind=kind.principal_kind,
            action=kind.action,
            outcome=kind.outcome,
            subjects=(Subject("user", kind.about),) if kind.about else (),
            count=found.count,
            address_sha256=where.sha256 if where else None,
            request_id=found.request_id,
        )
        return Noted(entry, where)
