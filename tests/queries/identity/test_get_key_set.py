"""The public keys are for everyone."""

from tests.identity_house import House

from aurora.domains.identity.access_token import KeySet
from aurora.domains.principal import ANONYMOUS
from aurora.queries.identity.get_key_set import GetKeySet


async def test_anyone_may_ask_for_the_public_keys() -> None:
    key_set = await House().bus.ask(GetKeySet(), ANONYMOUS)

    assert key_set == KeySet(keys=())
