"""A process that owns a browser and shows a page for ever, until somebody kills it."""

import asyncio
import sys

from tests.infrastructure.rendering.browsing import browsing
from tests.site.scripted import serve_scripts

from aurora.domains.perception.rendering import Wait


async def main() -> None:
    async with serve_scripts() as site, browsing(site) as one:
        await one.show("/app")
        sys.stdout.write("shown\n")
        sys.stdout.flush()
        await one.show("/app", *[Wait(milliseconds=30_000)] * 10)


if __name__ == "__main__":
    asyncio.run(main())
