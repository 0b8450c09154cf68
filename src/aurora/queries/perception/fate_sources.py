"""Where the fates of a crawl's URLs are listed: a source for each fate, read part by part."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from aurora.domains.errors import Invalid
from aurora.domains.perception.types import LeftReason
from aurora.queries.perception.fates import Fate, UrlFate, of_exclusion, of_page, of_undecided
from aurora.queries.perception.ports import LOWEST, FrontierState, Place, Undecided
from aurora.queries.perception.views import ExclusionView, Outcome, PageView
from aurora.queries.view import Slice, Views

Marked = tuple[str, UrlFate]
Source = Callable[[str, int], Awaitable[Sequence[Marked]]]


@dataclass(frozen=True, kw_only=True)
class FateSources:
    """The fates of one crawl's URLs at a host or at all, for a reason or for any.

    A source gives so many of them after a mark, each with its own mark; the empty mark stands
    before all.
    """

    crawl_id: UUID
    host: str | None
    reason: str | None
    pages: Views[PageView]
    exclusions: Views[ExclusionView]
    frontier: FrontierState

    def of(self, fate: Fate) -> Source:
        """Give the source of a fate."""
        match fate:
            case Fate.EXCLUDED:
                return self._excluded
            case Fate.LEFT:
                return self._left
            case Fate.WAITING:
                return self._waiting
        return lambda after, limit: self._of_pages(Outcome(fate), after, limit)

    async def _of_pages(self, outcome: Outcome, after: str, limit: int) -> Sequence[Marked]:
        where: dict[str, object] = {"crawl_id": self.crawl_id}
        if self.host:
            where |= {"host": self.host, "outcome": outcome}
        elif self.reason:
            where["reason"] = self.reason
        else:
            where["outcome"] = outcome
        found = await self.pages.list(_slice(after, limit), **where)
        return [(str(page.id), of_page(page)) for page in found]

    async def _excluded(self, after: str, limit: int) -> Sequence[Marked]:
        where: dict[str, object] = {"crawl_id": self.crawl_id}
        if self.reason:
            where["rule"] = self.reason
        found = await self.exclusions.list(_slice(after, limit), **where)
        return [(str(link.id), of_exclusion(link)) for link in found]

    async def _left(self, after: str, limit: int) -> Sequence[Marked]:
        reason = LeftReason(self.reason) if self.reason else None
        place = _place(after)
        return self._marked(
            await self.frontier.left(
                self.crawl_id, after=place, limit=limit, host=self.host, reason=reason
            )
        )

    async def _waiting(self, after: str, limit: int) -> Sequence[Marked]:
        place = _place(after)
        return self._marked(
            await self.frontier.waiting(self.crawl_id, after=place, limit=limit, host=self.host)
        )

    def _marked(self, found: Sequence[Undecided]) -> Sequence[Marked]:
        return [(_mark(one.place), of_undecided(self.crawl_id, one)) for one in found]


def _slice(after: str, limit: int) -> Slice:
    try:
        return Slice(limit=limit, cursor=UUID(after) if after else None)
    except ValueError:
        raise Invalid("this is not the cursor of such a list", "cursor") from None


def _mark(place: Place) -> str:
    return f"{place.rank - LOWEST}.{place.depth}.{place.number}.{place.host}"


def _place(after: str) -> Place:
    if not after:
        return Place()
    rank, _, rest = after.partition(".")
    depth, _, rest = rest.partition(".")
    number, _, host = rest.partition(".")
    if not (_is_small(rank, 6) and _is_small(depth, 5) and _is_small(number, 19)):
        raise Invalid("this is not the cursor of such a list", "cursor")
    return Place(host=host, rank=int(rank) + LOWEST, depth=int(depth), number=int(number))


def _is_small(digits: str, length: int) -> bool:
    return digits.isascii() and digits.isdecimal() and len(digits) < length
