"""A browser that is killed costs one page; one whose owner is killed does not stay."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from tests.infrastructure.embedded.waiting import eventually
from tests.infrastructure.rendering import owner
from tests.infrastructure.rendering.browsing import Browsing, browsing
from tests.site.scripted import LATE, ScriptedSite

from aurora.domains.perception.rendering import Wait
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.limits import RenderLimits

ROOT = Path(__file__).parents[3]


def family(pid: int | None = None) -> list[psutil.Process]:
    """Give the processes below one: driver, leash and browser."""
    found: list[psutil.Process] = psutil.Process(pid).children(recursive=True)
    return found


def named(processes: Sequence[psutil.Process], word: str) -> psutil.Process:
    """Give the oldest process whose command has that word in it."""
    found = [one for one in processes if word in " ".join(words(one)[:4])]
    return min(found, key=lambda one: one.create_time())


def words(process: psutil.Process) -> list[str]:
    """Give the command of a process, nothing of one that has ended."""
    try:
        said: list[str] = process.cmdline()
    except psutil.NoSuchProcess:
        return []
    return said


async def gone(processes: Sequence[psutil.Process]) -> None:
    """Wait until they have ended; a test that waits for ever fails by its own limit."""
    await eventually(lambda: not any(map(lives, processes)))


def lives(process: psutil.Process) -> bool:
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


@asynccontextmanager
async def owned() -> AsyncIterator[tuple[asyncio.subprocess.Process, list[psutil.Process]]]:
    """Give a process with a browser that shows a page, and what it has started."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", owner.__name__, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        assert await process.stdout.readline() == b"shown\n"
        yield process, family(process.pid)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def profiles(processes: Sequence[psutil.Process]) -> list[Path]:
    told = {word for one in processes for word in words(one)}
    return [Path(word[16:]) for word in told if word.startswith("--user-data-dir=")]


@pytest.mark.parametrize("hangs", [False, True])
async def test_nothing_stays_of_the_browser_when_its_owner_is_killed(hangs: bool) -> None:
    async with owned() as (process, started):
        (profile,) = profiles(started)
        assert profile.is_dir()
        if hangs:
            named(started, "cli.js").send_signal(signal.SIGSTOP)
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()
        await gone(started)
        assert not profile.exists()


@pytest.mark.parametrize("victim", ["cli.js", "leash.py", "--headless"])
async def test_a_killed_browser_costs_one_page(scripted: ScriptedSite, victim: str) -> None:
    before = set(family())
    async with browsing(scripted, RenderLimits(quiet=0.1, close=2)) as one:
        one.forget()
        showing = asyncio.create_task(one.show("/app", Wait(milliseconds=30_000)))
        await eventually(lambda: "/api/late" in one.site.hits)
        started = [each for each in family() if each not in before]
        named(started, victim).kill()
        with pytest.raises(FetchFailed) as lost:
            await showing
        assert lost.value.reason is FetchError.FAULT
        assert LATE in await one.text("/app")
        await gone(started)


async def test_a_browser_that_holds_too_much_costs_one_page(scripted: ScriptedSite) -> None:
    scripted.pages["/hungry"] = """<p>hungry</p><script>
        const all = []
        setInterval(() => all.push(new Uint8Array(5e7).fill(1)), 20)</script>"""
    async with browsing(scripted, RenderLimits(quiet=0.1, close=2, memory_mb=1_200)) as one:
        with pytest.raises(FetchFailed) as lost:
            await one.show("/hungry", Wait(milliseconds=30_000))
        assert lost.value.reason is FetchError.FAULT
        assert LATE in await one.text("/app")


async def test_a_browser_is_replaced_after_some_pages_and_ends_when_idle(
    scripted: ScriptedSite,
) -> None:
    before = set(family())
    async with browsing(scripted, RenderLimits(quiet=0.1), pages=2, idle=0.2) as one:
        await one.show("/plain")
        (first,) = drivers(before)
        await asyncio.gather(one.show("/plain"), one.show("/plain"))
        await gone([first])
        await gone(family_since(before))
        assert LATE in await one.text("/app")


def family_since(before: set[psutil.Process]) -> list[psutil.Process]:
    return [one for one in family() if one not in before and lives(one)]


def drivers(before: set[psutil.Process]) -> list[psutil.Process]:
    return [one for one in family_since(before) if "cli.js" in " ".join(words(one))]


async def test_a_page_that_is_cancelled_leaves_no_page_open(browser: Browsing) -> None:
    showing = asyncio.create_task(browser.show("/app", Wait(milliseconds=30_000)))
    await eventually(lambda: "/api/late" in browser.site.hits)
    showing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await showing
    async with browser.renderer.pool.lent() as lent:
        assert lent._chromium
        assert lent._chromium.contexts == []
