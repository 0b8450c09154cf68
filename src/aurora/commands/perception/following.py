"""Following redirects for one answer: in the turn of each host, where each URL is permitted."""

from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from aurora.commands.perception.guests import Guest
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.redirects import onward
from aurora.domains.perception.types import Fetched

Permit = Callable[[str], Awaitable[None]]


async def follow(
    url: str, guest: Guest, permit: Permit, *, accept: str, headers: Headers = no_headers
) -> Fetched:
    """Give the answer where the redirects end; `permit` is asked for each URL before the URL is,
    and raises where it refuses. `headers` gives for each what to send beside the usual. Raises
    FetchFailed, and HostRests.
    """
    way: tuple[str, ...] = (url,)
    while True:
        await guest.come(way[-1])
        await permit(way[-1])
        answer = await guest.ask(way[-1], accept=accept, headers=headers)
        if answer.moved_to is None:
            return replace(answer, redirects=way[:-1])
        way = onward(way, answer.moved_to)
