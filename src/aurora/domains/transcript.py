"""All that was read of a source: facts about it, and its blocks."""

from typing import Any

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
    images: tuple[str, ...] = ()


class Offer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """At what price something is to be had, the lowest where there are several; amounts are decimal
    digits, `availability` and `condition` words of schema.org (`InStock`, `NewCondition`).
    """

    price: str | None = None
    highest_price: str | None = None
    currency: str | None = None
    availability: str | None = None
    condition: str | None = None
    seller: str | None = None


class Product(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that a page offers; `code` is what the trade knows it by (GTIN, ISBN, MPN)."""

    kind: str
    name: str | None = None
    brand: str | None = None
    sku: str | None = None
    code: str | None = None
    description: str | None = None
    url: str | None = None
    offers: tuple[Offer, ...] = ()
    rating: float | None = None
    best_rating: float | None = None
    ratings: int | None = None


class Transcript(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was read of a page or document, whole.

    Of a page `page_type` is its kind, `boilerplate` the share of its words that were left out
    (0..1), `reasons` why its content was chosen so; of a document `pages` is how many it has.
    `products` are what it offers, `fields` the values of those that somebody asked for.
    """

    facts: Facts
    blocks: tuple[AnyBlock, ...]
    page_type: str | None = None
    boilerplate: float | None = None
    reasons: tuple[str, ...] = ()
    pages: int | None = None
    products: tuple[Product, ...] = ()
    fields: dict[str, Any] | None = None


class Judgement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Of a transcript what it says about the choice of the content."""

    page_type: str | None = None
    boilerplate: float | None = None
    reasons: tuple[str, ...] = ()


def judgement(transcript: bytes) -> Judgement:
    """Read these out of a transcript in JSON, and nothing else; an empty one says nothing."""
    return msgspec.json.decode(transcript, type=Judgement) if transcript else Judgement()


def remarks_of(transcript: bytes) -> tuple[str, ...]:
    """Give what a transcript in JSON says of its reading; why the content of a page was chosen is
    none.
    """
    judged = judgement(transcript)
    return judged.reasons if judged.page_type is None and judged.boilerplate is None else ()


def transcribed(content: bytes) -> Transcript:
    """Read a transcript in JSON back."""
    return msgspec.json.decode(content, type=Transcript)


def with_reasons(transcript: bytes, reasons: tuple[str, ...]) -> bytes:
    """Give a transcript in JSON with further reasons, an empty one as it is."""
    if not (transcript and reasons):
        return transcript
    known = transcribed(transcript)
    return msgspec.json.encode(msgspec.structs.replace(known, reasons=(*known.reasons, *reasons)))
