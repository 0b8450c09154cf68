"""Scrapy downloads and follows: counts the pages that it reaches from the URLs it is given."""

import json
import sys
import time
from collections.abc import AsyncIterator, Iterator

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.http import Request, Response
from scrapy.linkextractors import LinkExtractor

SETTINGS = {
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DOWNLOAD_DELAY": 0,
    "AUTOTHROTTLE_ENABLED": False,
    "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
    "LOG_ENABLED": False,
}


def bare(link: str) -> str:
    """Give a link without query and fragment."""
    return link.partition("#")[0].partition("?")[0]


class Farmer(scrapy.Spider):
    """Follows every link; tracking parameters are cut off, as no page of the farm needs a query."""

    name = "farmer"
    pages = 0
    links = LinkExtractor(process_value=bare)

    async def start(self) -> AsyncIterator[Request]:
        """Give the first requests, which are found again as links and fetched once."""
        for url in self.start_urls:
            yield Request(url)

    def parse(self, response: Response) -> Iterator[Request]:
        """Count a page and follow its links."""
        type(self).pages += 1
        for link in self.links.extract_links(response):
            yield Request(link.url)


if __name__ == "__main__":
    crawling = CrawlerProcess(SETTINGS)
    crawling.crawl(Farmer, start_urls=sys.argv[1:])
    started, spent = time.monotonic(), time.process_time()
    crawling.start()
    figures = {
        "pages": Farmer.pages,
        "seconds": time.monotonic() - started,
        "cpu_seconds": time.process_time() - spent,
    }
    print(json.dumps(figures))
