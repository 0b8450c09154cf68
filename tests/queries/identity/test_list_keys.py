"""Which API keys are there?"""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.principal import SYSTEM, Permission
from aurora.queries.identity.get_key import GetKey
from aurora.queries.identity.list_keys import ListKeys


async def test_administrators_see_what_keys_are_for_and_which_are_revoked() -> None:
    house = House()
    first, second = await house.add_key(), await house.add_key()
    await house.bus.send(RevokeKey(key_id=first.id), ADMIN)
    await house.settle()

    keys = await house.bus.ask(ListKeys(), ADMIN)

    assert [(key.id, key.revoked) for key in keys] == [(first.id, True), (second.id, False)]
    assert {(key.name, key.issued_by) for key in keys} == {("indexer", SYSTEM.id)}


async def test_the_list_opens_nothing() -> None:
    house = House()
    issued = await house.add_key()

    listed = msgspec.json.encode(await house.bus.ask(ListKeys(), ADMIN)).decode()

    assert issued.prefix in listed
    assert issued.key.split("_")[3] not in listed
    assert "sha256" not in listed


async def test_a_key_says_on_what_terms_it_opens_and_when_it_last_did() -> None:
    house = House()
    soon = house.clock.now() + timedelta(days=1)
    issued = await house.add_key(scopes=frozenset({Permission.SEARCH}), expires_at=soon)
    before = await house.bus.ask(GetKey(key_id=issued.id), ADMIN)
    house.key_uses.note(issued.id)

    after = await house.bus.ask(GetKey(key_id=issued.id), ADMIN)

    assert (after.scopes, after.expires_at) == ((Permission.SEARCH,), soon)
    assert (before.last_used_at, after.last_used_at) == (None, house.clock.now())


async def test_a_key_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        await House().bus.ask(GetKey(key_id=UUID(int=9)), ADMIN)


async def test_viewers_see_no_keys() -> None:
    with pytest.raises(Forbidden):
        await House().bus.ask(ListKeys(), VIEWER)
    with pytest.raises(Forbidden):
        await House().bus.ask(GetKey(key_id=UUID(int=9)), VIEWER)
