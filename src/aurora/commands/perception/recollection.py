"""What is remembered of a crawl's URLs, used for its next requests."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import msgspec

from aurora.domains.blobs import Blobs
from aurora.domains.clock import Clock
from aurora.domains.errors import Unavailable
from aurora.domains.perception.caching import (
    NOT_MODIFIED,
    CachedAnswer,
    cached,
    reused,
    revived,
)
from aurora.domains.perception.ports import HttpCache
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed


@dataclass(kw_only=True)
class Recollection:
    """Knows earlier answers of the URLs that come next at a host; `sent` are the headers of every
    request, `max_age` the seconds for which a fresh answer needs no request.
    """

    cache: HttpCache
    blobs: Blobs
    clock: Clock
    sent: Mapping[str, str]
    max_age: float
    known: dict[str, CachedAnswer] = field(default_factory=dict, init=False)

    async def prepare(self, urls: Collection[str]) -> None:
        """Recall what is remembered of these URLs, and nothing else."""
        self.known = await self._fitting(urls)

    async def recall(self, urls: Collection[str]) -> None:
        """Recall what is remembered of these URLs too."""
        self.known |= await self._fitting(urls)

    def suffices(self, url: str) -> bool:
        """Tell whether the URL need not be asked for."""
        known = self.known.get(url)
        return known is not None and known.fresh(self.clock.now(), self.max_age)

    async def reuse(self, url: str) -> Fetched | None:
        """Give an answer that is fresh and whole, if there is one."""
        if not self.suffices(url):
            return None
        body = await self._body(url)
        return None if body is None else reused(self.known[url], body)

    def conditions(self, url: str) -> Mapping[str, str]:
        """Give the headers that ask for the body only if it is another one now."""
        return self.known[url].conditions if url in self.known else {}

    async def whole(self, answer: Fetched) -> Fetched:
        """Give the answer itself, or the one that a 304 stands for; raises FetchFailed where that
        one is lost: without it, the next try asks for the body.
        """
        if answer.status != NOT_MODIFIED or answer.url not in self.known:
            return answer
        body = await self._body(answer.url)
        if body is None:
            raise FetchFailed(FetchError.FAULT, "what was remembered of the page is lost")
        return revived(self.known[answer.url], answer, body)

    def noted(self, answer: Fetched, raw_sha256: str) -> CachedAnswer | None:
        """Give what is to be remembered of an answer, if anything may be."""
        note = cached(answer, raw_sha256, self.sent, self.clock.now())
        known = self.same(answer.url, raw_sha256)
        return msgspec.structs.replace(note, since=known.since) if note and known else note

    def same(self, url: str, raw_sha256: str) -> CachedAnswer | None:
        """Give the earlier answer if it had this body."""
        known = self.known.get(url)
        return known if known and known.raw_sha256 == raw_sha256 else None

    async def _fitting(self, urls: Collection[str]) -> dict[str, CachedAnswer]:
        found = await self.cache.recall(urls)
        return {url: one for url, one in found.items() if one.fits(self.sent)}

    async def _body(self, url: str) -> bytes | None:
        try:
            return await self.blobs.get(self.known[url].raw_sha256)
        except Unavailable:
            del self.known[url]
            await self.cache.forget([url])
            return None
