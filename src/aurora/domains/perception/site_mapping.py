"""The mapping of a site that goes on while nobody waits for it."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import NotFound
from aurora.domains.perception.crawl import AlreadyEnded
from aurora.domains.perception.events import (
    MappingCancelled,
    MappingExpired,
    MappingFailed,
    MappingFinished,
    MappingProgressed,
    MappingStarted,
)
from aurora.domains.perception.types import Scope
from aurora.domains.principal import Permission, Principal


class MappingStatus(StrEnum):
    """Where a mapping stands; the list of one that expired is not kept any more."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def ended(self) -> bool:
        """Whether nothing more is read."""
        return self is not MappingStatus.RUNNING


@dataclass(kw_only=True, eq=False)
class SiteMapping(Aggregate):
    """One look at what a site announces; `result_sha256` names the list that came of it."""

    owner_id: UUID
    status: MappingStatus = MappingStatus.RUNNING
    result_sha256: str | None = None

    @classmethod
    def start(cls, id: UUID, owner_id: UUID, url: str, scope: Scope) -> "SiteMapping":
        """Begin to map a site."""
        mapping = cls(id=id, owner_id=owner_id)
        mapping.record(MappingStarted(mapping_id=id, owner_id=owner_id, url=url, scope=scope))
        return mapping

    def progress(self, found: int, sources: int, failed: int) -> None:
        """Note how many URLs are known, and how many places were read and failed."""
        self._require_not_ended()
        self.record(
            MappingProgressed(mapping_id=self.id, found=found, sources=sources, failed=failed)
        )

    def finish(
        self, sha256: str, found: int, sources: int, failed: int, *, truncated: bool
    ) -> None:
        """Note that the list is there."""
        self._require_not_ended()
        self.status, self.result_sha256 = MappingStatus.FINISHED, sha256
        self.record(
            MappingFinished(
                mapping_id=self.id,
                result_sha256=sha256,
                found=found,
                sources=sources,
                failed=failed,
                truncated=truncated,
            )
        )

    def fail(self, detail: str) -> None:
        """Note that the site cannot be mapped, and why."""
        self._require_not_ended()
        self.status = MappingStatus.FAILED
        self.record(MappingFailed(mapping_id=self.id, detail=detail))

    def cancel(self) -> None:
        """End it early."""
        self._require_not_ended()
        self.status = MappingStatus.CANCELLED
        self.record(MappingCancelled(mapping_id=self.id))

    def expire(self) -> None:
        """Note that the list is gone, if there was one."""
        if self.result_sha256:
            self.status, self.result_sha256 = MappingStatus.EXPIRED, None
            self.record(MappingExpired(mapping_id=self.id))

    def require_owner(self, by: Principal) -> None:
        """Answer somebody else's like a missing one; those who manage collections see all."""
        if by.owner != self.owner_id and not by.may(Permission.MANAGE_COLLECTIONS):
            raise NotFound(f"no map {self.id}")

    def _require_not_ended(self) -> None:
        if self.status.ended:
            raise AlreadyEnded(f"the map is {self.status}")
