"""Which API keys are there?"""

import msgspec
import pytest
from tests.identity_house import House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.errors import Forbidden
from aurora.queries.identity.list_keys import ListKeys


async def test_administrators_see_what_keys_are_for_and_which_are_revoked() -> None:
    house = House()
    first, second = await house.add_key(), await house.add_key()
    await house.bus.send(RevokeKey(key_id=first.id), ADMIN)
    await house.settle()

    keys = await house.bus.ask(ListKeys(), ADMIN)

    assert [(key.id, key.revoked) for key in keys] == [(first.id, True), (second.id, False)]
    assert {(key.name, key.issued_by) for key in keys} == {("indexer", ADMIN.id)}


async def test_the_list_opens_nothing() -> None:
    house = House()
    issued = await house.add_key()

    listed = msgspec.json.encode(await house.bus.ask(ListKeys(), ADMIN)).decode()

    assert issued.prefix in listed
    assert issued.key.split("_")[3] not in listed
    assert "sha256" not in listed


async def test_viewers_see_no_keys() -> None:
    with pytest.raises(Forbidden):
        await House().bus.ask(ListKeys(), VIEWER)
