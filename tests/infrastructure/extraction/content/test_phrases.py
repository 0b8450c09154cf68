"""What single texts look like."""

import pytest

from aurora.infrastructure.extraction.content.phrases import phrases
from aurora.infrastructure.extraction.content.signals import LINKED_TYPE


@pytest.mark.parametrize(
    ("text", "priced"),
    [
        ("$5", True), ("£ 12", True), ("1.299,00 €", True), ("R$", True), (".,5 EUR", True),
        ("5., kr", True), ("12 zł", True), ("3,50", False), ("€", False), ("page 12 of 30", False),
    ],
)  # fmt: skip
def test_prices_are_seen(text: str, priced: bool) -> None:
    assert bool(phrases([text])["price"][0]) is priced


@pytest.mark.parametrize("piece", ["1", "1,", "1 "])
def test_endless_numbers_are_measured_as_any_text(piece: str) -> None:
    assert not phrases([piece * 200_000])["price"][0]


def test_endless_spaces_after_a_type_end() -> None:
    assert not LINKED_TYPE.findall('"@type":' + " " * 200_000)
