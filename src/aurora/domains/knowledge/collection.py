"""The collection: where documents live, and who may do what with them."""

from dataclasses import dataclass, field
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict, Forbidden, Invalid, NotFound
from aurora.domains.knowledge.events import AccessGranted, AccessRevoked, CollectionCreated
from aurora.domains.knowledge.types import Role, permits
from aurora.domains.principal import Principal

NAME_LIMIT = 200


class NameTaken(Conflict):
    """Another collection has that name."""


@dataclass(kw_only=True, eq=False)
class Collection(Aggregate):
    """The unit of access: every document lives in exactly one."""

    name: str
    grants: dict[UUID, Role] = field(default_factory=dict)

    @classmethod
    def create(cls, id: UUID, name: str, owner_id: UUID) -> "Collection":
        """Found a collection that belongs to its creator."""
        if not (name := name.strip()).isprintable() or not 1 <= len(name) <= NAME_LIMIT:
            raise Invalid(f"a name has 1 to {NAME_LIMIT} printable characters", "name")
        collection = cls(id=id, name=name, grants={owner_id: Role.OWNER})
        collection.record(CollectionCreated(collection_id=id, name=name, owner_id=owner_id))
        return collection

    def grant(self, principal_id: UUID, role: Role) -> None:
        """Give a principal a role; giving the same one again changes nothing."""
        if self.grants.get(principal_id) is not role:
            self._keep_an_owner(principal_id, role)
            self.grants[principal_id] = role
            self.record(AccessGranted(collection_id=self.id, principal_id=principal_id, role=role))

    def revoke(self, principal_id: UUID) -> None:
        """Take a principal's role away."""
        if principal_id in self.grants:
            self._keep_an_owner(principal_id, None)
            del self.grants[principal_id]
            self.record(AccessRevoked(collection_id=self.id, principal_id=principal_id))

    def release(self, principal_id: UUID) -> None:
        """Take the role of a principal that is no more away; the only owner stays, though nobody
        is behind it, until somebody else is an owner too.
        """
        if not self._owned_only_by(principal_id):
            self.revoke(principal_id)

    def allows(self, principal_id: UUID, role: Role) -> bool:
        """Tell whether a principal holds the role by a grant."""
        held = self.grants.get(principal_id)
        return held is not None and held.includes(role)

    def readable_by(self, by: Principal) -> bool:
        """Tell whether the caller may know of the collection at all."""
        return permits(self.grants, by, Role.READER)

    def require(self, role: Role, by: Principal) -> None:
        """Refuse callers without the role; those who may not even read learn nothing of the
        collection.
        """
        if not self.readable_by(by):
            raise NotFound(f"no collection {self.id}")
        if not permits(self.grants, by, role):
            raise Forbidden(f"this needs the role {role} on the collection")

    def _keep_an_owner(self, principal_id: UUID, role: Role | None) -> None:
        if role is not Role.OWNER and self._owned_only_by(principal_id):
            raise Conflict("a collection keeps at least one owner")

    def _owned_only_by(self, principal_id: UUID) -> bool:
        return {id for id, held in self.grants.items() if held is Role.OWNER} == {principal_id}
