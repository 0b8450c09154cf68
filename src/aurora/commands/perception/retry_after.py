"""Retry-After: when a server that asks for less may be asked again (RFC 9110, 10.2.3)."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from aurora.domains.perception.types import Fetched
from aurora.domains.perception.visit import BUSY

HEADER = "retry-after"
DIGITS = 9


def asked_of(answer: Fetched, now: datetime, longest: float) -> datetime | None:
    """Give the moment that the answer of a busy host names, at most so many seconds from now; None
    for every other answer.
    """
    said = answer.headers.get(HEADER) if answer.status in BUSY else None
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
