"""What a page may ask for: looked at before each request, and at each of its redirects."""

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from typing import Any

from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from aurora.domains.errors import Invalid
from aurora.domains.perception.headers import Headers, free
from aurora.domains.perception.rendering import Permit
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.url import Urls, origin_of
from aurora.infrastructure.rendering.errand import Errand

DOCUMENT = "Document"
PICTURE = "Image"
LOOKS = frozenset({PICTURE, "Font"})
# what no text depends on
NEVER = frozenset({"CSPViolationReport", "Manifest", "Media", "Ping", "Prefetch", "TextTrack"})
COOKIE = "cookie"
# a transparent GIF of two by two pixels: some sites give one pixel where they have no picture
STAND_IN = {
    "responseCode": 200,
    "responseHeaders": [
        {"name": "Content-Type", "value": "image/gif"},
        {"name": "Access-Control-Allow-Origin", "value": "*"},
        {"name": "Cross-Origin-Resource-Policy", "value": "cross-origin"},
    ],
    "body": "R0lGODlhAgACAIAAAAAAAAAAACH5BAEAAAAALAAAAAACAAIAAAgGAAEIBBAQADs=",
}


class Interception:
    """Looks at each request of one page.

    The page itself stays at the origin where it began: where it leads elsewhere, `moved_to` says
    so. `refusal` is why the page itself may not be asked for.
    """

    def __init__(
        self,
        url: str,
        urls: Urls,
        errand: Errand,
        *,
        permit: Permit,
        headers: Headers,
        pictures: bool,
        most: int,
    ) -> None:
        self._origin, self._urls, self._errand = origin_of(url), urls, errand
        self._shown: set[str] = set()
        self._permit, self._headers = permit, headers
        self._unwanted = NEVER if pictures else NEVER | LOOKS
        self._left = most
        self._frame = ""
        self._deciding: set[asyncio.Task[None]] = set()
        self.moved_to: str | None = None
        self.refusal: Exception | None = None

    async def begin(self, session: CDPSession) -> None:
        """Look at all requests from now on."""
        tree = await session.send("Page.getFrameTree")
        self._frame = tree["frameTree"]["frame"]["id"]

        def begin(deciding: Coroutine[Any, Any, None]) -> None:
            task = asyncio.create_task(deciding)
            self._deciding.add(task)
            task.add_done_callback(self._deciding.discard)

        session.on("Fetch.requestPaused", lambda event: begin(self._answer(session, event)))
        session.on("Fetch.authRequired", lambda event: begin(self._identify(session, event)))
        asked = {"patterns": [{"urlPattern": "*"}], "handleAuthRequests": True}
        await session.send("Fetch.enable", asked)

    async def end(self) -> None:
        """Decide nothing any more."""
        deciding = list(self._deciding)
        for task in deciding:
            task.cancel()
        await asyncio.gather(*deciding, return_exceptions=True)

    @property
    def over(self) -> bool:
        """Whether nothing more will come of the page."""
        return self.moved_to is not None or self.refusal is not None

    async def _answer(self, session: CDPSession, event: Mapping[str, Any]) -> None:
        request = event["requestId"]
        try:
            if await self._looked_at(event):
                further = self._further(event)
                await session.send("Fetch.continueRequest", {"requestId": request, **further})
            elif self._spared(event):
                await session.send("Fetch.fulfillRequest", {"requestId": request, **STAND_IN})
            else:
                blocked = {"requestId": request, "errorReason": "BlockedByClient"}
                await session.send("Fetch.failRequest", blocked)
        except PlaywrightError:
            return  # the page or its request is gone meanwhile

    def _spared(self, event: Mapping[str, Any]) -> bool:
        """Whether it is a picture that nobody wants to see: a page that heard of its failure might
        take away what stands around it.
        """
        wanted = PICTURE not in self._unwanted or event["resourceType"] != PICTURE
        return not wanted and event["request"]["url"].startswith(("http:", "https:"))

    async def _looked_at(self, event: Mapping[str, Any]) -> bool:
        try:
            return await self._permitted(event)
        except Exception as error:
            return self._refused(event, error)

    async def _identify(self, session: CDPSession, event: Mapping[str, Any]) -> None:
        """Show the credential to the proxy; a site that asks for one gets none."""
        answer = {"response": "CancelAuth"}
        if event["authChallenge"]["source"] == "Proxy" and event["requestId"] not in self._shown:
            self._shown.add(event["requestId"])
            name, secret = self._errand.name, self._errand.secret
            answer = {"response": "ProvideCredentials", "username": name, "password": secret}
        asked = {"requestId": event["requestId"], "authChallengeResponse": answer}
        with suppress(PlaywrightError):
            await session.send("Fetch.continueWithAuth", asked)

    async def _permitted(self, event: Mapping[str, Any]) -> bool:
        kind, asked = event["resourceType"], event["request"]["url"]
        if not asked.startswith(("http:", "https:")):
            return asked.startswith(("data:", "blob:", "about:")) and not self._leads(event)
        self._left -= 1
        if kind in self._unwanted or self._left < 0:
            return False
        url = self._canonical(asked)
        if kind == DOCUMENT and origin_of(url) != self._origin:
            if self._leads(event) and self.moved_to is None:
                self.moved_to = url
            return False
        await self._permit(url)
        return True

    def _canonical(self, asked: str) -> str:
        try:
            return self._urls.canonical(asked)
        except Invalid as error:
            raise FetchFailed(FetchError.BAD_REDIRECT, f"the page leads nowhere: {error}") from None

    def _leads(self, event: Mapping[str, Any]) -> bool:
        """Whether it is the page itself that is asked for."""
        return bool(event["resourceType"] == DOCUMENT and event["frameId"] == self._frame)

    def _refused(self, event: Mapping[str, Any], refusal: Exception) -> bool:
        if self._leads(event):
            self.refusal = self.refusal or refusal
        return False

    def _further(self, event: Mapping[str, Any]) -> dict[str, Any]:
        """Give the headers of the request anew where something is to be added at its host."""
        asked = event["request"]
        if not asked["url"].startswith("http"):
            return {}
        own = free(self._headers(self._canonical(asked["url"])))
        added = {name: value for name, value in own.items() if name.lower() != COOKIE}
        if not added:
            return {}
        names = {name.lower() for name in added}
        kept = {k: v for k, v in asked["headers"].items() if k.lower() not in names}
        both = {**kept, **added}
        return {"headers": [{"name": name, "value": value} for name, value in both.items()]}
