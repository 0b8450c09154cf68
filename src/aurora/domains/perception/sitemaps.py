"""What a site announces of itself: sitemaps, feeds and llms.txt."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from typing import Protocol

import msgspec

from aurora.domains.perception.types import FetchError

Rest = Callable[[], Awaitable[None]]


async def at_once() -> None:
    """Make the next request without a pause."""


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A canonical URL, when it is said to have changed, from 0 to 1 how much it matters to its
    site, and the source that names it.
    """

    url: str
    lastmod: datetime | None = None
    priority: float | None = None
    source: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What one sitemap, feed or list named that none before it did, and why it named no more.

    A `guessed` source stands at a usual place and was named by nobody; `complete` is False where a
    limit cut it off.
    """

    url: str
    announced: tuple[Announced, ...] = ()
    guessed: bool = False
    complete: bool = True
    error: FetchError | None = None
    detail: str | None = None


class Sitemaps(Protocol):
    """Finds the URLs that a site announces."""

    def announced(self, start: str, rest: Rest = at_once) -> AsyncGenerator[Source, None]:
        """Give one source after the other for the site of a canonical URL, each URL once.

        Whoever asks for the next source sets the pace; where a source takes more than one request,
        `rest` is awaited between them. A source that cannot be read names its error. Raises
        FetchFailed, before the first source, where the site's robots.txt cannot be reached.
        """
        ...
