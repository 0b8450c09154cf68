"""A real chromium to look at a test's site with."""

import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.site.scripted import ScriptedSite

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.rendering import Rendered, Step
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.browser import BrowserPlan
from aurora.infrastructure.rendering.finding import find_chromium
from aurora.infrastructure.rendering.limits import RenderLimits
from aurora.infrastructure.rendering.renderer import ChromiumRenderer
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.urls import AdaUrls

AGENT = "Aurora/0 (+https://example.org)"


@dataclass
class Names:
    """Answers for names: each list in its turn, the last one for ever."""

    known: dict[str, list[list[str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        if host[0].isdigit() or ":" in host:
            return [host]
        answers = self.known.get(host)
        if not answers:
            raise socket.gaierror(f"{host} is not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]


@dataclass
class Browsing:
    """A renderer, the site that it may reach, and what it was permitted."""

    renderer: ChromiumRenderer
    site: ScriptedSite
    names: Names
    asked: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Begin anew."""
        self.asked.clear()
        self.names.known.clear()
        self.names.asked.clear()
        self.site.hits.clear()
        self.site.sent.clear()

    async def show(
        self, path: str, *steps: Step, headers: Headers = no_headers, base: str | None = None
    ) -> Rendered:
        """Show a page of the site; nothing below /private/ is permitted."""

        async def permit(url: str) -> None:
            self.asked.append(url)
            if "/private/" in url:
                raise FetchFailed(FetchError.ROBOTS, f"robots.txt refuses {url}")

        url = (self.site.url if base is None else base) + path
        return await self.renderer.render(url, permit=permit, headers=headers, steps=steps)

    async def text(self, path: str, *steps: Step, headers: Headers = no_headers) -> str:
        """Give the HTML of a page as it is shown."""
        shown = await self.show(path, *steps, headers=headers)
        return shown.page.body.decode()


@asynccontextmanager
async def browsing(
    site: ScriptedSite,
    limits: RenderLimits = RenderLimits(seconds=60, quiet=0.2, settle=1.5),  # noqa: B008  frozen
    *,
    pages: int = 1_000,
    idle: float = 60.0,
    chromium: Path | None = None,
) -> AsyncIterator[Browsing]:
    """Open a browser that may reach the site, and nothing else of loopback."""
    found = find_chromium(chromium)
    assert found, "the tests of rendering need a chromium: run .ci/packages"
    names = Names()
    renderer = ChromiumRenderer(
        AdaUrls(),
        AddressRule(parse_targets(f"127.0.0.1/32:{site.port}")),
        BrowserPlan(executable=found, sandbox=True, agent=AGENT),
        limits=limits,
        lookup=names,
        pages=pages,
        idle=idle,
    )
    try:
        yield Browsing(renderer, site, names)
    finally:
        await renderer.aclose()
