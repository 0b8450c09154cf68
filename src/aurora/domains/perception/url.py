"""URLs as browsers read them."""

from typing import Protocol


class Urls(Protocol):
    """Reads URLs by the WHATWG rules."""

    def canonical(self, url: str, base: str | None = None) -> str:
        """Give the absolute canonical form: resolved, normalised, no fragment, no default port, no
        tracking parameters.

        Raises Invalid for anything but http and https, for credentials in the URL and for what
        does not parse.
        """
        ...

    def host(self, url: str) -> str:
        """Give `host[:port]` of a canonical URL: the unit of politeness."""
        ...

    def domain(self, url: str) -> str:
        """Give the registrable domain of a canonical URL: one label more than its public suffix;
        the host itself where there is none, as with addresses.
        """
        ...


def host_of(url: str) -> str:
    """Give `host[:port]` of a canonical URL, nothing of what is no URL."""
    return "".join(url.split("/", 3)[2:3])


def origin_of(url: str) -> str:
    """Give the scheme and `host[:port]` of a canonical URL, without a slash at the end."""
    return "/".join(url.split("/", 3)[:3])
