"""What perception needs from outside."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from aurora.domains.aggregate import Repository
from aurora.domains.perception.caching import CachedAnswer
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.fields import Field
from aurora.domains.perception.frontier import Links
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.notice import Notice
from aurora.domains.perception.page import Page
from aurora.domains.perception.rendering import Permit, Rendered, Step
from aurora.domains.perception.site_mapping import SiteMapping
from aurora.domains.perception.types import Extracted, Fetched
from aurora.domains.perception.webhook import Webhooks
from aurora.domains.work import Work


class Fetcher(Protocol):
    """Fetches one URL, never from a forbidden address, within limits of size and time."""

    async def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        headers: Headers = no_headers,
        follow: bool = True,
    ) -> Fetched:
        """GET the URL and follow redirects, each checked anew; any status is an answer. `headers`
        gives for each URL on the way what to send beside the usual; reserved names are left out.
        Without `follow` exactly one request is made, and a redirect answers with its target in
        `moved_to`, as does a page that says next to nothing and sends its readers on. A fragment
        that names a page of an application is not sent, and stays with the URL wherever it leads.
        Raises FetchFailed.
        """
        ...

    def forbids(self, url: str) -> bool:
        """Tell whether the canonical URL names an address that is never connected to; names
        are judged only when they are resolved.
        """
        ...


class Robots(Protocol):
    """What sites allow (RFC 9309), fetched through the same guard and cached."""

    async def allows(self, url: str) -> bool:
        """Tell whether the URL may be fetched; a robots.txt that cannot be reached forbids, a
        missing one allows. Raises FetchFailed for a host without an address, or a forbidden one.
        """
        ...

    async def check(self, url: str) -> None:
        """Raise FetchFailed (robots) where the URL may not be fetched, and RobotsUnread where that
        is so because robots.txt cannot be reached; beside them what `allows` raises.
        """
        ...

    def at_hand(self, url: str) -> bool:
        """Tell whether the answers about the URL take no request now."""
        ...

    async def delay(self, url: str) -> float:
        """Give the Crawl-delay in seconds that the host asks for, 0 when it asks for none."""
        ...

    async def sitemaps(self, url: str) -> Sequence[str]:
        """Give the sitemaps that the host's robots.txt names, as they stand there. Raises
        FetchFailed for a robots.txt that cannot be reached.
        """
        ...


class Extractor(Protocol):
    """Turns a fetched page into clean text, facts and links."""

    def check(self, fields: Sequence[Field]) -> None:
        """Raise Invalid for fields that contradict themselves or have unreadable selectors."""
        ...

    async def extract(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        """Extract HTML or plain text, of HTML also the fields. Raises FetchFailed (media-type,
        no-text) for anything else.
        """
        ...

    async def outline(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        """Give facts, links and fields as `extract` does, but no text, at a fraction of the
        cost.
        """
        ...

    async def decode(self, page: Fetched) -> str:
        """Give the page as it stands, as text with `\\n` line ends. Raises FetchFailed (media-type)
        for what `extract` does not read.
        """
        ...


class Renderer(Protocol):
    """Shows pages in a browser, each request of which is guarded as a fetch is."""

    @property
    def missing(self) -> str | None:
        """What is missing to render pages; None where nothing is."""
        ...

    async def thin(self, page: Fetched) -> bool:
        """Tell whether an HTML page says little until its scripts have run, or its address has a
        fragment that only they can read.
        """
        ...

    async def render(
        self,
        url: str,
        *,
        permit: Permit,
        headers: Headers = no_headers,
        steps: Sequence[Step] = (),
    ) -> Rendered:
        """Show the page, take the steps, and give it as it then stands. `permit` is asked for each
        URL before it is requested, and raises where it refuses; `headers` gives for each what to
        send beside the usual, cookies among them. Raises FetchFailed.
        """
        ...


class HttpCache(Protocol):
    """Remembers answers by URL, across crawls; only what anybody may see is kept."""

    async def recall(self, urls: Collection[str]) -> Mapping[str, CachedAnswer]:
        """Give what is remembered of these canonical URLs."""
        ...

    async def remember(self, answers: Sequence[CachedAnswer]) -> None:
        """Keep answers in the place of what was remembered of their URLs."""
        ...

    async def forget(self, urls: Collection[str]) -> None:
        """Remember nothing of these URLs."""
        ...

    async def sweep(self, *, before: datetime, most: int) -> int:
        """Forget what was last checked before then, and of the rest all but so many that were
        checked last; give how many were forgotten.
        """
        ...


class Pause(Protocol):
    """Lets time pass."""

    async def wait(self, seconds: float) -> None:
        """Return after so many seconds; at once for zero or less."""
        ...


class PerceptionWork(Work, Protocol):
    """A unit of work over perception."""

    @property
    def crawls(self) -> Repository[Crawl]:
        """The crawls."""
        ...

    @property
    def pages(self) -> Repository[Page]:
        """The pages of crawls: one per crawl and URL."""
        ...

    @property
    def links(self) -> Links:
        """The frontier, changed together with the pages."""
        ...

    @property
    def webhooks(self) -> Webhooks:
        """Whom crawls tell what happens to them."""
        ...

    @property
    def mappings(self) -> Repository[SiteMapping]:
        """The mappings of sites that nobody waits for."""
        ...

    @property
    def notices(self) -> Repository[Notice]:
        """What webhooks were told: one per message that was tried."""
        ...


class Perception(Protocol):
    """Where crawls, pages and the frontier are kept."""

    def work(self) -> AbstractAsyncContextManager[PerceptionWork]:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        ...
