"""What people with a second factor do, in a house in memory and over HTTP."""

import base64
import time

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from tests.identity_house import EMAIL, PASSWORD, House

from aurora.commands.identity.begin_second_factor import BeginSecondFactor
from aurora.commands.identity.confirm_second_factor import ConfirmSecondFactor
from aurora.commands.identity.login import Login
from aurora.domains.principal import ANONYMOUS, Principal

STEP = 30


class Phone:
    """Somebody's phone, with an app that was told the secret."""

    def __init__(self, house: House, secret: str) -> None:
        self._house, self._secret = house, bytes.fromhex(secret)

    def code(self, offset: int = 0) -> str:
        """Give the code of this moment, or of one beside it."""
        app = self._house.app
        return app.shown(self._secret, app.now(self._house.clock.now()) + offset)

    def next(self) -> str:
        """Wait until the app shows another code."""
        self._house.clock.advance(STEP)
        return self.code()


def code_of(secret: str) -> str:
    """Give the code that a real app shows at this moment."""
    app = TOTP(base64.b32decode(secret), 6, SHA1(), 30)  # noqa: S303  as RFC 6238 has it
    return app.generate(int(time.time())).decode()


async def signed_in(house: House, **more: str) -> Principal:
    """Sign in, and give who came in."""
    command = Login(email=EMAIL, password=PASSWORD, **more)
    tokens = await house.bus.send(command, ANONYMOUS)
    await house.settle()
    return await house.who(tokens.access_token)


async def begun(house: House, by: Principal) -> Phone:
    """Tell the app of somebody a secret."""
    card = await house.bus.send(BeginSecondFactor(password=PASSWORD), by)
    return Phone(house, card.secret)


async def with_second_factor(house: House) -> tuple[Principal, Phone, tuple[str, ...]]:
    """Give somebody who has one, the phone and the recovery codes."""
    await house.add_user()
    by = await signed_in(house)
    phone = await begun(house, by)
    codes = await house.bus.send(ConfirmSecondFactor(code=phone.code()), by)
    await house.settle()
    return by, phone, codes.recovery_codes
