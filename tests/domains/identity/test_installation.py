"""The installation is claimed once."""

from uuid import UUID

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.events import BootstrapPrepared, InstallationClaimed
from aurora.domains.identity.installation import (
    INSTALLATION_ID,
    AlreadyClaimed,
    Installation,
    WrongToken,
)

TOKEN = "one-time-token-0123456789"
ANA = UUID(int=42)


def prepared(token: str = TOKEN) -> Installation:
    installation = Installation(id=INSTALLATION_ID)
    installation.prepare(token)
    return installation


def test_the_token_claims_the_installation() -> None:
    installation = prepared()

    installation.claim(TOKEN, ANA)

    assert installation.administrator_id == ANA
    assert installation.token_sha256 is None
    assert [type(event) for event in installation.pending] == [
        BootstrapPrepared,
        InstallationClaimed,
    ]


def test_the_token_itself_is_kept_nowhere() -> None:
    assert TOKEN not in repr(vars(prepared()))


def test_another_token_claims_nothing() -> None:
    with pytest.raises(WrongToken):
        prepared().claim(TOKEN + "!", ANA)


@pytest.mark.parametrize("token", ["", TOKEN, "\ud800"])
def test_no_token_fits_before_one_was_given_out(token: str) -> None:
    with pytest.raises(WrongToken):
        Installation(id=INSTALLATION_ID).claim(token, ANA)


def test_a_claimed_installation_cannot_be_claimed_or_prepared_again() -> None:
    installation = prepared()
    installation.claim(TOKEN, ANA)

    with pytest.raises(AlreadyClaimed):
        installation.claim(TOKEN, UUID(int=43))
    with pytest.raises(AlreadyClaimed):
        installation.prepare("another-token-0123456789")
    assert installation.administrator_id == ANA


def test_a_fresh_token_makes_the_last_one_void() -> None:
    installation = prepared("another-token-0123456789")
    installation.prepare(TOKEN)

    with pytest.raises(WrongToken):
        installation.admit("another-token-0123456789")
    installation.admit(TOKEN)


def test_preparing_the_same_token_again_changes_nothing() -> None:
    installation = prepared()
    installation.prepare(TOKEN)

    assert len(installation.pending) == 1


def test_a_token_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(Invalid, match="16 characters"):
        prepared("too-short")
