"""Identity in memory."""

from collections.abc import Mapping, Sequence
from typing import cast
from uuid import UUID

from aurora.domains.errors import Stale
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.installation import Installation
from aurora.domains.identity.person import Person
from aurora.domains.identity.user import User
from aurora.infrastructure.memory.work import MemoryRecord, MemoryRepository, MemoryWork
from aurora.queries.identity.views import KeyView, UserView


class MemoryUsers(MemoryRepository[User]):
    """The accounts."""

    async def with_email(self, email: str) -> User | None:
        """Give the account under that folded address, or None."""
        for id, stored in self._stored.items():
            if stored.person.email == email:
                return await self.find(id)
        return None

    def check(self, aggregate: User) -> None:
        """Refuse a stale account, and a second one under an address."""
        super().check(aggregate)
        others = (user for id, user in self._stored.items() if id != aggregate.id)
        if any(user.person.email == aggregate.person.email for user in others):
            raise Stale("somebody else added the same thing first")


class MemoryKeys(MemoryRepository[ApiKey]):
    """The API keys."""

    async def local(self) -> ApiKey | None:
        """Give the local key that still opens something, or None."""
        return await self.one(local=True, revoked=False)

    def check(self, aggregate: ApiKey) -> None:
        """Refuse a stale key, and a second local one."""
        super().check(aggregate)
        if aggregate.local and not aggregate.revoked:
            keys = {**self._stored, **{key.id: key for key in self.changed()}}
            if sum(key.local and not key.revoked for key in keys.values()) > 1:
                raise Stale("somebody else added the same thing first")


class MemoryIdentityWork(MemoryWork):
    """A unit of work over identity."""

    def __init__(self, record: MemoryRecord) -> None:
        super().__init__(record)
        self.users = MemoryUsers(self, "user")
        self.keys = MemoryKeys(self, "key")
        self.installations = MemoryRepository[Installation](self, "installation")


class MemoryIdentity:
    """Where accounts, keys and the state of the installation are kept."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    def work(self) -> MemoryIdentityWork:
        """Open a unit of work."""
        return MemoryIdentityWork(self._record)


class MemoryDoorkeeper:
    """Looks up in the record whom no view tells of."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def find_user(self, id: UUID) -> UserView | None:
        """Give the user as the record has it, or None."""
        user = cast("User | None", self._record.kinds.get("user", {}).get(id))
        if user is None:
            return None
        return UserView(id=id, version=user.version, role=user.role, disabled=user.disabled)

    async def find_key(self, id: UUID) -> KeyView | None:
        """Give the key as the record has it, or None."""
        key = cast("ApiKey | None", self._record.kinds.get("key", {}).get(id))
        if key is None:
            return None
        return KeyView(
            id=id,
            version=key.version,
            name=key.name,
            prefix=key.prefix,
            role=key.role,
            sha256=key.sha256,
            issued_by=key.issued_by,
            local=key.local,
            revoked=key.revoked,
        )


class MemoryDirectory:
    """Says who users are."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    async def people(self, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
        """Give the people behind those of the ids that are users."""
        users = cast("Mapping[UUID, User]", self._record.kinds.get("user", {}))
        return {id: users[id].person for id in ids if id in users}
