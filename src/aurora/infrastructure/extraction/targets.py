"""Where the links and pictures of a source lead."""

import re
from functools import lru_cache

from ada_url import join_url

REMEMBERED, REMEMBERED_LENGTH = 20_000, 500
LENGTH_LIMIT = 2_000
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
KEPT = ("http://", "https://", "mailto:", "tel:")
UNSEEN = re.compile(r"[\x00-\x20\x7f]+")


class Targets:
    """Makes what a source names absolute, where it is known where the source is."""

    def __init__(self, base: str | None = None) -> None:
        self._base = base

    def __call__(self, href: str | None) -> str | None:
        """Give an address that may be kept; None for scripts, data and what is none."""
        if not href:
            return None
        resolve = _remembered if len(href) <= REMEMBERED_LENGTH else _target
        return resolve(href, self._base)


def _target(href: str, base: str | None) -> str | None:
    found = _joined(href, base) if base else UNSEEN.sub("", href)
    if len(found) > LENGTH_LIMIT or (
        SCHEME.match(found) and not found[:8].lower().startswith(KEPT)
    ):
        return None
    return found or None


_remembered = lru_cache(REMEMBERED)(_target)


def _joined(href: str, base: str) -> str:
    try:
        joined: str = join_url(base, href)
    except ValueError:
        return ""
    return joined
