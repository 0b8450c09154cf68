"""What sites announce, laid out by a test."""

from collections.abc import AsyncGenerator, Sequence

from msgspec.structs import replace

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.sitemaps import Place, Position, Source
from aurora.domains.perception.types import FetchFailed


class MemorySitemaps:
    """Gives the same sources for every site, or the failure that stands before them."""

    def __init__(self, sources: Sequence[Source] = (), failure: FetchFailed | None = None) -> None:
        self._sources, self._failure = tuple(sources), failure

    async def announced(
        self,
        start: str,  # noqa: ARG002
        since: Position | None = None,
        headers: Headers = no_headers,  # noqa: ARG002
    ) -> AsyncGenerator[Source, None]:
        """Give one source after the other, each URL once."""
        if self._failure:
            raise self._failure
        given: set[str] = set()
        met = list(since.met) if since else []
        for number, source in enumerate(self._sources[len(met) :], len(met) + 1):
            news = tuple(one for one in source.announced if one.url not in given)
            given.update(one.url for one in news)
            met.append(source.url)
            waiting = tuple(Place(url=one.url) for one in self._sources[number:])
            yield replace(
                source, announced=news, position=Position(waiting=waiting, met=tuple(met))
            )
