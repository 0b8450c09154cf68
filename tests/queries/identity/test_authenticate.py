"""Who is behind a credential?"""

from uuid import UUID

import pytest
from msgspec.structs import replace
from tests.identity_house import House
from tests.people import ADMIN

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.logout import Logout
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.domains.errors import Unavailable
from aurora.domains.event import START
from aurora.domains.identity.access_token import LIFETIME
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission, Principal, PrincipalKind
from aurora.infrastructure.memory.freshness import MemoryFreshness
from aurora.infrastructure.memory.security import MemorySigner
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.views import MemoryViews
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.queries.identity.authenticate import Authenticate, authenticate
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView
from aurora.queries.view import View

KEY = PlainKey.mint(Environment("test"), UUID(int=7), bytes(range(32)))


class WatchedDoorkeeper:
    """Knows what it was taught, and counts how often it is asked."""

    def __init__(self, *known: View) -> None:
        self._known = {view.id: view for view in known}
        self.asked = 0

    async def find_user(self, id: UUID) -> UserView | None:
        self.asked += 1
        view = self._known.get(id)
        return view if isinstance(view, UserView) else None

    async def find_key(self, id: UUID) -> KeyView | None:
        self.asked += 1
        view = self._known.get(id)
        return view if isinstance(view, KeyView) else None

    async def find_role(self, id: UUID) -> RoleView | None:
        self.asked += 1
        view = self._known.get(id)
        return view if isinstance(view, RoleView) else None

    async def find_session(self, id: UUID) -> SessionView | None:
        self.asked += 1
        view = self._known.get(id)
        return view if isinstance(view, SessionView) else None


class WatchedViews(MemoryViews[KeyView]):
    """Views that count how often they are asked."""

    asked = 0

    async def get(self, id: UUID) -> KeyView | None:
        self.asked += 1
        return await super().get(id)


class WatchedFreshness:
    """Believes nothing, and counts how often it is asked."""

    asked = 0

    async def known(self) -> bool:
        self.asked += 1
        return False


class RebuildingViews(MemoryViews[KeyView]):
    """Views of which none can be had at the moment."""

    async def get(self, id: UUID) -> KeyView | None:  # noqa: ARG002  whichever it is
        raise Unavailable("the views are being rebuilt")


def view_of(key: PlainKey, *, revoked: bool = False) -> KeyView:
    return KeyView(
        id=key.id,
        version=1,
        name="indexer",
        prefix=key.prefix,
        role=Role.VIEWER,
        sha256=key.sha256,
        issued_by=UUID(int=1),
        revoked=revoked,
    )


async def test_a_user_is_known_by_a_pseudonym() -> None:
    house = House()
    id = await house.add_user()

    principal = await house.who(await house.sign_in())

    assert (principal.kind, principal.name) == (PrincipalKind.USER, f"user {id}")


async def test_an_access_token_ends_by_itself() -> None:
    house = House()
    await house.add_user()
    token = await house.sign_in()

    house.clock.advance(LIFETIME - 1)
    assert await house.who(token)
    house.clock.advance(1)
    with pytest.raises(NotRecognised):
        await house.who(token)


async def test_a_token_allows_no_more_than_its_scope_and_no_more_than_the_role() -> None:
    house = House()
    id = await house.add_user(role=Role.VIEWER)
    signer = house.ports[Signer]
    whole = await signer.verify(await house.sign_in())
    narrow = replace(whole, scope="search users:manage", jti=id)

    principal = await house.who(await signer.sign(narrow))

    assert principal.permissions == {Permission.SEARCH}


async def test_every_refusal_says_the_same() -> None:
    house = House()
    await house.add_user()
    issued = await house.add_key()
    unknown = PlainKey.mint(Environment("test"), UUID(int=99), bytes(32)).text
    other_secret = PlainKey.mint(Environment("test"), issued.id, bytes(32)).text
    elsewhere = PlainKey.mint(Environment("live"), issued.id, bytes(32)).text

    said = set()
    for credential in ("", "junk", "a.b.c", "é", "x" * 10_000, "aur_", issued.key[:-1] + "-"):
        with pytest.raises(NotRecognised) as refusal:
            await house.who(credential)
        said.add(str(refusal.value))
    for credential in (unknown, other_secret, elsewhere):
        with pytest.raises(NotRecognised) as refusal:
            await house.who(credential)
        said.add(str(refusal.value))
    assert len(said) == 1


