"""The renderer that the settings name, loaded when it is first needed."""

import asyncio
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Protocol

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.ports import Renderer
from aurora.domains.perception.rendering import Permit, Rendered, Step
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.infrastructure.rendering.finding import find_chromium, missing
from aurora.infrastructure.rendering.limits import RenderLimits
from aurora.infrastructure.rendering.thin import is_thin
from aurora.infrastructure.web.addresses import AddressRule

TURNED_OFF = "rendering is turned off (AURORA_RENDER=never)"
OFF = "never"


class ClosingRenderer(Renderer, Protocol):
    """A renderer that holds a browser."""

    async def aclose(self) -> None:
        """End the browser."""
        ...


class ConfiguredRenderer:
    """Renders pages where Playwright and a chromium are installed; nothing of either is loaded
    before the first page.
    """

    missing: str | None = None

    def __init__(
        self,
        urls: Urls,
        rule: AddressRule,
        *,
        agent: str,
        render: str,
        chromium: Path | None,
        sandbox: bool,
        at_once: int,
        seconds: float,
    ) -> None:
        self.missing = TURNED_OFF if render == OFF else missing(chromium)
        self._urls, self._rule, self._chromium = urls, rule, chromium
        self._agent, self._sandbox, self._at_once = agent, sandbox, at_once
        self._limits = RenderLimits(seconds=seconds)
        self._made: ClosingRenderer | None = None
        self._making = asyncio.Lock()

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
        """Show the page; raises FetchFailed, also where there is no browser."""
        if self.missing:
            raise FetchFailed(FetchError.RENDERING, f"no page is rendered here: {self.missing}")
        renderer = await self._renderer()
        return await renderer.render(url, permit=permit, headers=headers, steps=steps)

    async def aclose(self) -> None:
        """End the browser."""
        if self._made:
            await self._made.aclose()

    async def _renderer(self) -> ClosingRenderer:
        async with self._making:
            if self._made is None:
                self._made = await asyncio.to_thread(self._load)
            return self._made

    def _load(self) -> ClosingRenderer:
        module = import_module("aurora.infrastructure.rendering.renderer")
        browser = import_module("aurora.infrastructure.rendering.browser")
        plan = browser.BrowserPlan(
            executable=find_chromium(self._chromium), sandbox=self._sandbox, agent=self._agent
        )
        made: ClosingRenderer = module.ChromiumRenderer(
            self._urls, self._rule, plan, at_once=self._at_once, limits=self._limits
        )
        return made
