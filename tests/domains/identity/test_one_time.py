"""One-time tokens."""

from datetime import UTC, datetime, timedelta

import pytest

from aurora.domains.identity.one_time import LinkRefused, Ticket, mint, sha256_of

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TOKEN = mint(bytes(range(32)))
TICKET = Ticket(sha256=sha256_of(TOKEN), until=NOW + timedelta(hours=1))


def test_a_token_is_admitted_until_its_time_is_over() -> None:
    TICKET.admit(TOKEN, NOW)
    with pytest.raises(LinkRefused):
        TICKET.admit(TOKEN, TICKET.until)


@pytest.mark.parametrize("other", ["", TOKEN + "=", TOKEN[:-1], "\0", "\ud800", "é" * 50])
def test_no_other_token_is(other: str) -> None:
    with pytest.raises(LinkRefused):
        TICKET.admit(other, NOW)


def test_a_token_has_no_character_that_a_link_would_change() -> None:
    assert TOKEN.isascii()
    assert TOKEN.isalnum()
    assert len(TOKEN) == 43
