"""Show pages in a real browser, one after the other, and see what its processes come to hold.

`python -m benchmarks.rendering [PAGES]`: 50 pages with scripts unless told otherwise, on a site on
loopback. The last line is one JSON object: `{"rendering": {"pages", "pages_per_s", "start_s",
"mb_after": {pages: mb}}}`, megabytes of driver, leash and browser together, each shared page once.
"""

import asyncio
import sys
import time

import psutil  # type: ignore[import-untyped]
from tests.infrastructure.rendering.browsing import browsing
from tests.site.scripted import LATE, serve_scripts

from benchmarks.report import publish, show

PAGES = 50
WARM = 5
PATHS = ("/app", "/shade", "/told", "/search")


def held() -> float:
    """Give what all processes below this one hold, in megabytes, shares counted once."""
    processes = psutil.Process().children(recursive=True)
    return sum(_proportional(one) for one in processes) / 1e6


def _proportional(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except psutil.Error:
        return 0


async def main(pages: int) -> None:
    """Show the pages and print the table."""
    held_after: dict[int, float] = {}
    async with serve_scripts() as site, browsing(site) as one:
        began = time.perf_counter()
        assert LATE in await one.text("/app")
        started = time.perf_counter() - began
        began = time.perf_counter()
        for number in range(1, pages + 1):
            await one.text(PATHS[number % len(PATHS)])
            if number == WARM or number % 10 == 0:
                held_after[number] = round(held(), 1)
        seconds = time.perf_counter() - began
    rows = list(held_after.items())
    show("Pages shown one after the other", ["pages", "MB held"], rows)
    publish(
        {
            "rendering": {
                "pages": pages,
                "pages_per_s": round(pages / seconds, 2),
                "start_s": round(started, 2),
                "mb_after": held_after,
            }
        }
    )


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES))
