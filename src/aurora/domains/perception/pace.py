"""The pace at which a host is asked."""

import msgspec
from msgspec.structs import replace

NEWEST = 0.2


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds: `delay` lies between two requests at present, robots.txt asks for `crawl_delay`, and
    an answer takes `response_time`, the average of the last ones.
    """

    delay: float = 0.0
    crawl_delay: float = 0.0
    response_time: float | None = None

    def answered(self, seconds: float, *, delay: float) -> "Pace":
        """Give the pace after an answer that took so long: an exponentially weighted average."""
        before = seconds if self.response_time is None else self.response_time
        average = round(before + NEWEST * (seconds - before), 3)
        return replace(self, delay=delay, response_time=average)
