"""Identity in memory."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from aurora.domains.errors import Stale
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.installation import Installation
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.keyring import Keyring
from aurora.domains.identity.own_role import OwnRole, role_id
from aurora.domains.identity.second_factor import SecondFactor
from aurora.domains.identity.session import Session
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

    async def with_new_address(self, sha256: str) -> User | None:
        """Give the account whose new address the token of that hash confirms, or None."""
        for id, stored in self._stored.items():
            if stored.new_address and stored.new_address.sha256 == sha256:
                return await self.find(id)
        return None

    async def with_reset(self, sha256: str) -> User | None:
        """Give the account whose password the token of that hash resets, or None."""
        for id, stored in self._stored.items():
            if stored.reset and stored.reset.sha256 == sha256:
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


class MemoryInvitations(MemoryRepository[Invitation]):
    """The invitations."""

    async def open_to(self, email: str) -> Invitation | None:
        """Give the one to that folded address that is neither accepted nor revoked, or None."""
        found = await self.all(lambda one: one.email == email and not one.closed)
        return next(iter(found), None)

    async def with_token(self, sha256: str) -> Invitation | None:
        """Give the one whose token has that hash, or None."""
        return await self.one(sha256=sha256)

    async def about(self, user: User) -> Sequence[Invitation]:
        """Give all to the user's address, and the one that the account came of."""
        email = user.person.email
        return await self.all(lambda one: one.email == email or one.accepted_by == user.id)

    async def over_before(self, at: datetime, limit: int) -> Sequence[Invitation]:
        """Give some of those that could not be accepted any more at that moment."""
        return (await self.all(lambda one: one.until < at))[:limit]

    async def open_by(self, maker: UUID) -> Sequence[Invitation]:
        """Give those of a user or key that are neither accepted nor revoked."""
        return await self.all(lambda one: one.invited_by == maker and not one.closed)

    def check(self, aggregate: Invitation) -> None:
        """Refuse a stale invitation, and a second open one to an address."""
        super().check(aggregate)
        present = {**self._stored, **{one.id: one for one in self.changed()}}
        same = (one for one in present.values() if one.email == aggregate.email)
        if sum(not one.closed for one in same) > 1:
            raise Stale("somebody else added the same thing first")


class MemoryKeys(MemoryRepository[ApiKey]):
    """The API keys."""

    async def issued_by(self, user_id: UUID) -> Sequence[ApiKey]:
        """Give all that a user issued, revoked ones among them."""
        return await self.all(lambda key: key.issued_by == user_id)

    async def live(self, issued_by: UUID, now: datetime) -> int:
        """Count those that a principal issued and that still open something."""
        issued = [key for key in await self.issued_by(issued_by) if not key.revoked]
        return sum(key.expires_at is None or key.expires_at > now for key in issued)

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

    async def holders(self, name: str, now: datetime) -> int:
        """Count the accounts, keys and invitations that hold the role."""
        users = cast("Mapping[UUID, User]", self._kinds.get("user", {}))
        keys = cast("Mapping[UUID, ApiKey]", self._kinds.get("key", {}))
        invited = cast("Mapping[UUID, Invitation]", self._kinds.get("invitation", {}))
        held = [user.role == name for user in users.values()]
        held += [
            one.role == name and not one.closed and now < one.until for one in invited.values()
        ]
        live = [key for key in keys.values() if not key.revoked]
        return sum(held) + sum(
            key.role == name and (key.expires_at is None or key.expires_at > now) for key in live
        )


class MemorySessions(MemoryRepository[Session]):
    """The sessions; each token that a child took the place of is remembered as spent."""

    def __init__(self, work: "MemoryIdentityWork") -> None:
        super().__init__(work, "session")
        self._spent = work.record.spent_tokens

    async def with_token(self, sha256: str) -> Session | None:
        """Give the session that a token is or was of, however long ago it was spent, or None."""
        if spent := self._spent.get(sha256):
            return await self.find(spent)
        return await self.one(token_sha256=sha256)

    async def forget_children(self, rotated_before: datetime) -> None:
        """Forget the sealed tokens that nobody may be given again."""
        for session in self._stored.values():
            if session.rotated_at and session.rotated_at < rotated_before:
                session.sealed_child = None

    async def forget_over(self, before: datetime) -> None:
        """Forget sessions, with all that is known of them, that were over before that moment."""
        self._forget({id for id, one in self._stored.items() if one.over_at < before})

    async def forget_of(self, user_id: UUID) -> None:
        """Forget every session of a user, with all that is known of them."""
        self._forget({id for id, one in self._stored.items() if one.user_id == user_id})

    def check(self, aggregate: Session) -> None:
        """Refuse a stale session, and a second one with the same token."""
        super().check(aggregate)
        others = (one for id, one in self._stored.items() if id != aggregate.id)
        if any(one.token_sha256 == aggregate.token_sha256 for one in others):
            raise Stale("somebody else added the same thing first")

    def keep(self, aggregate: Session) -> None:
        """Store the session's present state, and which token is spent by it."""
        super().keep(aggregate)
        if aggregate.predecessor_sha256:
            self._spent[aggregate.predecessor_sha256] = aggregate.id

    def _forget(self, ids: set[UUID]) -> None:
        for id in ids:
            del self._stored[id]
        for sha256 in [one for one, id in self._spent.items() if id in ids]:
            del self._spent[sha256]


class MemoryIdentityWork(MemoryWork):
    """A unit of work over identity."""

    audits_system = True

    def __init__(self, record: MemoryRecord) -> None:
        super().__init__(record)
        self.users = MemoryUsers(self)
        self.invitations = MemoryInvitations(self, "invitation")
        self.keys = MemoryKeys(self, "key")
        self.roles = MemoryRoles(self)
        self.sessions = MemorySessions(self)
        self.second_factors = MemoryRepository[SecondFactor](self, "second factor")
        self.keyrings = MemoryRepository[Keyring](self, "keyring")
        self.installations = MemoryRepository[Installation](self, "installation")


class MemoryIdentity:
    """Where accounts, keys and the state of the installation are kept."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    def work(self) -> MemoryIdentityWork:
        """Open a unit of work."""
        return MemoryIdentityWork(self._record)
