"""Which of the things that a page describes it is about, and which only stand beside that."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from aurora.infrastructure.extraction import titles
from aurora.infrastructure.extraction.linked_data import Thing, kinds, words
from aurora.infrastructure.extraction.metadata import Metadata
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.targets import Targets

WRITTEN = re.compile(
    r"\w*Article|BlogPosting|SocialMediaPosting|DiscussionForumPosting|Report|Recipe"
)
WORK = re.compile(
    r"Question|Product\w*|Event|Book|Course|JobPosting|SoftwareApplication|Dataset|HowTo|Movie"
    r"|CreativeWork|PodcastEpisode|LocalBusiness|Restaurant|Hotel"
)
ADDED = re.compile(r"VideoObject|Review")
SITEWIDE = re.compile(r"SoftwareApplication|LocalBusiness|Restaurant|Hotel")
PAGE = re.compile(r"\w*Page|WebSite")
HEADS, LENGTH = 10, 2_000


class Naming(NamedTuple):
    """How a page is called: its addresses, and its titles with and without the site's name."""

    addresses: frozenset[str]
    titles: frozenset[str]
    targets: Targets

    @classmethod
    def of(cls, page: ParsedPage, meta: Metadata, own: Sequence[Thing], targets: Targets) -> Self:
        """Give what the page is called, also by the things that are its `own`."""
        canonical = page.tree.css_first("link[rel~=canonical][href]", None)
        told = canonical.attributes.get("href") if canonical else None
        addresses = (page.url, told, *meta.all(("og:url",)))
        heads = [words(node.text_lexbor()) for node in page.tree.css("title, h1")[:HEADS]]
        named = filter(None, (*meta.all(titles.NAMES), *heads, *map(_title, _entities(own))))
        return cls(
            frozenset(filter(None, (_bare(one, targets) for one in addresses))),
            frozenset(part.casefold() for title in named for part in titles.parts(title)),
            targets,
        )

    def fits(self, thing: Thing) -> bool:
        """Tell whether a thing has an address of the page, or one of its titles: in these the names
        of what whole sites are about stand too.
        """
        if any(_bare(one, self.targets) in self.addresses for one in _addresses(thing)):
            return True
        if thing.get("mainEntityOfPage") is True:
            return True
        return not _is(SITEWIDE, thing) and (_title(thing) or "").casefold() in self.titles


def about(own: Sequence[Thing], naming: Naming) -> tuple[Thing, ...]:
    """Give the work that the page is about, by all its descriptions, then the page itself: of the
    page's own things those that are called as the page is, or else the only one. Texts go before
    other works, and videos and reviews after all, since they often stand in a text: those that
    are called otherwise than the page are none of it, as little as one of several.
    """
    ranked = [(_rank(one, naming), one) for one in own if _is_work(one)]
    best = min((rank for rank, _ in ranked), default=None)
    works = [one for rank, one in ranked if rank == best]
    if best and best.stranger:
        several = len(set(map(_title, works))) > 1
        works = [] if several or (best.added and naming.titles) else works[:1]
    return (*works, *(one for one in own if _is(PAGE, one)))


class Rank(NamedTuple):
    """How little speaks for a work; the least is the best."""

    added: bool
    stranger: bool
    unwritten: bool


def _rank(thing: Thing, naming: Naming) -> Rank:
    return Rank(_is(ADDED, thing), not naming.fits(thing), not _is(WRITTEN, thing))


def _is_work(thing: Thing) -> bool:
    return _is(WORK, thing) or _is(WRITTEN, thing) or _is(ADDED, thing)


def _is(kind: re.Pattern[str], thing: Thing) -> bool:
    return any(map(kind.fullmatch, kinds(thing)))


def _title(thing: Thing) -> str | None:
    return words(thing.get("headline") or thing.get("name") or thing.get("title"))


def _entities(own: Sequence[Thing]) -> Iterator[Thing]:
    """Give what the page itself is said to be about."""
    for one in own:
        if isinstance(entity := one.get("mainEntity"), dict) and _is(PAGE, one):
            yield entity


def _addresses(thing: Thing) -> Iterator[str | None]:
    page = thing.get("mainEntityOfPage")
    for one in (thing, page if isinstance(page, dict) else {"url": page}):
        yield words(one.get("url"), LENGTH)
        yield words(one.get("@id"), LENGTH)


def _bare(address: str | None, targets: Targets) -> str | None:
    """Write an address without what does not tell pages apart: its scheme, its fragment and the
    slash at its end. What is a fragment alone names a thing, and no page.
    """
    if not address or address.startswith("#"):
        return None
    whole = (targets(address) or "").partition("#")[0]
    return whole.partition("://")[2].rstrip("/").casefold() or None
