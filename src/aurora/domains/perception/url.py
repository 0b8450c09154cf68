"""URLs as browsers read them."""

import re
from typing import Protocol

HOME = re.compile(r"((index|default)\.[a-z]+)?", re.IGNORECASE)


class Urls(Protocol):
    """Reads URLs by the WHATWG rules."""

    def canonical(self, url: str, base: str | None = None) -> str:
        """Give the absolute canonical form: resolved, normalised, no fragment, no default port, no
        tracking parameters.

        Raises Invalid for anything but http and https, for credentials in the URL and for what
        does not parse.
        """
        ...

    def named(self, url: str) -> str:
        """Give the canonical form of a URL that somebody named, not of a link, with the fragment
        where that begins as `#/` or `#!` and goes on: it names a page that an application shows.
        Links have such fragments for nothing too often.
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


def route_of(url: str) -> str:
    """Give the fragment that names a page of an application, with its `#`; empty without one."""
    return "".join(url.partition("#")[1:])


def is_root(url: str) -> bool:
    """Tell whether a canonical URL is the root of its host, without a query."""
    return "".join(url.split("/", 3)[3:]) == ""


def is_home(url: str) -> bool:
    """Tell whether a canonical URL is the root of its host or a usual name of it, whatever the
    query.
    """
    return HOME.fullmatch("".join(url.partition("?")[0].split("/", 3)[3:])) is not None
