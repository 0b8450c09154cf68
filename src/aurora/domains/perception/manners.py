"""How a crawl behaves towards the hosts it visits."""

import msgspec


class CrawlManners(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator decides about all crawls; times in seconds.

    `delay` lies between two requests to a host unless its robots.txt asks for more, up to
    `longest_delay`. A turn at a host lasts `slice_seconds`; the host of a process that died is free
    again after `lease_seconds`. A URL gets `tries`, the first after `backoff`, each later one
    after twice as long.
    """

    delay: float = 1.0
    longest_delay: float = 3_600.0
    slice_seconds: float = 20.0
    lease_seconds: float = 15.0
    batch: int = 50
    tries: int = 3
    backoff: float = 2.0
