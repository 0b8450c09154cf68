"""API keys as text."""

import re
import zlib
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.errors import Invalid
from aurora.domains.identity import base62
from aurora.domains.identity.plain_key import Environment, PlainKey

ENVIRONMENT = Environment("test")
KEY = PlainKey.mint(ENVIRONMENT, UUID(int=7), bytes(range(32)))


def resealed(body: str) -> str:
    return f"{body}_{base62.encode(zlib.crc32(body.encode()), 6)}"


def test_a_key_has_a_shape_that_scanners_can_find() -> None:
    assert re.fullmatch(r"aur_test_[0-9A-Za-z]{22}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}", KEY.text)


@given(st.uuids(), st.binary(min_size=32, max_size=32))
def test_a_minted_key_is_read_back(id: UUID, secret: bytes) -> None:
    key = PlainKey.mint(ENVIRONMENT, id, secret)

    assert PlainKey.parse(key.text) == key


@given(st.integers(min_value=0, max_value=len(KEY.text) - 1), st.characters(codec="ascii"))
def test_one_wrong_character_is_noticed(place: int, character: str) -> None:
    text = KEY.text[:place] + character + KEY.text[place + 1 :]

    assert (PlainKey.parse(text) is None) is (text != KEY.text)


@given(st.text())
def test_junk_is_no_key(text: str) -> None:
    assert PlainKey.parse(text) is None
    assert PlainKey.parse(f"aur_{text}") is None


@pytest.mark.parametrize(
    "body",
    [
        "aur_test",
        "aur_test_1_2",
        "aur_test_" + "z" * 22 + "_" + "0" * 43,
        "aur_test_" + "é" * 22 + "_" + "0" * 43,
        KEY.text.rpartition("_")[0] + "_more",
    ],
)
def test_a_right_checksum_does_not_save_a_wrong_shape(body: str) -> None:
    assert PlainKey.parse(resealed(body)) is None


def test_the_prefix_shows_nothing_of_the_secret() -> None:
    assert KEY.prefix == "aur_test_0000000000000000000007"


def test_the_hash_covers_every_part_of_the_text() -> None:
    elsewhere = PlainKey.mint(Environment("live"), UUID(int=7), bytes(range(32)))

    assert elsewhere.sha256 != KEY.sha256


@pytest.mark.parametrize("name", ["", "a_b", "prod-1", "é", "a" * 21])
def test_an_environment_is_letters_and_digits(name: str) -> None:
    with pytest.raises(Invalid):
        Environment(name)
