"""Redirects: the way that a request takes from URL to URL, and where it ends."""

from aurora.domains.perception.types import FetchError, FetchFailed

LIMIT = 10


def onward(way: tuple[str, ...], target: str, limit: int = LIMIT) -> tuple[str, ...]:
    """Give the way with the next URL on it; raise FetchFailed for a circle, and for a way of more
    than so many redirects.
    """
    if target in way:
        raise FetchFailed(FetchError.TOO_MANY_REDIRECTS, f"{target} redirects to itself")
    if len(way) > limit:
        raise FetchFailed(
            FetchError.TOO_MANY_REDIRECTS, f"{way[0]} redirects more than {limit} times"
        )
    return (*way, target)
