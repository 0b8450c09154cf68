"""All that was read of a source: facts about it, and its blocks."""

import msgspec

from aurora.domains.blocks import AnyBlock


class Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a source says about itself; dates as RFC 3339 or parts of it, languages as BCP 47."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    site: str | None = None
    licence: str | None = None
    description: str | None = None


class Transcript(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was read of a page or document, whole.

    Of a page `page_type` is its kind, `boilerplate` the share of its words that were left out
    (0..1), `reasons` why its content was chosen so; of a document `pages` is how many it has.
    """

    facts: Facts
    blocks: tuple[AnyBlock, ...]
    page_type: str | None = None
    boilerplate: float | None = None
    reasons: tuple[str, ...] = ()
    pages: int | None = None
