"""What does Aurora keep about me?"""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

import msgspec

from aurora.domains.clock import Clock
from aurora.domains.errors import NotFound
from aurora.domains.identity.client_addresses import Retention
from aurora.domains.principal import Permission, Principal
from aurora.queries.identity.audit_trail import AuditTrail
from aurora.queries.identity.deeds import Deed, deeds_of
from aurora.queries.identity.list_keys import ListedKey, listed
from aurora.queries.identity.list_users import Account
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.identity.ports import Directory, KeyUses, SessionList
from aurora.queries.identity.views import KeyView, SecondFactorView, UserView
from aurora.queries.query import Query
from aurora.queries.view import Slice, View, Views

V = TypeVar("V", bound=View)
PAGE = 200


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """One's own data at a moment, for people and for programs; `language` is the one of letters,
    `new_email` an address that is to be confirmed, `deeds` are the newest ones first.
    """

    at: datetime
    account: Account
    language: str
    new_email: str | None
    sessions: tuple[ListedSession, ...]
    keys: tuple[ListedKey, ...]
    deeds: tuple[Deed, ...]


class ExportMe(Query[Export], frozen=True, kw_only=True):
    """Give what is known of the owner of an account (LGPD art. 18, GDPR art. 15 and 20): who it is,
    what was signed in to from where, which keys were issued, and what the audit log knows for as
    long as it knows addresses.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    waits_for = ("users", "second_factors", "keys")


async def export_me(
    query: ExportMe,  # noqa: ARG001  it says all by its type
    by: Principal,
    users: Views[UserView],
    factors: Views[SecondFactorView],
    keys: Views[KeyView],
    uses: KeyUses,
    sessions: SessionList,
    directory: Directory,
    trail: AuditTrail,
    retention: Retention,
    clock: Clock,
) -> Export:
    """Gather it."""
    now = clock.now()
    view, person = await users.get(by.id), (await directory.people([by.id])).get(by.id)
    if view is None or person is None:
        raise NotFound(f"no user {by.id}")
    issued = await _every(lambda part: keys.list(part, issued_by=by.id))
    return Export(
        at=now,
        account=Account.of(view, person, await factors.get(by.id)),
        language=person.language,
        new_email=await directory.wanted(by.id),
        sessions=tuple(await _every(lambda part: sessions.of(by.id, now, part))),
        keys=tuple(await listed(issued, uses)),
        deeds=tuple(await deeds_of(by.id, now - retention.addresses, trail)),
    )


async def _every(read: Callable[[Slice], Awaitable[Sequence[V]]]) -> list[V]:
    found: list[V] = []
    part = Slice(limit=PAGE)
    while page := await read(part):
        found += page
        part = Slice(limit=PAGE, cursor=page[-1].id)
    return found
