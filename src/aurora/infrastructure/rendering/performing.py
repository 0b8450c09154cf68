"""Taking the steps that were declared for a page."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator, Page
from playwright.async_api import TimeoutError as OutOfTime

from aurora.domains.perception.rendering import (
    PATIENCE,
    Click,
    Press,
    Screenshot,
    Scroll,
    Step,
    Wait,
    Write,
    at_step,
)
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.document import Document
from aurora.infrastructure.rendering.limits import RenderLimits

GROW_SECONDS = 2.0
LOOK_SECONDS = 0.1
# how Playwright says what keeps it from an element that is there, and names one in the way
KEPT_FROM = re.compile(
    r"- (?P<over><.*) intercepts pointer events"
    r"|element is (?P<state>not \w+|outside of the viewport)"
    r"|resolved to (?P<hidden>hidden)"
)
TAG, NAMED = re.compile(r"<[\w-]+"), re.compile(r' (?:id|class|role)="[^"]*"')
NO_FIELD = "not an <input>"
# fields that are chosen or pressed, and take no text
CHOSEN = ("button", "checkbox", "color", "file", "image", "radio", "range", "reset", "submit")


@dataclass(frozen=True, kw_only=True)
class Performing:
    """Takes steps on one page; `settle` lets the page come to rest after one."""

    page: Page
    document: Document
    settle: Callable[[], Awaitable[None]]
    limits: RenderLimits
    reasons: list[str] = field(default_factory=list)

    async def take(self, number: int, step: Step) -> bytes | None:
        """Take a step; give the picture where it is one, and note in `reasons` what of it is
        missing. Raises FetchFailed, which names the step.
        """
        try:
            return await self._take(number, step)
        except OutOfTime as error:
            selector = getattr(step, "selector", None)
            why = _kept_from(selector, error.message) if selector else "no end"
            raise _failed(number, step, why) from None
        except PlaywrightError as error:
            if not self._bad(error):
                raise
            raise _failed(number, step, "the browser does not understand it") from None

    @staticmethod
    def _bad(error: PlaywrightError) -> bool:
        """Whether the step itself is at fault: a selector or a key that is none."""
        return any(word in error.message for word in ("selector", "Unknown key"))

    async def _take(self, number: int, step: Step) -> bytes | None:
        match step:
            case Wait():
                await self._wait(step)
            case Click():
                await self._click(step)
            case Scroll():
                await self._scroll(step)
            case Write():
                await self._write(number, step)
            case Press():
                await self._press(step)
            case Screenshot():
                return await self._picture(number, step)
        return None

    def _first(self, selector: str) -> Locator:
        return self.page.locator(f"css={selector}").first

    async def _wait(self, step: Wait) -> None:
        if step.selector:
            patience = step.milliseconds or PATIENCE
            await self._first(step.selector).wait_for(state="visible", timeout=patience)
        else:
            await self.page.wait_for_timeout(step.milliseconds or 0)

    async def _click(self, step: Click) -> None:
        try:
            await self._first(step.selector).click(timeout=step.patience)
        except OutOfTime:
            if not step.optional:
                raise
        await self.settle()

    async def _write(self, number: int, step: Write) -> None:
        found = self._first(step.selector)
        await found.wait_for(state="visible", timeout=step.patience)
        if not await _takes_text(found, step.patience):
            raise _failed(number, step, f"what {step.selector!r} finds takes no text")
        await found.press_sequentially(step.text, timeout=step.patience)

    async def _press(self, step: Press) -> None:
        if step.selector:
            await self._first(step.selector).press(step.key, timeout=step.patience)
        else:
            await self.page.keyboard.press(step.key)
        await self.settle()

    async def _scroll(self, step: Scroll) -> None:
        if step.selector:
            await self._first(step.selector).scroll_into_view_if_needed(timeout=PATIENCE)
            await self.settle()
            return
        for _ in range(step.times):
            before = await self.document.extent()
            await self.document.scroll_to_end()
            if not await self._grew(before):
                return

    async def _grew(self, before: int) -> bool:
        """Wait until more of the page is there; False where nothing comes."""
        for _ in range(round(GROW_SECONDS / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            if await self.document.extent() > before:
                await self.settle()
                return True
        return False

    async def _picture(self, number: int, step: Screenshot) -> bytes | None:
        if step.full_page:
            picture = await self._full_page(number, step)
        else:
            picture = await self.page.screenshot(type="png", animations="disabled")
        if len(picture) > self.limits.picture:
            why = f"the picture is larger than {self.limits.picture:,} bytes"
            self.reasons.append(at_step(number, step, why))
            return None
        return picture

    async def _full_page(self, number: int, step: Screenshot) -> bytes:
        size = self.page.viewport_size or {"width": 1, "height": 1}
        whole, most = await self.document.height(), self.limits.picture_height
        if whole > most:
            why = f"the picture shows the first {most:,} of {whole:,} pixels"
            self.reasons.append(at_step(number, step, why))
        return await self.page.screenshot(
            type="png",
            animations="disabled",
            full_page=True,
            clip={
                "x": 0,
                "y": 0,
                "width": size["width"],
                "height": max(min(whole, most), size["height"]),
            },
        )


async def _takes_text(found: Locator, patience: float) -> bool:
    try:
        kind = await found.get_attribute("type", timeout=patience) or ""
        if kind.lower() in CHOSEN:
            return False
        return await found.is_editable(timeout=patience)
    except PlaywrightError as error:
        if NO_FIELD in error.message:
            return False
        raise


def _kept_from(selector: str, said: str) -> str:
    """Say why nothing could be done in time with what a selector finds, if it finds anything. Of
    what covers it no more is told than how it is named: its attributes may hold what was typed.
    """
    last = max(KEPT_FROM.finditer(said), key=re.Match.start, default=None)
    if last is None:
        return f"nothing to be found by {selector!r} came in time"
    if over := last["over"]:
        tag = "".join((*TAG.findall(over)[:1], *NAMED.findall(over)))
        return f"what {selector!r} finds is covered by {tag}>"
    return f"what {selector!r} finds is {last['state'] or 'not visible'}"


def _failed(number: int, step: Step, why: str) -> FetchFailed:
    return FetchFailed(FetchError.RENDERING, at_step(number, step, why))
