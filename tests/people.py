"""The callers that tests speak as."""

from uuid import UUID, uuid5

from msgspec.structs import replace

from aurora.domains.principal import Permission, Principal, PrincipalKind

READING = frozenset(
    {
        Permission.SEE_SELF,
        Permission.MANAGE_SELF,
        Permission.READ_COLLECTIONS,
        Permission.READ_DOCUMENTS,
        Permission.SEARCH,
        Permission.ASK,
        Permission.READ_CRAWLS,
        Permission.ROUTE,
        Permission.READ_DECISIONS,
    }
)


NOBODY = UUID(int=1000)


def person(number: int, name: str, permissions: frozenset[Permission]) -> Principal:
    """Make a user with these permissions."""
    return Principal(
        id=UUID(int=number), kind=PrincipalKind.USER, name=name, permissions=permissions
    )


def own_key(somebody: Principal) -> Principal:
    """Make a key that somebody made for a program of their own."""
    id = uuid5(somebody.id, "own key")
    return replace(somebody, id=id, kind=PrincipalKind.KEY, person=somebody.id)


ADMIN = person(1001, "Ada", frozenset(Permission) - {Permission.OPERATE})
EDITOR = person(
    1002,
    "Edu",
    READING | {Permission.CREATE_COLLECTIONS, Permission.EDIT_DOCUMENTS, Permission.CRAWL},
)
VIEWER = person(1003, "Vera", READING)
STRANGER = person(
    1004,
    "Sam",
    READING | {Permission.CREATE_COLLECTIONS, Permission.EDIT_DOCUMENTS, Permission.CRAWL},
)


class Everybody:
    """Takes whoever speaks in tests for somebody."""

    async def known(self, id: UUID) -> bool:
        """Know them all but nobody."""
        return id != NOBODY
