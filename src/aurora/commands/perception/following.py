"""Following redirects for one answer, asking leave before each request."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from aurora.domains.perception.ports import Fetcher
from aurora.domains.perception.redirects import onward
from aurora.domains.perception.types import Fetched

Leave = Callable[[str], Awaitable[None]]


async def follow(url: str, fetcher: Fetcher, leave: Leave, *, accept: str) -> Fetched:
    """Give the answer where the redirects end; `leave` is asked for each URL before the URL is,
    and raises where it refuses. Raises FetchFailed.
    """
    way: tuple[str, ...] = (url,)
    while True:
        await leave(way[-1])
        answer = await fetcher.fetch(way[-1], accept=accept, follow=False)
        if answer.moved_to is None:
            return replace(answer, redirects=way[:-1])
        way = onward(way, answer.moved_to)
