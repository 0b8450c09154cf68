"""The HTTP cache in memory."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from aurora.domains.perception.caching import CachedAnswer


class MemoryHttpCache:
    """Remembers answers by URL; `answers` is open to tests."""

    def __init__(self) -> None:
        self.answers: dict[str, CachedAnswer] = {}

    async def recall(self, urls: Collection[str]) -> Mapping[str, CachedAnswer]:
        """Give what is remembered of the URLs."""
        return {url: self.answers[url] for url in urls if url in self.answers}

    async def remember(self, answers: Sequence[CachedAnswer]) -> None:
        """Keep the answers."""
        self.answers.update({answer.url: answer for answer in answers})

    async def forget(self, urls: Collection[str]) -> None:
        """Remember nothing of the URLs."""
        for url in urls:
            self.answers.pop(url, None)

    async def sweep(self, *, before: datetime, most: int) -> int:
        """Forget what is old or too much."""
        newest = sorted(self.answers.values(), key=lambda one: one.checked_at, reverse=True)
        gone = [one.url for one in newest if one.checked_at < before]
        gone += [one.url for one in newest[most:] if one.url not in gone]
        await self.forget(gone)
        return len(gone)
