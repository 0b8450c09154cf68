"""One browser, with the proxy that is its only way out."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from shutil import rmtree

import msgspec
from playwright.async_api import Browser as Chromium
from playwright.async_api import BrowserContext, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError

from aurora.domains.errors import Unavailable
from aurora.infrastructure.rendering import leash
from aurora.infrastructure.rendering.dialing import GuardedDialer
from aurora.infrastructure.rendering.errand import Errand
from aurora.infrastructure.rendering.flags import flags
from aurora.infrastructure.rendering.leftovers import sweep
from aurora.infrastructure.rendering.limits import RenderLimits
from aurora.infrastructure.rendering.proxy import GuardingProxy

WIDTH, HEIGHT = 1280, 1024
LAST_WORDS = 500


class BrowserPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Which browser is started, whether its pages are kept in a sandbox, and as whom it asks."""

    executable: Path
    sandbox: bool
    agent: str


class Browser:
    """A chromium and Playwright's driver; both end with this process, however it ends."""

    def __init__(self, plan: BrowserPlan, dialer: GuardedDialer, limits: RenderLimits) -> None:
        self._plan, self._limits = plan, limits
        self._proxy = GuardingProxy(dialer)
        self._profile: Path | None = None
        self._driver: Playwright | None = None
        self._chromium: Chromium | None = None
        self.broken = False

    @property
    def alive(self) -> bool:
        """Whether pages can be shown in it."""
        return not self.broken and self._chromium is not None and self._chromium.is_connected()

    async def start(self) -> None:
        """Start it; raises Unavailable with its last words where it does not start."""
        try:
            async with asyncio.timeout(self._limits.start):
                await asyncio.to_thread(sweep)
                await self._proxy.open()
                self._driver = await async_playwright().start()
                self._chromium = await self._launched(self._driver)
        except (PlaywrightError, OSError, TimeoutError) as error:
            await self.close()
            said = str(error).strip()[-LAST_WORDS:] or "it is not ready in time"
            raise Unavailable(f"the browser does not start: {said}") from error
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End it, politely, then with its driver."""
        chromium, driver = self._chromium, self._driver
        self._chromium = self._driver = None
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(self._limits.close):
                if chromium:
                    await chromium.close()
        with suppress(PlaywrightError, TimeoutError):
            async with asyncio.timeout(self._limits.close):
                if driver:
                    await driver.stop()
        await self._proxy.aclose()
        if self._profile:
            await asyncio.to_thread(rmtree, self._profile, ignore_errors=True)

    @asynccontextmanager
    async def context(self) -> AsyncIterator[tuple[BrowserContext, Errand]]:
        """Give a page's own surroundings, without a trace of any other page. Where they cannot be
        closed in time the browser is broken.
        """
        if self._chromium is None:
            raise Unavailable("the browser has ended")
        async with self._proxy.errand(limit=self._limits.wire) as errand:
            context = await self._chromium.new_context(
                user_agent=self._plan.agent,
                viewport={"width": WIDTH, "height": HEIGHT},
                accept_downloads=False,
                service_workers="block",
                reduced_motion="reduce",
                proxy={
                    "server": self._proxy.url,
                    "username": errand.name,
                    "password": errand.secret,
                },
            )
            try:
                yield context, errand
            finally:
                await asyncio.shield(self._end(context))

    async def _end(self, context: BrowserContext) -> None:
        try:
            async with asyncio.timeout(self._limits.close):
                await context.close()
        except (PlaywrightError, TimeoutError):
            self.broken = True

    async def _launched(self, driver: Playwright) -> Chromium:
        profile = self._profile = Path(tempfile.mkdtemp(prefix="aurora-browser-"))
        held = [leash.__file__, str(os.getpid()), str(profile), str(self._limits.memory_mb)]
        held.append(str(self._plan.executable))
        own = flags(profile=profile, proxy=self._proxy.url, sandbox=self._plan.sandbox)
        return await driver.chromium.launch(
            executable_path=sys.executable,
            ignore_default_args=True,
            args=["-I", "-S", *held, *own],
            env=_environment(profile),
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
            timeout=self._limits.start * 1000,
        )


def _environment(profile: Path) -> dict[str, str | float | bool]:
    """Give what the browser may know of this machine: nothing of Aurora's settings."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(profile),
        "TMPDIR": str(profile),
        "LANG": "C.UTF-8",
        "TZ": "UTC",
    }
