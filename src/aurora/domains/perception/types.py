"""Values that perception speaks in."""

from enum import StrEnum
from typing import Any

import msgspec

from aurora.domains.elements import Element
from aurora.domains.errors import AuroraError

TOO_MANY_REQUESTS = 429


class Scope(StrEnum):
    """How far a crawl may go from its start URLs: what lies below their paths, their hosts, the
    hosts below these, all hosts of their registrable domains, or anywhere.

    A host is the same with and without `www.`, by http and by https.
    """

    PREFIX = "prefix"
    HOST = "host"
    SUBDOMAINS = "subdomains"
    DOMAIN = "domain"
    EXTERNAL = "external"


class CrawlKind(StrEnum):
    """What a crawl begins with: places that its links lead on from, or a list that it ends with."""

    CRAWL = "crawl"
    BATCH = "batch"


class Render(StrEnum):
    """Whether pages are read as a browser shows them: never, where the plain page says little until
    its scripts have run, or always.
    """

    NEVER = "never"
    AUTO = "auto"
    ALWAYS = "always"


class UrlList(msgspec.Struct, frozen=True, kw_only=True):
    """How many URLs a batch was given, how many of these were repeated, and how many are none that
    may be fetched.
    """

    given: int
    repeated: int = 0
    refused: int = 0

    @property
    def fetchable(self) -> int:
        """How many different URLs are to be fetched."""
        return self.given - self.repeated - self.refused


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """An answer from the web: the final URL after redirects, status, headers (lower-case
    names), decoded body; `moved_to` is where a redirect leads that was not followed. Where it was
    `rendered`, the body is the page as a browser showed it, written as HTML.
    """

    url: str
    status: int
    headers: dict[str, str]
    body: bytes
    redirects: tuple[str, ...] = ()
    moved_to: str | None = None
    elapsed: float = 0.0
    rendered: bool = False

    @property
    def media_type(self) -> str:
        """The Content-Type without parameters, in lower case; empty when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class Extracted(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says: its text and where the parts of it stand, facts about it and its links
    (canonical URLs, without duplicates); `transcript` is all that was read, as JSON. `fields` are
    the values of own fields, where some were asked for, `reasons` the limits that were hit.
    """

    text: str
    title: str | None = None
    language: str = "und"
    author: str | None = None
    published: str | None = None
    canonical_url: str | None = None
    links: tuple[str, ...] = ()
    index: bool = True
    follow: bool = True
    elements: tuple[Element, ...] = ()
    transcript: bytes = b""
    fields: dict[str, Any] | None = None
    reasons: tuple[str, ...] = ()


class ExcludedLink(msgspec.Struct, frozen=True):
    """A link that is not followed, and the rule that says so."""

    url: str
    rule: str


class SitemapUse(StrEnum):
    """Whether a crawl takes the URLs that its sites announce beside the links that it finds, does
    not ask for them, or takes these alone.
    """

    INCLUDE = "include"
    SKIP = "skip"
    ONLY = "only"


class Preference(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much earlier than others the URLs are fetched in which the pattern is found; with a
    weight below zero, how much later.
    """

    pattern: str
    weight: int = 1


class SkipReason(StrEnum):
    """Why a URL was fetched and not captured."""

    REDIRECT = "redirect"
    DUPLICATE = "duplicate"
    OUT_OF_SCOPE = "out-of-scope"
    NOINDEX = "noindex"
    PAGE_LIMIT = "page-limit"
    BYTE_LIMIT = "byte-limit"


class EndedBy(StrEnum):
    """Why a crawl ended: nothing was left to fetch, a limit was reached, or somebody ended it."""

    NOTHING_LEFT = "nothing-left"
    PAGE_LIMIT = "page-limit"
    BYTE_LIMIT = "byte-limit"
    TIME_LIMIT = "time-limit"
    CANCELLED = "cancelled"


class LeftReason(StrEnum):
    """Why a URL was let go before it was asked for: it lies deeper than the crawl goes, the crawl
    has its pages or bytes, its time is up, it knows enough URLs, or was cancelled.
    """

    DEPTH = "depth"
    PAGE_LIMIT = "page-limit"
    BYTE_LIMIT = "byte-limit"
    TIME_LIMIT = "time-limit"
    KNOWN_LIMIT = "known-limit"
    CANCELLED = "cancelled"


class FetchError(StrEnum):
    """Why a URL could not be fetched."""

    FORBIDDEN_ADDRESS = "forbidden-address"
    NAME_NOT_FOUND = "name-not-found"
    CONNECTION = "connection"
    TLS = "tls"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    BOMB = "decompression-bomb"
    ENCODING = "bad-encoding"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    BAD_REDIRECT = "bad-redirect"
    STATUS = "status"
    ROBOTS = "robots"
    MEDIA_TYPE = "media-type"
    NO_TEXT = "no-text"
    HOST_DOWN = "host-down"
    INVALID_URL = "invalid-url"
    RENDERING = "rendering"
    FAULT = "fault"


class FetchFailed(AuroraError):
    """A URL could not be fetched; `reason` is a stable word, the message says it for people.

    `stale` says that only a connection kept from before had ended: nobody may have been asked.
    """

    def __init__(
        self,
        reason: FetchError,
        detail: str,
        *,
        stale: bool = False,
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.stale = stale


class RobotsUnread(FetchFailed):
    """A robots.txt is there for all that is known and cannot be read, so it forbids everything."""