@pytest.mark.parametrize("junk", ["junk", "aur_test_1_2_3", KEY.text[:-1] + "!", "a.b.c", ""])
async def test_junk_costs_no_look_up(junk: str) -> None:
    doorkeeper, views, fresh = WatchedDoorkeeper(), WatchedViews(KeyView), WatchedFreshness()
    house = House(doorkeeper=doorkeeper)
    users, roles = house.views(UserView), house.views(RoleView)
    sessions, signer = house.views(SessionView), house.ports[Signer]
    ports = (views, users, roles, sessions, doorkeeper, fresh, signer, house.clock)

    with pytest.raises(NotRecognised):
        await authenticate(Authenticate(credential=junk), *ports)
    assert (doorkeeper.asked, views.asked, fresh.asked) == (0, 0, 0)


async def test_a_revoked_key_with_its_view_costs_no_look_up() -> None:
    doorkeeper = WatchedDoorkeeper()
    house = House(doorkeeper=doorkeeper)
    await house.views(KeyView).put(view_of(KEY, revoked=True))

    with pytest.raises(NotRecognised):
        await house.who(KEY.text)
    assert doorkeeper.asked == 0


async def test_a_key_without_a_view_is_looked_up() -> None:
    doorkeeper = WatchedDoorkeeper(view_of(KEY))

    assert (await House(doorkeeper=doorkeeper).who(KEY.text)).id == KEY.id
    assert doorkeeper.asked == 1


async def test_a_revoked_key_without_a_view_opens_nothing() -> None:
    with pytest.raises(NotRecognised):
        await House(doorkeeper=WatchedDoorkeeper(view_of(KEY, revoked=True))).who(KEY.text)


async def test_a_user_without_a_view_is_looked_up() -> None:
    house = House()
    id = await house.add_user()
    token = await house.sign_in()
    await house.views(UserView).forget(id, version=1)

    assert (await house.who(token)).id == id


async def test_a_user_whom_nobody_knows_opens_nothing() -> None:
    house = House(doorkeeper=WatchedDoorkeeper())
    id = await house.add_user()
    token = await house.sign_in()
    await house.views(UserView).forget(id, version=1)

    with pytest.raises(NotRecognised):
        await house.who(token)


async def test_views_under_rebuilding_neither_open_nor_lock_the_door() -> None:
    views, known = RebuildingViews(KeyView), WatchedDoorkeeper(view_of(KEY))
    fresh = MemoryFreshness(MemoryRecord(MemoryClock(), MemoryIds()), lambda: START)
    clock, sessions = MemoryClock(), MemoryViews(SessionView)
    users, roles = MemoryViews(UserView), MemoryViews(RoleView)
    ports = (views, users, roles, sessions, known, fresh, MemorySigner(clock), clock)
    stranger = PlainKey.mint(Environment("test"), UUID(int=8), bytes(32))

    async def ask(credential: str) -> Principal:
        query = Authenticate(credential=credential)
        return await authenticate(query, *ports)

    principal = await ask(KEY.text)
    with pytest.raises(NotRecognised):
        await ask(stranger.text)

    assert principal.id == KEY.id
    assert known.asked == 2


async def test_views_that_are_late_are_not_believed() -> None:
    house = House()
    id, key = await house.add_user(), await house.add_key()
    tokens, other = await house.tokens(), await house.tokens()
    await house.settle()

    await house.bus.send(RevokeKey(key_id=key.id), ADMIN)
    await house.bus.send(Logout(), await house.who(tokens.access_token))
    for credential in (key.key, tokens.access_token):
        with pytest.raises(NotRecognised):
            await house.who(credential)
    assert await house.who(other.access_token)

    await house.bus.send(DisableUser(user_id=id), ADMIN)
    with pytest.raises(NotRecognised):
        await house.who(other.access_token)
