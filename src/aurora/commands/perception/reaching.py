"""Reaching a site at the caller's wish, and saying why it cannot be reached."""

from aurora.domains.errors import AuroraError, Forbidden, Invalid, Unavailable
from aurora.domains.perception.ports import Fetcher
from aurora.domains.perception.rendering import is_of_step
from aurora.domains.perception.types import TOO_MANY_REQUESTS, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.perception.webhook import Webhook
from aurora.domains.principal import Permission, Principal

PASSING = (FetchError.TIMEOUT, FetchError.CONNECTION)
RETRY_SECONDS = 60


class SiteOutOfReach(Unavailable):
    """The site cannot be reached now; nothing of Aurora's own is to blame."""


def destination(url: str, urls: Urls, fetcher: Fetcher) -> str:
    """Give the canonical URL as it is named; raise Invalid for a bad one and for a forbidden
    address.
    """
    start = urls.named(url)
    if fetcher.forbids(start):
        raise Invalid(f"{urls.host(start)} is not at a public address", "url")
    return start


def reachable(webhook: Webhook | None, urls: Urls, fetcher: Fetcher) -> Webhook | None:
    """Give the webhook; raise Invalid for one that nobody can be told at, without its URL."""
    if webhook is None:
        return None
    webhook.check()
    try:
        url = urls.canonical(webhook.url)
    except Invalid:
        raise Invalid("this is no URL that may be posted to", "webhook.url") from None
    if fetcher.forbids(url):
        raise Invalid("the webhook is not at a public address", "webhook.url")
    return webhook


def check_robots(by: Principal, *, ignore: bool) -> None:
    """Refuse to pass over robots.txt for those who may not decide that; raises Forbidden."""
    if ignore and not by.may(Permission.IGNORE_ROBOTS):
        raise Forbidden(f"this needs the permission {Permission.IGNORE_ROBOTS}")


def unreachable(failure: FetchFailed, status: int = 0) -> AuroraError:
    """Make a problem of a failure, and of the status if there was one: SiteOutOfReach for what
    may pass, Invalid for what the URL is to blame for.
    """
    if failure.reason is FetchError.FAULT:
        return Unavailable(str(failure), retry_after=RETRY_SECONDS)
    if failure.reason is FetchError.RENDERING:
        return Invalid(str(failure), "steps" if is_of_step(str(failure)) else "url")
    refused = 400 <= status < 500 and status != TOO_MANY_REQUESTS
    if failure.reason in PASSING or (failure.reason is FetchError.STATUS and not refused):
        return SiteOutOfReach(str(failure), retry_after=RETRY_SECONDS)
    return Invalid(str(failure), "url")
