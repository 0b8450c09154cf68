"""Refresh tokens as text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.identity.plain_key import looks_like_key
from aurora.domains.identity.refresh_token import RefreshToken

TOKEN = RefreshToken.mint(bytes(range(32)))


@given(st.binary(min_size=32, max_size=32))
def test_a_token_reads_back_and_is_taken_for_nothing_else(secret: bytes) -> None:
    token = RefreshToken.mint(secret)

    assert RefreshToken.parse(token.text) == token
    assert not looks_like_key(token.text)
    assert "." not in token.text


def test_other_secrets_make_other_tokens_of_the_same_length() -> None:
    other = RefreshToken.mint(bytes(32))

    assert other.sha256 != TOKEN.sha256
    assert len(other.text) == len(TOKEN.text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "aurr_",
        TOKEN.text[:-1],
        TOKEN.text + "0",
        TOKEN.text.upper(),
        f" {TOKEN.text}",
        TOKEN.text.replace("aurr", "aur_"),
        TOKEN.text.replace("aurr_", "aurr_é"),
        "\ud800",
        "aurr_" + "0" * 100_000,
    ],
)
def test_what_has_another_shape_or_checksum_is_none(text: str) -> None:
    assert RefreshToken.parse(text) is None
