"""Rendering with a chromium of the system, driven by Playwright."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.rendering import Permit, Rendered, Screenshot, Step
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls, origin_of
from aurora.infrastructure.places import aside
from aurora.infrastructure.rendering.browser import Browser, BrowserPlan
from aurora.infrastructure.rendering.dialing import GuardedDialer
from aurora.infrastructure.rendering.heads import LONGEST
from aurora.infrastructure.rendering.interception import COOKIE, Interception
from aurora.infrastructure.rendering.limits import RenderLimits
from aurora.infrastructure.rendering.pool import BrowserPool
from aurora.infrastructure.rendering.showing import Showing
from aurora.infrastructure.rendering.thin import is_thin
from aurora.infrastructure.web.addresses import AddressRule
from aurora.infrastructure.web.guard import Lookup, SystemLookup


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What is to be shown, and on which terms."""

    url: str
    permit: Permit
    headers: Headers
    steps: Sequence[Step]


class ChromiumRenderer:
    """Shows each page in surroundings of its own, behind a guarding proxy."""

    missing: str | None = None

    def __init__(
        self,
        urls: Urls,
        rule: AddressRule,
        plan: BrowserPlan,
        *,
        at_once: int = 2,
        limits: RenderLimits = RenderLimits(),  # noqa: B008  frozen
        lookup: Lookup | None = None,
        pages: int = 100,
        idle: float = 60.0,
    ) -> None:
        self._urls, self._limits, self._plan = urls, limits, plan
        self._dialer = GuardedDialer(rule, lookup or SystemLookup(), limit=LONGEST)
        self.pool = BrowserPool(self._started, at_once=at_once, pages=pages, idle=idle)

    async def thin(self, page: Fetched) -> bool:
        """Tell whether an HTML page says little until its scripts have run."""
        return is_thin(page)

    async def render(
        self,
        url: str,
        *,
        permit: Permit,
        headers: Headers = no_headers,
        steps: Sequence[Step] = (),
    ) -> Rendered:
        """Show the page, take the steps, and give it as it then stands. Raises FetchFailed, what
        `permit` raises of the page itself, and Unavailable where the browser does not start.
        """
        ask = _Asked(url=url, permit=permit, headers=headers, steps=steps)
        async with aside(), self.pool.lent() as browser:
            try:
                async with asyncio.timeout(self._limits.seconds):
                    return await self._shown(browser, ask)
            except TimeoutError:
                said = f"{self._urls.host(url)} was not shown in {self._limits.seconds:g} s"
                raise FetchFailed(FetchError.TIMEOUT, said) from None
            except PlaywrightError as error:
                said = "the browser ended while it showed the page"
                raise FetchFailed(FetchError.FAULT, said) from error

    async def aclose(self) -> None:
        """End the browser."""
        await self.pool.aclose()

    async def _shown(self, browser: Browser, asked: _Asked) -> Rendered:
        async with browser.context() as (context, errand):
            await _give_cookies(context, asked.headers, asked.url)
            interception = Interception(
                asked.url,
                self._urls,
                errand,
                permit=asked.permit,
                headers=asked.headers,
                pictures=any(isinstance(step, Screenshot) for step in asked.steps),
                most=self._limits.requests,
            )
            showing = Showing(context, errand, interception, self._urls, self._limits)
            return await showing.show(asked.url, asked.steps)

    async def _started(self) -> Browser:
        browser = Browser(self._plan, self._dialer, self._limits)
        await browser.start()
        return browser


async def _give_cookies(context: BrowserContext, headers: Headers, url: str) -> None:
    """Let the browser have the cookies, each for the host that it is meant for and no other."""
    for name, value in _cookies(headers(url)).items():
        await context.add_cookies([{"name": name, "value": value, "url": origin_of(url) + "/"}])


def _cookies(sent: Mapping[str, str]) -> Mapping[str, str]:
    said = next((value for name, value in sent.items() if name.lower() == COOKIE), "")
    pairs = (one.partition("=") for one in said.split("; ") if one)
    return {name: value for name, _, value in pairs}
