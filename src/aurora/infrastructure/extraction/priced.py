"""The price that a page tells in its meta elements, as Open Graph writes it."""

from msgspec.structs import replace

from aurora.domains.transcript import Offer, Product
from aurora.infrastructure.extraction.amounts import amount
from aurora.infrastructure.extraction.metadata import Metadata
from aurora.infrastructure.extraction.products import THOUSANDTHS, availability

PRICES = ("product:sale_price:amount", "product:price:amount", "og:price:amount")
CURRENCIES = tuple(name.replace("amount", "currency") for name in PRICES)
AVAILABILITIES = ("product:availability", "og:availability")
BRANDS, SKUS = ("product:brand", "og:brand"), ("product:retailer_item_id",)


def priced(known: tuple[Product, ...], meta: Metadata, title: str | None) -> tuple[Product, ...]:
    """Give the products that are known of a page. Where nothing tells what they cost but the meta
    elements, these tell it of the only one, or else of one that is called as the page.
    """
    if any(one.offers for one in known):
        return known
    offer = _offer(meta)
    if not (offer.price or offer.availability):
        return known
    if len(known) == 1:
        return (replace(known[0], offers=(offer,)),)
    named = Product(
        kind="Product",
        name=title,
        brand=meta.first(BRANDS),
        sku=meta.first(SKUS),
        offers=(offer,),
    )
    return (named, *known)


def _offer(meta: Metadata) -> Offer:
    currency = meta.first(CURRENCIES)
    return Offer(
        price=amount(meta.first(PRICES), thousandths=currency in THOUSANDTHS),
        currency=currency,
        availability=availability(meta.first(AVAILABILITIES)),
    )
