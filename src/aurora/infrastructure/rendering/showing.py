"""Showing one page: asked for, come to rest, its steps taken, and written down."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Frame, Page, Response
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as OutOfTime

from aurora.domains.errors import Invalid
from aurora.domains.perception.rendering import Rendered, Step
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls, route_of
from aurora.infrastructure.rendering.document import Document
from aurora.infrastructure.rendering.errand import Errand
from aurora.infrastructure.rendering.interception import Interception
from aurora.infrastructure.rendering.limits import RenderLimits
from aurora.infrastructure.rendering.performing import Performing
from aurora.infrastructure.rendering.quiet import Quiet
from aurora.infrastructure.rendering.thin import is_bare
from aurora.infrastructure.web.wire import one_type

HTML = "text/html"
SHOWN = frozenset({HTML, "application/xhtml+xml"})
# of the answer as it came over the wire, not of the page as it is written
OF_THE_WIRE = frozenset(
    {"connection", "content-encoding", "content-length", "set-cookie", "transfer-encoding"}
)
FOUND = 302
# what sends datagrams is closed by how the browser is started; no script of a page finds it either.
# Trees of components that would be closed are open: what they show is part of the page
PREPARED = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebTransport"]) {
  delete globalThis[name]
}
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function attachShadow(given) {
  return attach.call(this, {...given, mode: "open"})
}
"""


