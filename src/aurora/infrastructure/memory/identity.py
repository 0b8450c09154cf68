"""Identity in memory."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from aurora.domains.errors import Stale
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.installation import Installation
from aurora.domains.identity.own_role import OwnRole, role_id
from aurora.domains.identity.user import User
from aurora.infrastructure.memory.work import MemoryRecord, MemoryRepository, MemoryWork


class MemoryUsers(MemoryRepository[User]):
    """The accounts."""

    def __init__(self, work: MemoryWork) -> None:
        super().__init__(work, "user")
        self._counted: dict[UUID, int] = {}

    async def with_email(self, email: str) -> User | None:
        """Give the account under that folded address, or None."""
        for id, stored in self._stored.items():
            if stored.person.email == email:
                return await self.find(id)
        return None

    async def other_administrators(self, than: UUID) -> int:
        """Count the enabled administrators beside that one."""
        self._counted[than] = self._administrators(than)
        return self._counted[than]

    def check(self, aggregate: User) -> None:
        """Refuse a stale account, a second one under an address, and a count that is over."""
        super().check(aggregate)
        if any(self._administrators(than) != count for than, count in self._counted.items()):
            raise Stale("another administrator came or went first")
        others = (user for id, user in self._stored.items() if id != aggregate.id)
        if any(user.person.email == aggregate.person.email for user in others):
            raise Stale("somebody else added the same thing first")

    def _administrators(self, than: UUID) -> int:
        return sum(user.administers for id, user in self._stored.items() if id != than)


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


class MemoryRoles(MemoryRepository[OwnRole]):
    """The roles of this installation's own."""

    def __init__(self, work: MemoryWork) -> None:
        super().__init__(work, "role")
        self._kinds = work.record.kinds

    async def staying(self, name: str) -> OwnRole | None:
        """Give the role of that name, or None."""
        role = await self.find(role_id(name))
        return role if role and not role.deleted else None

    async def holders(self, name: str, now: datetime) -> int:  # noqa: ARG002  no key expires here
        """Count the accounts and the keys that hold the role."""
        users = cast("Mapping[UUID, User]", self._kinds.get("user", {}))
        keys = cast("Mapping[UUID, ApiKey]", self._kinds.get("key", {}))
        held = [user.role == name for user in users.values()]
        return sum(held) + sum(key.role == name and not key.revoked for key in keys.values())


class MemoryIdentityWork(MemoryWork):
    """A unit of work over identity."""

    audits_system = True

    def __init__(self, record: MemoryRecord) -> None:
        super().__init__(record)
        self.users = MemoryUsers(self)
        self.keys = MemoryKeys(self, "key")
        self.roles = MemoryRoles(self)
        self.installations = MemoryRepository[Installation](self, "installation")


class MemoryIdentity:
    """Where accounts, keys and the state of the installation are kept."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    def work(self) -> MemoryIdentityWork:
        """Open a unit of work."""
        return MemoryIdentityWork(self._record)
