"""What a site announces of itself: sitemaps, feeds and llms.txt."""

from collections.abc import AsyncGenerator
from datetime import datetime
from typing import Protocol

import msgspec
from msgspec.structs import replace

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.types import Fetched, FetchError


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A canonical URL, when it is said to have changed, from 0 to 1 how much it matters to its
    site, and the source that names it.
    """

    url: str
    lastmod: datetime | None = None
    priority: float | None = None
    source: str


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A URL where something may be announced; `depth` counts the indexes above it.

    `way` holds the URLs that its redirects took, and last the one to ask; `again` says that it is
    asked once more on a new connection, as the host had closed the kept one. `tries` counts how
    often its host was too busy for it.
    """

    url: str
    depth: int = 0
    guessed: bool = False
    way: tuple[str, ...] = ()
    again: bool = False
    tries: int = 0

    @property
    def asks(self) -> str:
        """The URL to ask for."""
        return self.way[-1] if self.way else self.url


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """How far the reading of one site has come: which places wait, which were met, how many URLs
    were given, and whether anything was announced.
    """

    waiting: tuple[Place, ...] = ()
    met: tuple[str, ...] = ()
    given: int = 0
    fruitful: bool = False


class Itinerary(msgspec.Struct, frozen=True, kw_only=True):
    """How far a crawl has come in asking one host what it announces: which of its origins are
    `done`, the `position` at the next one, how many requests it took, and how many turns in a row
    began there and came to nothing.
    """

    done: tuple[str, ...] = ()
    position: Position | None = None
    requests: int = 0
    turns: int = 0

    def after(self, position: Position) -> "Itinerary":
        """Go on from where one more request led."""
        return replace(self, position=position, requests=self.requests + 1, turns=0)

    def beyond(self, origin: str) -> "Itinerary":
        """Go on to the next origin."""
        return replace(self, done=(*self.done, origin), position=None, turns=0)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What one sitemap, feed or list named that none before it did, and why it named no more.

    A `guessed` source stands at a usual place and was named by nobody; `complete` is False where a
    limit cut it off. It comes `again` where another request is needed: it redirects, its host is
    busy, or had closed the connection. `answer` is what came back, without its body. The reading
    can go on from its `position`.
    """

    url: str
    announced: tuple[Announced, ...] = ()
    guessed: bool = False
    complete: bool = True
    error: FetchError | None = None
    detail: str | None = None
    again: bool = False
    answer: Fetched | None = None
    position: Position = Position()


class Sitemaps(Protocol):
    """Finds the URLs that a site announces."""

    def announced(
        self, start: str, since: Position | None = None, headers: Headers = no_headers
    ) -> AsyncGenerator[Source, None]:
        """Give one source after the other for the site of a canonical URL, each URL once; or those
        that come after a position. `headers` gives for each URL what to send beside the usual.

        Whoever asks for the next source sets the pace: each takes at most one request. A source
        that cannot be read names its error. Raises FetchFailed, before the first source, where the
        site's robots.txt cannot be reached.
        """
        ...
