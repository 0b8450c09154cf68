"""Let access tokens be signed with another key."""

from datetime import datetime

import msgspec

from aurora.commands.command import Command
from aurora.commands.identity.keyring import open_keyring
from aurora.domains.clock import Clock
from aurora.domains.identity.ports import Identity, SigningKeyMint
from aurora.domains.principal import Permission


class Rotation(msgspec.Struct, frozen=True, kw_only=True):
    """The key that comes next and when it begins to sign; `tokens_ended` says whether everything
    that was signed before is void.
    """

    kid: str
    signs_from: datetime
    tokens_ended: bool


class RotateSigningKeys(Command[Rotation], frozen=True, kw_only=True):
    """Publish the next key now and sign with it in ten minutes; what older keys signed holds.

    With `now`, sign with it at once and make every access token void that was given out before.
    """

    permission = Permission.ROTATE_SIGNING_KEYS

    now: bool = False


async def rotate_signing_keys(
    command: RotateSigningKeys, identity: Identity, mint: SigningKeyMint, clock: Clock
) -> Rotation:
    """Two at once make one rotation."""
    minted, now = mint.new(), clock.now()
    async with identity.work() as work:
        keyring = await open_keyring(work)
        turn = keyring.replace if command.now else keyring.rotate
        key = turn(minted, now)
    return Rotation(kid=key.kid, signs_from=key.signs_from, tokens_ended=command.now)
