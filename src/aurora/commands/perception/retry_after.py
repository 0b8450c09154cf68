"""When a server may be asked again: after each answer, and where it asks for less by Retry-After
(RFC 9110, 10.2.3).
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched
from aurora.domains.perception.visit import BUSY

HEADER = "retry-after"
DIGITS = 9


def busy(answer: Fetched | None) -> bool:
    """Whether the host, or what stands before it, cannot answer now or asks for less."""
    return answer is not None and answer.status in BUSY


def allowed_after(
    answer: Fetched | None, troubles: int, delay: float, now: datetime, manners: CrawlManners
) -> datetime:
    """Give the moment from which on a host may be asked again, after an answer or none and so many
    failures in a row, where `delay` is the usual one.
    """
    took = answer.elapsed if answer else 0.0
    rest = max(manners.delay_after(took, delay), manners.rest_after(troubles))
    polite = now + timedelta(seconds=rest)
    again_at = asked_of(answer, now, manners.longest_delay) if answer else None
    return max(polite, again_at or polite)


def asked_of(answer: Fetched, now: datetime, longest: float) -> datetime | None:
    """Give the moment that the answer of a busy host names, at most so many seconds from now; None
    for every other answer.
    """
    said = answer.headers.get(HEADER) if busy(answer) else None
    at = retry_at(said, now) if said else None
    return min(at, now + timedelta(seconds=longest)) if at else None


def retry_at(said: str, now: datetime) -> datetime | None:
    """Give the moment that the header names, in seconds or as a date; None for anything else."""
    if said.isascii() and said.isdecimal():
        seconds = said.lstrip("0")
        return now + timedelta(seconds=int(seconds[:DIGITS] or 0))
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
