"""What is known of apps that show codes, in memory and by RFC 6238."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from aurora.domains.identity.code_app import CodeApp
from aurora.infrastructure.memory.security import MemoryCodeApp
from aurora.infrastructure.security.code_app import TotpCodeApp

SECRET = b"12345678901234567890"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PUBLISHED = {59: "287082", 1111111109: "081804", 1234567890: "005924", 2000000000: "279037"}


def shown(app: CodeApp, at: datetime, secret: bytes = SECRET) -> str:
    if isinstance(app, MemoryCodeApp):
        return app.shown(secret, app.now(at))
    return TOTP(secret, 6, SHA1(), 30).generate(int(at.timestamp())).decode()  # noqa: S303


@pytest.fixture(params=["memory", "totp"])
def app(request: pytest.FixtureRequest) -> CodeApp:
    return MemoryCodeApp() if request.param == "memory" else TotpCodeApp("aurora.test")


@pytest.mark.parametrize("offset", [-30, 0, 30])
def test_the_code_of_this_half_minute_and_of_those_beside_it_is_known(
    app: CodeApp, offset: int
) -> None:
    at = NOW + timedelta(seconds=offset)

    assert app.step(SECRET, shown(app, at), NOW) == int(at.timestamp()) // 30


@pytest.mark.parametrize("offset", [-60, 60])
def test_no_other_is(app: CodeApp, offset: int) -> None:
    assert app.step(SECRET, shown(app, NOW + timedelta(seconds=offset)), NOW) is None


def test_another_secret_shows_other_codes(app: CodeApp) -> None:
    assert app.step(SECRET, shown(app, NOW, b"0" * 20), NOW) is None


@pytest.mark.parametrize(("seconds", "code"), PUBLISHED.items())
def test_the_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)

    assert TotpCodeApp("Aurora").step(SECRET, code, at) == seconds // 30


async def test_the_card_can_be_typed_opened_and_scanned(app: CodeApp) -> None:
    card: Any = await app.card(SECRET, "ana@example.org")

    assert card.uri.startswith("otpauth://")
    assert card.qr_svg.startswith("<svg")
    assert card.secret not in repr(card)


async def test_the_link_names_issuer_and_account() -> None:
    card = await TotpCodeApp("wiki.test").card(SECRET, "ana@example.org")

    assert card.secret == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert card.uri == (
        "otpauth://totp/wiki.test:ana%40example.org"
        f"?digits=6&secret={card.secret}&algorithm=SHA1&issuer=wiki.test&period=30"
    )
