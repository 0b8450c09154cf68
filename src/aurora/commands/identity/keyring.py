"""The one keyring, whoever comes first."""

from aurora.domains.identity.keyring import KEYRING_ID, Keyring
from aurora.domains.identity.ports import IdentityWork


async def open_keyring(work: IdentityWork) -> Keyring:
    """Give the keyring, a new one where there is none."""
    keyring = await work.keyrings.find(KEYRING_ID)
    if keyring is None:
        keyring = Keyring(id=KEYRING_ID)
        work.keyrings.add(keyring)
    return keyring
