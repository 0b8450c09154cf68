"""What is offered on a page, as JSON-LD or microdata tell it."""

import re
from collections.abc import Iterable, Iterator

from aurora.domains.transcript import Offer, Product
from aurora.infrastructure.extraction.amounts import amount
from aurora.infrastructure.extraction.linked_data import Thing, every, kinds, words
from aurora.infrastructure.extraction.targets import Targets

LIMIT = 50
OFFERED = re.compile(
    r"Product\w*|Vehicle|Car|Book|SoftwareApplication|MobileApplication|Event|Course"
)
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})  # of ISO 4217
CODES = ("gtin", "gtin13", "gtin14", "gtin12", "gtin8", "isbn", "mpn")


def products(things: Iterable[Thing], targets: Targets) -> tuple[Product, ...]:
    """Give the products of a page; things that nobody offers, rates or makes are none."""
    found: dict[Product, None] = {}
    for one in things:
        told = any(name in one for name in ("offers", "aggregateRating", "brand", "sku"))
        if told and any(map(OFFERED.fullmatch, kinds(one))):
            found[_product(one, targets)] = None
    return tuple(found)[:LIMIT]


def _product(thing: Thing, targets: Targets) -> Product:
    rating = _thing(thing.get("aggregateRating"))
    return Product(
        kind=kinds(thing)[0],
        name=words(thing.get("name")),
        brand=words(thing.get("brand") or thing.get("manufacturer")),
        sku=words(thing.get("sku")),
        code=next(filter(None, (words(thing.get(name)) for name in CODES)), None),
        description=words(thing.get("description")),
        url=targets(words(thing.get("url"))),
        offers=tuple(_offers(thing.get("offers")))[:LIMIT],
        rating=_number(words(rating.get("ratingValue"))),
        best_rating=_number(words(rating.get("bestRating"))),
        ratings=_count(words(rating.get("ratingCount")) or words(rating.get("reviewCount"))),
    )


def _offers(value: object) -> Iterator[Offer]:
    for one in map(_thing, every(value)[:LIMIT]):
        inner = [_thing(other) for other in every(one.get("offers"))[:LIMIT]]
        yield from filter(None, map(_offer, (one, *inner)))


def _offer(one: Thing) -> Offer | None:
    price = _thing(one.get("priceSpecification")) | one
    currency = words(price.get("priceCurrency"), 10)
    exact = currency in THOUSANDTHS
    offer = Offer(
        price=amount(price.get("price") or price.get("lowPrice"), thousandths=exact),
        highest_price=amount(one.get("highPrice"), thousandths=exact),
        currency=currency,
        availability=_word(one.get("availability")),
        condition=_word(one.get("itemCondition")),
        seller=words(one.get("seller")),
    )
    return offer if offer.price or offer.availability else None


def _thing(value: object) -> Thing:
    first = next(iter(every(value)), None)
    return first if isinstance(first, dict) else {}


def _word(value: object) -> str | None:
    """Give the name of a value of the vocabulary without its address."""
    said = words(value)
    return said.rstrip("/").rpartition("/")[2] if said else None


def _number(text: str | None) -> float | None:
    """Give a number, written with a point or a comma."""
    try:
        value = float((text or "").replace(",", "."))
    except ValueError:
        return None
    return value if abs(value) < 1e12 else None


def _count(text: str | None) -> int | None:
    digits = re.sub(r"[.,\s]", "", text or "")
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None
