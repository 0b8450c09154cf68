"""The views of identity come from the log alone."""

from uuid import UUID

from msgspec.structs import replace
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.commands.identity.rotate_key import RotateKey
from aurora.domains.identity.ports import Identity
from aurora.infrastructure.memory.views import MemoryViews
from aurora.queries.identity.keys_projection import project_keys
from aurora.queries.identity.ports import Doorkeeper
from aurora.queries.identity.users_projection import project_users
from aurora.queries.identity.views import KeyView, UserView

SESSION = UUID(int=7)


async def lived_in() -> House:
    house = House()
    user, key = await house.add_user(), await house.add_key()
    await house.bus.send(DisableUser(user_id=user), ADMIN)
    await house.bus.send(RotateKey(key_id=key.id), ADMIN)
    await house.bus.send(RevokeKey(key_id=key.id), ADMIN)
    async with house.ports[Identity].work() as work:
        (await work.users.get(user)).end_sessions(house.clock.now(), kept=SESSION)
    await house.settle()
    return house


async def test_delivering_everything_twice_gives_the_same_views() -> None:
    house = await lived_in()
    users, keys = MemoryViews(UserView), MemoryViews(KeyView)

    for recorded in [*house.record.log, *house.record.log]:
        await project_users(recorded, users)
        await project_keys(recorded, keys)

    assert vars(users)["_views"] == vars(house.views(UserView))["_views"]
    assert vars(keys)["_views"] == vars(house.views(KeyView))["_views"]


async def test_emptied_events_are_passed_over() -> None:
    house = await lived_in()
    users, keys = MemoryViews(UserView), MemoryViews(KeyView)

    for recorded in house.record.log:
        emptied = replace(recorded, event=None) if recorded.version == 1 else recorded
        await project_users(emptied, users)
        await project_keys(emptied, keys)

    assert (await users.count(), await keys.count()) == (0, 0)


async def test_a_user_is_seen_as_the_last_event_left_them() -> None:
    house = await lived_in()

    assert list(vars(house.views(UserView))["_views"].values()) == [
        await house.ports[Doorkeeper].find_user(id) for id in house.record.kinds["user"]
    ]
