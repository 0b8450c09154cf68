"""The one exception to the address guard: Aurora's own manual, and only the first time."""

from collections.abc import Awaitable, Callable

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.ports import Fetcher
from aurora.domains.perception.types import Fetched


class OwnManualFetcher:
    """Fetches everything behind the guard, but the manual of this Aurora while `first` allows.

    `first` is asked with the manual's address for each page below it, and for its robots.txt.
    """

    def __init__(
        self,
        guarded: Fetcher,
        unguarded: Fetcher,
        origin: str,
        first: Callable[[str], Awaitable[bool]],
    ) -> None:
        self._guarded = guarded
        self._unguarded = unguarded
        self._manual = f"{origin}/docs/"
        self._robots = f"{origin}/robots.txt"
        self._first = first

    async def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        headers: Headers = no_headers,
        follow: bool = True,
    ) -> Fetched:
        """GET the URL; raises FetchFailed as the fetcher behind it does."""
        fetcher = self._guarded
        if self._owns(url) and await self._first(self._manual):
            fetcher = self._unguarded
        return await fetcher.fetch(url, accept=accept, headers=headers, follow=follow)

    def forbids(self, url: str) -> bool:
        """Tell whether the URL can never be fetched; whether the manual may, each fetch asks."""
        return (self._unguarded if self._owns(url) else self._guarded).forbids(url)

    def _owns(self, url: str) -> bool:
        return url.startswith(self._manual) or url == self._robots
