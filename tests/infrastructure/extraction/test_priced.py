"""Prices that pages tell in their meta elements alone."""

import pytest

from aurora.domains.transcript import Offer, Product
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.metadata import Metadata
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.priced import priced

LAMP = Product(kind="Product", name="Enamel lamp", rating=4.5)
PRICE = Offer(price="49.00", currency="EUR", availability="InStock")


def told(**properties: str) -> str:
    names = ((name.replace("_", ":"), value) for name, value in properties.items())
    return "".join(f"<meta property='{name}' content='{value}'>" for name, value in names)


def found(html: str, *known: Product) -> tuple[Product, ...]:
    page = parse(Text(html, html.encode()), None)
    assert page
    return priced(known, Metadata(page), "Lamp")


@pytest.mark.parametrize(
    "html",
    [
        told(og_price_amount="49.00", og_price_currency="EUR", og_availability="instock"),
        told(product_price_amount="49.00", product_price_currency="EUR")
        + told(product_availability="in stock"),
        told(product_price_amount="59.00", product_price_currency="EUR")
        + "<meta property='product:sale_price:amount' content='49.00'>"
        + told(og_availability="In Stock"),
    ],
)
def test_a_page_that_tells_its_price_offers_what_it_is_called_as(html: str) -> None:
    assert found(html) == (Product(kind="Product", name="Lamp", offers=(PRICE,)),)


def test_what_else_is_told_of_it_goes_along() -> None:
    html = told(product_brand="Lume", product_availability="oos")
    html += "<meta property='product:retailer_item_id' content='L-1'>"
    offer = Offer(availability="OutOfStock")
    assert found(html) == (
        Product(kind="Product", name="Lamp", brand="Lume", sku="L-1", offers=(offer,)),
    )


def test_the_price_is_of_the_only_product_that_is_known() -> None:
    html = told(og_price_amount="49.00", og_price_currency="EUR", og_availability="InStock")
    (lamp,) = found(html, LAMP)
    assert (lamp.name, lamp.rating, lamp.offers) == ("Enamel lamp", 4.5, (PRICE,))
    assert [one.name for one in found(html, LAMP, LAMP)] == ["Lamp", "Enamel lamp", "Enamel lamp"]


@pytest.mark.parametrize(
    "html",
    ["<p>og:price", told(product_price_currency="EUR"), told(product_price_amount="on request")],
)
def test_what_has_no_price_is_not_offered(html: str) -> None:
    assert found(html, LAMP) == (LAMP,)
    assert found(html) == ()


def test_what_is_offered_already_keeps_its_price() -> None:
    known = Product(kind="Product", offers=(Offer(price="1"),))
    assert found(told(og_price_amount="49.00"), known, LAMP) == (known, LAMP)
