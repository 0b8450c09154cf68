"""What pages offer, in the forms in which shops tell it."""

import msgspec
import pytest
from tests.infrastructure.extraction.described import TARGETS, linked, page_facts

from aurora.domains.transcript import Offer, Product
from aurora.infrastructure.extraction.products import products


def offered(*things: object) -> tuple[Product, ...]:
    told = "".join(linked(msgspec.json.encode(one).decode()) for one in things)
    return products(page_facts(told).things, TARGETS)


def lamp(**more: object) -> dict[str, object]:
    return {"@type": "Product", "name": "Lamp", "sku": "L"} | more


def variant(price: object) -> dict[str, object]:
    return lamp(offers={"@type": "Offer", "price": price, "priceCurrency": "EUR"})


def test_a_product_in_variants_is_offered_as_they_are() -> None:
    group = {"@type": "ProductGroup", "name": "Lamp", "hasVariant": [variant(49), variant(49.5)]}
    (found,) = offered(group)
    prices = (Offer(price="49", currency="EUR"), Offer(price="49.5", currency="EUR"))
    assert found == Product(kind="ProductGroup", name="Lamp", offers=prices)
    (found,) = offered(group | {"offers": {"lowPrice": 49, "highPrice": 50}})
    assert found.offers == (Offer(price="49", highest_price="50"),)


def test_variants_that_are_only_named_are_found_where_they_are_told() -> None:
    graph = [{"@type": "ProductGroup", "hasVariant": {"@id": "#1"}}, {"@id": "#1"} | variant(9)]
    assert offered({"@graph": graph})[0].offers == (Offer(price="9", currency="EUR"),)


def test_what_is_offered_alike_is_told_once_and_not_without_end() -> None:
    (found,) = offered({"@type": "ProductGroup", "hasVariant": [variant(9), variant(9.0)]})
    assert found.offers == (Offer(price="9", currency="EUR"),)
    (found,) = offered({"@type": "ProductGroup", "hasVariant": [*map(variant, range(99))]})
    assert len(found.offers) == 50
    assert offered({"@type": "ProductGroup", "hasVariant": ["x", 7, None]})[0].offers == ()
    assert (
        len(offered(lamp(offers={"offers": [{"price": one} for one in range(99)]}))[0].offers) == 49
    )


def test_what_an_offer_is_of_is_a_product() -> None:
    offer = {"@type": "Offer", "price": "25.00", "itemOffered": lamp()}
    assert offered(offer) == (
        Product(kind="Product", name="Lamp", sku="L", offers=(Offer(price="25.00"),)),
    )
    assert offered(offer | {"itemOffered": {"@type": "Service", "name": "x"}}) == ()
    assert offered({"@type": "Offer", "price": "25.00"}) == ()
    assert offered(offer | {"itemOffered": variant(9)})[0].offers[0].price == "9"


@pytest.mark.parametrize(
    ("kind", "is_one"),
    [
        ("Product", True), ("IndividualProduct", True), ("Motorcycle", True), ("Vehicle", True),
        ("WebApplication", True), ("Audiobook", True), ("Event", True), ("MusicEvent", True),
        ("Festival", True), ("CourseInstance", True), ("EventVenue", False), ("Hotel", False),
        ("CarRental", False), ("Recipe", False),
    ],
)  # fmt: skip
def test_products_are_what_the_vocabulary_calls_so_and_what_has_tickets(
    kind: str, is_one: bool
) -> None:
    assert bool(offered({"@type": kind, "offers": {"price": 5}})) is is_one


@pytest.mark.parametrize(
    ("offer", "price"),
    [
        ({"price": 0}, "0"),
        ({"lowPrice": 0, "highPrice": 25}, "0"),
        ({"price": "", "priceSpecification": {"price": 8}}, "8"),
        ({"price": 9, "priceSpecification": {"price": 8}}, "9"),
        ({"priceSpecification": [{"price": 8}, {"price": 9}]}, "8"),
        ({"priceSpecification": [{"price": 9, "priceType": "ListPrice"}, {"price": 8}]}, "8"),
        (
            {
                "priceSpecification": [
                    {"price": 9, "priceType": "https://schema.org/StrikethroughPrice"},
                    {"price": 7, "validForMemberTier": {"name": "Gold"}},
                    {"price": 8, "priceType": "https://schema.org/SalePrice"},
                ]
            },
            "8",
        ),
        ({"priceSpecification": [{"price": 9, "priceType": "SRP"}]}, "9"),
    ],
)
def test_the_price_is_what_everybody_pays_now(offer: dict[str, object], price: str) -> None:
    assert offered(lamp(offers=offer))[0].offers[0].price == price


@pytest.mark.parametrize(
    ("json", "price"),
    [("NaN", None), ("Infinity", None), ("1e-7", "0.0000001"), ("1e3", "1000"), ("0.5", "0.5")],
)
def test_prices_are_decimal_digits(json: str, price: str | None) -> None:
    told = linked(f'{{"@type": "Product", "offers": {{"price": {json}, "availability": "x"}}}}')
    assert products(page_facts(told).things, TARGETS)[0].offers[0].price == price


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("https://schema.org/inStock", "InStock"),
        ("http://schema.org/OutOfStock/", "OutOfStock"),
        ("In Stock", "InStock"),
        ("pre_order", "PreOrder"),
        ("oos", "OutOfStock"),
        ("Ask us", "Ask us"),
    ],
)
def test_whether_there_is_any_is_a_word_of_the_vocabulary(said: str, known: str) -> None:
    assert offered(lamp(offers={"availability": said}))[0].offers == (Offer(availability=known),)


@pytest.mark.parametrize(
    ("said", "count"),
    [(128.0, 128), ("128.0", 128), ("1,200", 1200), ("1.200", 1200), ("1.000", 1000), (7, 7)],
)
def test_ratings_are_counted(said: object, count: int) -> None:
    assert offered(lamp(aggregateRating={"reviewCount": said}))[0].ratings == count


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("<p>A <strong>br</strong>ight lamp.</p><ul><li>5 W<li>E27</ul>", "A bright lamp. 5 W E27"),
        ("&lt;p class=&quot;a&quot;&gt;Salt &amp;amp; pepper&lt;/p&gt;", "Salt & pepper"),
        ("For a < b and <b> in HTML", "For a < b and <b> in HTML"),
        ("One<br>two <p", "One two <p"),
        ("<x-y>kept</x-y> <s-t>", "<x-y>kept</x-y> <s-t>"),
        ("<p></p>", None),
    ],
)
def test_descriptions_are_words_without_tags(said: str, read: str | None) -> None:
    assert offered(lamp(description=said))[0].description == read


def test_linked_data_is_read_with_a_parameter_of_its_type() -> None:
    html = linked('{"@type": "Product", "sku": "L"}').replace("json'", "json; charset=utf-8'")
    assert products(page_facts(html).things, TARGETS) == (Product(kind="Product", sku="L"),)
