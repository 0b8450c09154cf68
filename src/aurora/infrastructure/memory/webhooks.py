"""Webhooks in memory: those of crawls, and a client that keeps what it posts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from aurora.commands.perception.deliver_notice import DeliverNotice
from aurora.domains.clock import LONG_AGO
from aurora.domains.perception.notice import Reply
from aurora.domains.perception.receiver import Receiver
from aurora.domains.perception.types import FetchFailed
from aurora.domains.perception.webhook import Webhook
from aurora.infrastructure.memory.links import MemoryLinks
from aurora.infrastructure.memory.work import MemoryRecord

T = TypeVar("T")


@dataclass
class MemoryWebhookStore:
    """What all units of work share."""

    kept: dict[UUID, Webhook] = field(default_factory=dict)
    ended: set[UUID] = field(default_factory=set)


class MemoryWebhooks:
    """Changes the store when the unit of work commits."""

    def __init__(self, store: MemoryWebhookStore, record: MemoryRecord, links: MemoryLinks) -> None:
        self._store, self._record, self._links = store, record, links
        self._changes: list[Callable[[], None]] = []

    async def keep(self, crawl_id: UUID, webhook: Webhook) -> None:
        """Tell that webhook what happens to the crawl."""
        self._changes.append(lambda: self._store.kept.update({crawl_id: webhook}))

    async def find(self, crawl_id: UUID) -> Webhook | None:
        """Give the crawl's webhook."""
        return self._store.kept.get(crawl_id)

    async def close(self, crawl_id: UUID) -> None:
        """Note that all notices are on their way."""
        self._changes.append(lambda: self._store.ended.add(crawl_id))

    async def receiver(self, host: str, change: Callable[[Receiver], T]) -> T:
        """Change how the receiver at a host stands; the frontier's lock is its own."""
        places = (await self._links.ground()).receivers
        receiver, _ = places.get(host, (Receiver(), LONG_AGO))
        answer = change(receiver)
        places[host] = receiver, self._record.clock.now()
        return answer

    async def forget(self, *, seen_before: datetime) -> None:
        """Forget those to which no notice is on its way, and who was not seen since then."""
        self._changes.append(self._forget)
        places = (await self._links.ground()).receivers
        for host in [host for host, (_, seen_at) in places.items() if seen_at < seen_before]:
            del places[host]

    def commit(self) -> None:
        """Do what was asked for."""
        for change in self._changes:
            change()

    def _forget(self) -> None:
        commands = [job.command for job in self._record.jobs]
        busy = {one.message.crawl_id for one in commands if isinstance(one, DeliverNotice)}
        for crawl_id in self._store.ended - busy:
            self._store.kept.pop(crawl_id, None)
        self._store.ended &= busy


@dataclass
class Posted:
    """What was posted, where and under which id."""

    webhook: Webhook
    id: UUID
    body: bytes


class MemoryWebhookClient:
    """Answers as told, 200 where nothing was told; keeps what came."""

    def __init__(self, *answers: int | Reply | FetchFailed) -> None:
        self.answers = list(answers)
        self.posted: list[Posted] = []

    async def post(self, webhook: Webhook, id: UUID, body: bytes) -> Reply:
        """Keep the body and give the next answer."""
        self.posted.append(Posted(webhook, id, body))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, FetchFailed):
            raise answer
        return answer if isinstance(answer, Reply) else Reply(status=answer)
