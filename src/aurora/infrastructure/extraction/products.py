"""What is offered on a page, as JSON-LD or microdata tell it."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from aurora.domains.transcript import Offer, Product
from aurora.infrastructure.extraction.amounts import amount
from aurora.infrastructure.extraction.linked_data import Thing, every, kinds, unmarked, words
from aurora.infrastructure.extraction.targets import Targets

LIMIT = 50
OFFERED = re.compile(
    r"Product\w*|IndividualProduct|SomeProducts|Vehicle|Car|BusOrCoach|Motorcycle"
    r"|MotorizedBicycle|Drug|DietarySupplement|Book|Audiobook|VideoGame"
    r"|(?:Software|Mobile|Web)Application|\w*Event|EventSeries|Festival|Hackathon"
    r"|Course(?:Instance)?"
)  # the products of schema.org, and what else is sold as they are
OFFER = re.compile(r"(?:Aggregate)?Offer|OfferFor(?:Lease|Purchase)")
TOLD = frozenset({"offers", "aggregateRating", "brand", "sku", "hasVariant"})
UNASKED = frozenset(
    """
    InvoicePrice ListPrice MSRP MinimumAdvertisedPrice RegularPrice SRP StrikethroughPrice
    """.split()  # noqa: SIM905  a list of words reads best as text
)
AVAILABLE = """
    BackOrder Discontinued InStock InStoreOnly LimitedAvailability MadeToOrder OnlineOnly OutOfStock
    PreOrder PreSale Reserved SoldOut
    """.split()  # noqa: SIM905  a list of words reads best as text
LETTERS = {name.casefold(): name for name in AVAILABLE} | {"oos": "OutOfStock"}
THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})  # of ISO 4217
CODES = ("gtin", "gtin13", "gtin14", "gtin12", "gtin8", "isbn", "mpn")


def products(things: Iterable[Thing], targets: Targets) -> tuple[Product, ...]:
    """Give the products of a page; things that nobody offers, rates or makes are none."""
    found: dict[Product, None] = {}
    for one in map(_item, things):
        if not TOLD.isdisjoint(one) and any(map(OFFERED.fullmatch, kinds(one))):
            found[_product(one, targets)] = None
    return tuple(found)[:LIMIT]


def availability(value: object) -> str | None:
    """Give the word of schema.org for whether something is to be had, however it is written."""
    said = _word(value)
    return LETTERS.get(re.sub(r"[\W_]", "", said).casefold(), said) if said else None


def _item(thing: Thing) -> Thing:
    """Give a thing, but in place of an offer what it is of, with the offer as its own."""
    offer = any(map(OFFER.fullmatch, kinds(thing)))
    return {"offers": thing} | _thing(thing.get("itemOffered")) if offer else thing


def _product(thing: Thing, targets: Targets) -> Product:
    rating = _thing(thing.get("aggregateRating"))
    of_variants = chain.from_iterable(map(_offers, map(_thing, every(thing.get("hasVariant")))))
    return Product(
        kind=kinds(thing)[0],
        name=words(thing.get("name")),
        brand=words(thing.get("brand") or thing.get("manufacturer")),
        sku=words(thing.get("sku")),
        code=next(filter(None, (words(thing.get(name)) for name in CODES)), None),
        description=unmarked(thing.get("description")),
        url=targets(words(thing.get("url"))),
        offers=_different(_offers(thing)) or _different(of_variants),
        rating=_number(words(rating.get("ratingValue"))),
        best_rating=_number(words(rating.get("bestRating"))),
        ratings=_count(words(rating.get("ratingCount")) or words(rating.get("reviewCount"))),
    )


def _offers(thing: Thing) -> Iterator[Thing]:
    for one in map(_thing, every(thing.get("offers"))):
        yield one
        yield from map(_thing, every(one.get("offers")))


def _different(offers: Iterable[Thing]) -> tuple[Offer, ...]:
    return tuple(dict.fromkeys(filter(None, map(_offer, islice(offers, LIMIT)))))


def _offer(one: Thing) -> Offer | None:
    asked = _asked(one.get("priceSpecification"))
    currency = words(one.get("priceCurrency") or asked.get("priceCurrency"), 10)
    exact = currency in THOUSANDTHS
    told = (one.get("price"), asked.get("price"), one.get("lowPrice"))
    prices = (amount(price, thousandths=exact) for price in told)
    offer = Offer(
        price=next(filter(None, prices), None),
        highest_price=amount(one.get("highPrice"), thousandths=exact),
        currency=currency,
        availability=availability(one.get("availability")),
        condition=_word(one.get("itemCondition")),
        seller=words(one.get("seller")),
    )
    return offer if offer.price or offer.availability else None


def _asked(prices: object) -> Thing:
    """Give the price that everybody is asked for, rather than what it was before, what its maker
    suggests or what members pay.
    """
    told = [one for one in every(prices)[:LIMIT] if isinstance(one, dict)]
    return min(told, key=_unasked, default={})


def _unasked(price: Thing) -> bool:
    return _word(price.get("priceType")) in UNASKED or "validForMemberTier" in price


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
    digits = re.sub(r"[.,]0{1,2}$|[.,\s]", "", text or "")
    return int(digits) if digits.isdecimal() and len(digits) < 12 else None
