"""Those who ask: each a caller of one kind, with a credential."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
from tests.matrix.whole import Whole, able

from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.invite_user import InviteUser
from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.principal import SYSTEM, Permission, Principal

OWN_ROLE = PERMISSIONS[Role.VIEWER] | {Permission.READ_AUDIT, Permission.MANAGE_KEYS}
SCOPES = frozenset({Permission.SEE_SELF, Permission.READ_COLLECTIONS, Permission.CRAWL})


class Caller(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who asks; `principal` is None for who has no valid credential, `person` is whose own
    key it is.
    """

    credential: str | None
    principal: Principal | None
    email: str = ""
    person: Principal | None = None

    @property
    def headers(self) -> dict[str, str]:
        """Give the headers of a request by them."""
        return {"Authorization": f"Bearer {self.credential}"} if self.credential else {}


async def anonymous(_: Whole) -> Caller:
    """Nobody in particular."""
    return Caller(credential=None, principal=None)


async def disabled(whole: Whole) -> Caller:
    """A user who was let in once."""
    before = await user(whole, Role.EDITOR)
    assert before.principal
    await whole.house.bus.send(DisableUser(user_id=before.principal.id), SYSTEM)
    await whole.house.settle()
    return Caller(credential=before.credential, principal=None)


async def expired(whole: Whole) -> Caller:
    """A key that is over."""
    end = whole.house.clock.now() + timedelta(seconds=1)
    issued = await whole.house.add_key(Role.ADMINISTRATOR, expires_at=end)
    whole.house.clock.advance(1)
    return Caller(credential=issued.key, principal=None)


async def key(whole: Whole, role: str, **terms: Any) -> Caller:
    """A key."""
    issued = await whole.house.add_key(role, **terms)
    return Caller(credential=issued.key, principal=await whole.house.who(issued.key))


async def own_key(whole: Whole) -> Caller:
    """A key that an editor made for a program of their own."""
    person = (await user(whole, Role.EDITOR)).principal
    assert person
    issued = await whole.house.bus.send(IssueOwnKey(name="laptop"), person)
    await whole.house.settle()
    principal = await whole.house.who(issued.key)
    return Caller(credential=issued.key, principal=principal, person=person)


async def user(whole: Whole, role: str) -> Caller:
    """A user who signed in."""
    email = f"{uuid4().hex}@example.org"
    await whole.house.add_user(email, role)
    token = await whole.house.sign_in(email)
    await whole.house.settle()
    return Caller(credential=token, principal=await whole.house.who(token), email=email)


async def clerk(whole: Whole) -> Caller:
    """A user with a role of this installation's own."""
    name = f"r{uuid4().hex[:20]}"
    return await user(whole, await whole.house.add_role(*OWN_ROLE, name=name))


def of_role(role: Role) -> Callable[[Whole], Awaitable[Caller]]:
    """Give a way to make users of a role."""

    async def make(whole: Whole) -> Caller:
        return await user(whole, role)

    return make


async def narrow(whole: Whole) -> Caller:
    """A key that is narrower than its role."""
    return await key(whole, Role.ADMINISTRATOR, scopes=SCOPES)


async def strong(whole: Whole) -> Caller:
    """A key that may do everything."""
    return await key(whole, Role.ADMINISTRATOR)


CALLERS: dict[str, Callable[[Whole], Awaitable[Caller]]] = {
    "nobody": anonymous,
    "a disabled user": disabled,
    "an expired key": expired,
    "a narrow key": narrow,
    "a strong key": strong,
    "a key of one's own": own_key,
    "an own role": clerk,
    **{f"the role {role}": of_role(role) for role in Role},
}


async def made(whole: Whole, name: str, owner: Caller, path: str) -> UUID | str:
    """Make a thing of somebody's that a part of a path names; the person makes what their own key
    is to see.
    """
    by = owner.person or owner.principal
    assert by
    things: dict[str, Callable[[Principal], Awaitable[UUID]]] = {
        "collection_id": whole.collection,
        "document_id": whole.file if path.endswith("/file") else whole.document,
        "upload_id": whole.upload,
        "crawl_id": whole.batch if "/batches/" in path else whole.crawl,
        "map_id": whole.mapping,
        "decision_id": whole.decision,
    }
    if name in things:
        return await things[name](by)
    if name == "key_id":
        return (await whole.house.add_key(Role.VIEWER, by=able(by))).id
    if name == "invitation_id":
        invited = InviteUser(email=f"{uuid4().hex}@example.org", role=Role.VIEWER)
        return (await whole.house.bus.send(invited, SYSTEM)).id
    if name == "name":
        return await whole.house.add_role(Permission.SEE_SELF, name=f"r{uuid4().hex[:20]}")
    if name == "session_id":
        session = (await whole.house.me(owner.email)).session
        await whole.house.settle()
        assert session
        return session
    return by.id
