"""What a sitemap, a feed or a list of links says once it is read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from aurora.domains.perception.types import FetchError, FetchFailed

YEAR, MONTH = len("2026"), len("2026-01")


class Entry(NamedTuple):
    """One entry: its URLs as they are written, the page's own and those of its translations, and
    from 0 to 1 how much it matters to its site.
    """

    urls: tuple[str, ...]
    lastmod: datetime | None = None
    priority: float | None = None


@dataclass
class Listing:
    """The entries, further sitemaps, and what is wrong with the rest."""

    entries: list[Entry] = field(default_factory=list)
    sitemaps: list[str] = field(default_factory=list)
    complete: bool = True
    fault: str | None = None


class NoListing(FetchFailed):
    """Nothing that announces URLs is there."""

    def __init__(self, detail: str, reason: FetchError = FetchError.MEDIA_TYPE) -> None:
        super().__init__(reason, detail)


def moment(text: str) -> datetime | None:
    """Read a date of the W3C's profile of ISO 8601 or of RFC 822, in UTC unless it says else."""
    for read in (_iso, parsedate_to_datetime):
        try:
            at = read(text.strip())
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def fraction(text: str) -> float | None:
    """Read a number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 <= number <= 1 else None


def _iso(text: str) -> datetime:
    return datetime.fromisoformat({YEAR: f"{text}-01-01", MONTH: f"{text}-01"}.get(len(text), text))
