"""The HTTP cache (RFC 9111): what an earlier answer still says of a URL."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import msgspec

from aurora.domains.perception.types import Fetched

OK = 200
NOT_MODIFIED = 304
LONGEST = 10 * 366 * 86_400
ENCODED = "accept-encoding"  # bodies are kept decoded, whatever they were sent as
KEPT = ("age", "cache-control", "content-language", "content-type", "date", "etag", "expires",
    "last-modified", "server", "vary", "x-robots-tag")  # fmt: skip
OF_CONTENT = frozenset({"content-type", "content-encoding", "content-length"})
# RFC 9110, 5.6.7
DATES = ("%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %d %H:%M:%S %Y")
DIRECTIVE = re.compile(r'([\w!#$%&\'*.^`|~+-]+)(?:=("(?:[^"\\]|\\.)*"|[^\s,]*))?')


class CachedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer of status 200 that may be used again: its headers, the hash of its decoded body,
    and what was asked with (`vary`).

    `since` is when this body was first seen, `checked_at` when its host last stood by it;
    it is `fresh_until` then, if its host said so.
    """

    url: str
    headers: Mapping[str, str]
    vary: Mapping[str, str]
    raw_sha256: str
    since: datetime
    checked_at: datetime
    fresh_until: datetime | None = None

    def fits(self, sent: Mapping[str, str]) -> bool:
        """Tell whether a request with these headers selects this answer."""
        return all(sent.get(name, "") == value for name, value in self.vary.items())

    def fresh(self, now: datetime, max_age: float) -> bool:
        """Tell whether it may be used without asking, not older than so many seconds."""
        young = (now - self.checked_at).total_seconds() <= max_age
        return max_age > 0 and young and self.fresh_until is not None and now < self.fresh_until

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the body only if it is another one now."""
        named = (("If-None-Match", "etag"), ("If-Modified-Since", "last-modified"))
        return {asks: self.headers[name] for asks, name in named if name in self.headers}


def cached(
    answer: Fetched, raw_sha256: str, sent: Mapping[str, str], now: datetime
) -> CachedAnswer | None:
    """Give what may be kept of an answer in a cache that many share (RFC 9111, 3)."""
    directives = _directives(answer.headers.get("cache-control", ""))
    vary = [name.strip().lower() for name in answer.headers.get("vary", "").split(",")]
    if answer.status != OK or {"no-store", "private"} & directives.keys() or "*" in vary:
        return None
    return CachedAnswer(
        url=answer.url,
        headers={name: answer.headers[name] for name in KEPT if name in answer.headers},
        vary={name: sent.get(name, "") for name in vary if name not in ("", ENCODED)},
        raw_sha256=raw_sha256,
        since=now,
        checked_at=now,
        fresh_until=_fresh_until(answer, directives, now),
    )


def revived(known: CachedAnswer, answer: Fetched, body: bytes) -> Fetched:
    """Give the whole answer that a 304 stands for, with the newer headers (RFC 9111, 3.2)."""
    newer = {name: value for name, value in answer.headers.items() if name not in OF_CONTENT}
    aged = {name: value for name, value in known.headers.items() if name != "age"}
    return msgspec.structs.replace(answer, status=OK, headers={**aged, **newer}, body=body)


def reused(known: CachedAnswer, body: bytes) -> Fetched:
    """Give the answer without asking for it."""
    return Fetched(url=known.url, status=OK, headers=dict(known.headers), body=body)


def _fresh_until(answer: Fetched, directives: Mapping[str, str], now: datetime) -> datetime | None:
    """Say until when the host stands by its answer (RFC 9111, 4.2), never guessing."""
    lifetime = _lifetime(answer.headers, directives, now)
    if lifetime is None or "no-cache" in directives:
        return None
    date = _date(answer.headers.get("date"))
    apparent = (now - date).total_seconds() if date else 0.0
    age = max(0.0, apparent, (_seconds(answer.headers.get("age")) or 0) + answer.elapsed)
    left = lifetime - age
    return now + timedelta(seconds=left) if left > 0 else None


def _lifetime(
    headers: Mapping[str, str], directives: Mapping[str, str], now: datetime
) -> float | None:
    for name in ("s-maxage", "max-age"):
        if name in directives:
            return _seconds(directives[name])
    expires = _date(headers.get("expires"))
    if expires is None:
        return None
    return min((expires - (_date(headers.get("date")) or now)).total_seconds(), LONGEST)


def _directives(said: str) -> dict[str, str]:
    """Read Cache-Control; of a directive that comes twice the first one counts."""
    found: dict[str, str] = {}
    for match in DIRECTIVE.finditer(said):
        found.setdefault(match[1].lower(), (match[2] or "").strip('"'))
    return found


def _seconds(said: str | None) -> float | None:
    plain = said is not None and said.isascii() and said.isdecimal()
    return float(min(int(said[:20]), LONGEST)) if said and plain else None


def _date(said: str | None) -> datetime | None:
    for form in DATES if said else ():
        with suppress(ValueError):
            return datetime.strptime(said or "", form).replace(tzinfo=UTC)
    return None
