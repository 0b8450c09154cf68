"""Crawlee downloads and follows: counts the pages that it reaches from the URLs it is given."""

import asyncio
import json
import logging
import sys
import time

from crawlee import ConcurrencySettings, RequestOptions
from crawlee.crawlers import ParselCrawler, ParselCrawlingContext
from crawlee.storage_clients import MemoryStorageClient

AT_ONCE = ConcurrencySettings(min_concurrency=16, desired_concurrency=16, max_concurrency=16)


async def main(starts: list[str]) -> int:
    """Crawl and give the number of pages."""
    crawler = ParselCrawler(
        storage_client=MemoryStorageClient(),
        concurrency_settings=AT_ONCE,
        respect_robots_txt_file=True,
        use_session_pool=False,
        configure_logging=False,
    )
    pages = 0

    @crawler.router.default_handler
    async def follow(context: ParselCrawlingContext) -> None:
        nonlocal pages
        pages += 1
        await context.enqueue_links(transform_request_function=bare)

    await crawler.run(starts)
    return pages


def bare(options: RequestOptions) -> RequestOptions:
    """Cut tracking parameters off, as no page of the farm needs a query."""
    options["url"] = options["url"].partition("#")[0].partition("?")[0]
    return options


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    started, spent = time.monotonic(), time.process_time()
    crawled = asyncio.run(main(sys.argv[1:]))
    figures = {
        "pages": crawled,
        "seconds": time.monotonic() - started,
        "cpu_seconds": time.process_time() - spent,
    }
    print(json.dumps(figures))
