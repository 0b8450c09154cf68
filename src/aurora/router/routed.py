"""What became of a wish."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from aurora.commands.knowledge.content import Ingested
from aurora.domains.errors import AuroraError
from aurora.domains.event import Position
from aurora.domains.routing.types import Candidate, Capability, Missing
from aurora.queries.knowledge.answer_question import Answer
from aurora.queries.knowledge.search import SearchResults


class CrawlBegun(msgspec.Struct, frozen=True):
    """The crawl that was started."""

    crawl_id: UUID


Result = SearchResults | Answer | CrawlBegun | Ingested


@dataclass(frozen=True, kw_only=True)
class Routed:
    """The decision and its result; or the question to ask back; or the failure that ended it.

    `position` is where the log tells of all of it.
    """

    decision_id: UUID
    chosen: Capability | None
    confidence: float
    reason: str
    candidates: tuple[Candidate, ...]
    result: Result | None
    missing: Missing | None
    question: str | None
    failure: AuroraError | None
    position: Position
