"""Who am I, and what may I do?"""

from uuid import UUID

import msgspec

from aurora.domains.principal import Permission, Principal, PrincipalKind
from aurora.queries.identity.ports import Directory
from aurora.queries.query import Query


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """The caller: a user by name and address, a key by its prefix; `permissions` in order."""

    id: UUID
    kind: PrincipalKind
    name: str
    email: str | None = None
    language: str | None = None
    permissions: tuple[Permission, ...]


class GetMe(Query[Me], frozen=True, kw_only=True):
    """Tell callers who they are here."""

    permission = Permission.SEE_SELF


async def get_me(query: GetMe, by: Principal, directory: Directory) -> Me:  # noqa: ARG001  by type
    """Describe the caller."""
    person = None
    if by.kind is PrincipalKind.USER:
        person = (await directory.people([by.id])).get(by.id)
    return Me(
        id=by.id,
        kind=by.kind,
        name=person.name if person else by.name,
        email=person.email if person else None,
        language=person.language if person else None,
        permissions=tuple(sorted(by.permissions)),
    )
