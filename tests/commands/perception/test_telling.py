"""What a language model is told of a page."""

import msgspec

from aurora.commands.perception.telling import told
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Offer, Product, Transcript

LAMP = Product(kind="Product", name="Lamp", offers=(Offer(price="49.00", currency="EUR"),))


def page(facts: Facts, *products: Product) -> Extracted:
    read = Transcript(facts=facts, blocks=(), products=products)
    return Extracted(text="Bright.", transcript=msgspec.json.encode(read))


def test_facts_and_products_stand_before_the_text() -> None:
    assert told(page(Facts(title="A lamp", images=("a.png", "b.png")), LAMP)) == (
        'Facts: {"title":"A lamp","images":["a.png"]}\n\n'
        'Offered: {"kind":"Product","name":"Lamp","offers":[{"price":"49.00","currency":"EUR"}]}'
        "\n\nBright."
    )


def test_a_page_that_says_nothing_of_itself_is_its_text() -> None:
    assert told(page(Facts())) == "Bright."
    assert told(Extracted(text="Bright.")) == "Bright."


def test_products_leave_room_for_the_text() -> None:
    long = Product(kind="Product", description="x" * 5_000)
    said = told(page(Facts(title="Lamps"), *[long] * 50))
    assert said.count("Offered: ") == 3
    assert said.endswith("\n\nBright.")
    assert len(said) < 20_100
