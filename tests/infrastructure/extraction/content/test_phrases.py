"""What single texts look like."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.extraction.content.characters import folded
from aurora.infrastructure.extraction.content.phrases import phrases
from aurora.infrastructure.extraction.content.signals import LINKED_TYPE
from aurora.infrastructure.extraction.content.wording import (
    BUYING,
    DATES,
    LEGAL,
    OFFERS,
    wording,
)


@pytest.mark.parametrize(
    ("text", "priced"),
    [
        ("$5", True), ("£ 12", True), ("1.299,00 €", True), ("R$", True), (".,5 EUR", True),
        ("5., kr", True), ("12 zł", True), ("3,50", False), ("€", False), ("page 12 of 30", False),
    ],
)  # fmt: skip
def test_prices_are_seen(text: str, priced: bool) -> None:
    assert bool(phrases([text])["price"][0]) is priced


@pytest.mark.parametrize(
    ("text", "buying"),
    [
        ("Add to cart", True), ("ADD-TO-BAG", True), ("addtobasket", True), ("add-to cart", True),
        ("Adicionar ao carrinho", True), ("Comprar agora", True), ("In den Warenkorb", True),
        ("Ajouter au panier", True), ("AÑADIR AL CARRITO", True), ("Aggiungi al carrello", True),
        ("add to that", False), ("carrinho", False), ("Warenkorb", False), ("", False),
    ],
)  # fmt: skip
def test_offers_to_buy_are_seen(text: str, buying: bool) -> None:
    assert bool(phrases(["x", text])["buying"][1]) is buying


ODD = (
    "", "x", "The İstanbul of ΣΑΣ.", "ıs ſo 𝟗𝟘 ٣٤", "三、四。", "𠀀𠀁 a_b’s", "😀 ½ x² ÀÉ",
    "Sim: não”",
)  # fmt: skip


def test_texts_are_measured_together_as_each_alone() -> None:
    together = phrases(ODD * 2)
    for number, text in enumerate(ODD * 2):
        alone = phrases([text])
        assert {name: column[number] for name, column in together.items()} == {
            name: column[0] for name, column in alone.items()
        }


def test_frequent_words_count_however_they_are_written() -> None:
    texts = ["The Durante ÉTÉ, PARA VOCÊ.", "them-all JA\u212a", "contrast thes", ""]
    assert phrases(texts)["functions"].tolist() == [4, 3, 0, 0]


@pytest.mark.parametrize("text", ODD)
def test_words_and_digits_of_all_scripts_count(text: str) -> None:
    found = phrases([text])
    assert found["characters"][0] == len(text)
    assert found["digits"][0] == len(re.findall(r"\d", text))
    dense = len(re.findall("[一-鿿]", text))
    assert found["words"][0] == len(re.findall(r"\w+", text.lower())) + dense / 2


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("COOKİES", "legal"), ("Coo\u212aıes", "legal"), ("Todos os direiTOS", "legal"),
        ("HÁ 3 dıas, 1/2/21", "date"), ("Dez.", "date"), ("2 DAYſ", "date"), ("LOGIN", "offer"),
        ("Sıgn up", "offer"), ("Compartilhe", "offer"), ("READ-MORE", "offer"),
        ("Weiterlesen", "offer"), ("Lire la suite", "offer"), ("Leer más", "offer"),
        ("Leggi tutto", "offer"), ("LEES MEER", "offer"), ("Czytaj więcej", "offer"),
        ("Siga-nos", "offer"), ("Alle Rechte vorbehalten", "legal"), ("Datenschutz", "legal"),
        ("Mentions légales", "legal"), ("© ACME", "legal"), ("Privacy-Policy", "legal"),
        ("vor drei Stunden", "date"), ("hace un día", "date"), ("dwa dni temu", "date"),
    ],
)  # fmt: skip
def test_words_are_known_in_capitals_too(text: str, measure: str) -> None:
    assert phrases([text])[measure][0]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("shareholders", "offer"), ("the searching", "offer"), ("More reading", "offer"),
        ("daybreak", "date"), ("cooking", "legal"), ("a private matter", "legal"),
    ],
)  # fmt: skip
def test_words_within_others_and_in_another_order_are_none(text: str, measure: str) -> None:
    assert not phrases([text])[measure][0]


def test_a_wording_is_found_apart_with_hyphens_and_together() -> None:
    found = wording("sign up now, ende\nfim do dia", r"\d+")
    for text in (
        "sign up now",
        "sign-up now",
        "signup-now",
        "signupnow",
        "ende",
        "fim do dia",
        "9",
    ):
        assert found.pattern.search(text)
    for text in ("sign up", "sign  up now", "enden", "fim", "9th"):
        assert not found.pattern.search(text)


PIECES = """
    signup log in login subscribe newsletter shareholders tweet click here read more all view show
    load add to buy shop now skip menu search follow us reply permalink edit compartilhe cadastros
    assinar entrar leia ver saiba mais comprar carrinho buscar responder denunciar ago há atrás
    hours minute 1899 2026 2100 12-11 .03 1/2/24 1.2.2024 dez mar May _ SıGN DAYſ JANEİRO \u212aB é
    x cart in den warenkorb lire la suite alle rechte vorbehalten todos os direitos stunden cookie
    privacy
    """.split()  # noqa: SIM905
SPOKEN = st.lists(st.sampled_from(PIECES), max_size=8).flatmap(
    lambda words: st.sampled_from([" ".join(words), "-".join(words).upper(), "".join(words)])
)


@given(texts=st.lists(SPOKEN, min_size=1, max_size=4))
def test_wordings_are_seen_wherever_their_patterns_are(texts: list[str]) -> None:
    found = phrases(texts)
    for number, text in enumerate(texts):
        letters = folded(text)
        assert found["date"][number] == (len(text) < 80 and bool(DATES.pattern.search(letters)))
        assert found["offer"][number] == (len(text) < 60 and bool(OFFERS.pattern.search(letters)))
        assert found["legal"][number] == (len(text) < 400 and bool(LEGAL.pattern.search(letters)))
        assert found["buying"][number] == (len(text) < 400 and bool(BUYING.pattern.search(letters)))


@pytest.mark.parametrize("piece", ["1", "1,", "1 "])
def test_endless_numbers_are_measured_as_any_text(piece: str) -> None:
    assert not phrases([piece * 200_000])["price"][0]


def test_endless_spaces_after_a_type_end() -> None:
    assert not LINKED_TYPE.findall('"@type":' + " " * 200_000)