class Showing:
    """One page in a browser, from the first request to the last step."""

    def __init__(
        self,
        context: BrowserContext,
        errand: Errand,
        interception: Interception,
        urls: Urls,
        limits: RenderLimits,
    ) -> None:
        self._context, self._errand, self._interception = context, errand, interception
        self._urls, self._limits = urls, limits
        self._response: Response | None = None
        self._expected: Response | None = None
        self._crashed = False

    async def show(self, url: str, steps: Sequence[Step]) -> Rendered:
        """Give the page after its steps; raises FetchFailed."""
        await self._context.add_init_script(PREPARED)
        page = await self._context.new_page()
        session = await self._context.new_cdp_session(page)
        self._watch(page)
        await self._interception.begin(session)
        quiet = Quiet(page)
        try:
            return await self._shown(page, Document(session), quiet, url, steps)
        except PlaywrightError as error:
            raise self._failure(error, url) from error
        finally:
            await self._interception.end()

    async def _shown(
        self, page: Page, document: Document, quiet: Quiet, url: str, steps: Sequence[Step]
    ) -> Rendered:
        async def settle() -> None:
            limits, over = self._limits, self._over
            await quiet.wait(quiet=limits.quiet, most=limits.settle, over=over)
            self._check()

        began = asyncio.get_running_loop().time()
        try:
            await page.goto(url, wait_until="commit", timeout=self._milliseconds)
        except PlaywrightError:
            if self._interception.moved_to:
                return self._moved(url)
            raise
        elapsed = asyncio.get_running_loop().time() - began
        await quiet.load(most=self._limits.load, over=self._over)
        await self._drawn(quiet, document)
        performing = Performing(page=page, document=document, settle=settle, limits=self._limits)
        pictures = []
        for number, step in enumerate(steps):
            if self._interception.moved_to:
                break
            pictures.append(await performing.take(number, step))
            self._check()
        if self._interception.moved_to:
            return self._moved(url)
        html = await document.written(self._limits.html)
        shown = self._fetched(self._address(page.url, url), html, elapsed)
        return Rendered(
            page=shown,
            screenshots=tuple(one for one in pictures if one),
            reasons=tuple(performing.reasons),
        )

    async def _drawn(self, quiet: Quiet, document: Document) -> None:
        """Let the page come to rest, and wait on while it says little: some draw by a timer."""
        loop = asyncio.get_running_loop()
        ends, bare = loop.time() + self._limits.settle, True
        while bare and not self._over() and (left := ends - loop.time()) > 0:
            await quiet.wait(quiet=self._limits.quiet, most=left, over=self._over)
            bare = not self._over() and await self._bare(document)
        self._check()

    async def _bare(self, document: Document) -> bool:
        """Tell whether the document says little yet; one that makes way for another does."""
        try:
            return is_bare(await document.written(self._limits.html))
        except FetchFailed:
            return False
        except PlaywrightError:
            return True

    def _address(self, url: str, asked: str) -> str:
        """Give where the page ended, with its fragment where it was asked for by one."""
        try:
            return self._urls.named(url) if route_of(asked) else self._urls.canonical(url)
        except Invalid:
            raise FetchFailed(FetchError.RENDERING, "the page ends at no address") from None

    @property
    def _milliseconds(self) -> float:
        return self._limits.seconds * 1000

    def _over(self) -> bool:
        return self._interception.over or self._crashed or self._errand.too_large is not None

    def _check(self) -> None:
        """Raise what has come in between."""
        if self._interception.refusal:
            raise self._interception.refusal
        if too_large := self._errand.too_large:
            raise too_large
        if self._crashed:
            raise _ended()

    def _watch(self, page: Page) -> None:
        def answered(response: Response) -> None:
            with suppress(PlaywrightError):
                request = response.request
                if request.is_navigation_request() and request.frame == page.main_frame:
                    self._expected = response

        def arrived(frame: Frame) -> None:
            expected = self._expected
            if expected and frame == page.main_frame and _same(expected.url, frame.url):
                self._response = expected

        def crashed(_: Page) -> None:
            self._crashed = True

        async def shut(other: Page) -> None:
            if other is not page:
                with suppress(PlaywrightError):
                    await other.close()

        page.on("response", answered)
        page.on("framenavigated", arrived)
        page.on("crash", crashed)
        self._context.on("page", shut)

    def _moved(self, url: str) -> Rendered:
        target = self._interception.moved_to
        moved = Fetched(url=url, status=FOUND, headers={}, body=b"", moved_to=target, rendered=True)
        return Rendered(page=moved)

    def _fetched(self, url: str, html: bytes, elapsed: float) -> Fetched:
        response = self._response
        if response is None:
            raise FetchFailed(FetchError.RENDERING, "the page gave no answer")
        told = {k.lower(): v for k, v in response.headers.items() if k.lower() not in OF_THE_WIRE}
        media_type = one_type(told.get("content-type", HTML)).partition(";")[0].strip().lower()
        if media_type not in SHOWN:
            raise FetchFailed(FetchError.MEDIA_TYPE, f"{media_type} is not shown as a page")
        return Fetched(
            url=url,
            status=response.status,
            headers={**told, "content-type": f"{HTML}; charset=utf-8"},
            body=html,
            elapsed=elapsed,
            rendered=True,
        )

    def _failure(self, error: PlaywrightError, url: str) -> Exception:
        """Say why the page could not be shown, as a fetch would."""
        if self._interception.refusal:
            return self._interception.refusal
        if too_large := self._errand.too_large:
            return too_large
        host = self._urls.host(url)
        if known := self._errand.failures.get(urlsplit(url).hostname or ""):
            return known
        if isinstance(error, OutOfTime):
            return FetchFailed(FetchError.TIMEOUT, f"{host} gives no whole page in time")
        if "net::ERR_CERT" in error.message or "net::ERR_SSL" in error.message:
            return FetchFailed(FetchError.TLS, f"{host} has no valid certificate or TLS")
        if "net::ERR_ABORTED" in error.message or "Download is starting" in error.message:
            return FetchFailed(FetchError.MEDIA_TYPE, f"{url} is not shown as a page")
        if "net::" in error.message:
            return FetchFailed(FetchError.CONNECTION, f"{host} breaks the connection")
        return _ended()


def _same(url: str, other: str) -> bool:
    return url.partition("#")[0] == other.partition("#")[0]


def _ended() -> FetchFailed:
    return FetchFailed(FetchError.FAULT, "the browser ended while it showed the page")
