"""What a role allows, and who may give it."""

from aurora.domains.errors import Invalid, NotFound
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.own_role import OwnRole, is_name, require_own, role_id
from aurora.domains.identity.ports import IdentityWork
from aurora.domains.identity.roles import PERMISSIONS, require_within
from aurora.domains.identity.user import User
from aurora.domains.principal import Permission, Principal


async def allowed_by(role: str, work: IdentityWork) -> frozenset[Permission]:
    """Give what a role allows at this moment: nothing where there is none of that name."""
    if built_in := PERMISSIONS.get(role):
        return built_in
    own = await work.roles.find(role_id(role))
    return own.permissions if own else frozenset()


async def require_giving(role: str, by: Principal, work: IdentityWork) -> frozenset[Permission]:
    """Give what the role allows; raises Invalid where there is none of that name, BeyondOneself
    where it allows more than the giver may do. An own role stays until the unit of work ends.
    """
    allowed = await staying(role, work)
    require_within(allowed, by, f"the role {role}")
    return allowed


async def own_role(name: str, work: IdentityWork) -> OwnRole:
    """Give a role that can be changed; raises BuiltIn for others, NotFound where there is none."""
    require_own(name)
    role = await work.roles.find(role_id(name))
    if role is None or role.deleted:
        raise NotFound("there is no role of that name")
    return role


async def staying(role: str, work: IdentityWork) -> frozenset[Permission]:
    """Give what the role allows; raises Invalid where there is none of that name. An own role stays
    until the unit of work ends.
    """
    if built_in := PERMISSIONS.get(role):
        return built_in
    own = await work.roles.staying(role) if is_name(role) else None
    if own is None:
        raise Invalid("there is no role of that name", "role")
    return own.permissions


async def require_over(held: User | Invitation, by: Principal, work: IdentityWork) -> None:
    """Refuse to decide about somebody who may, or is to, do more than the caller; raises
    BeyondOneself.
    """
    require_within(await allowed_by(held.role, work), by, f"the role {held.role}")


async def require_over_key(key: ApiKey, by: Principal, work: IdentityWork) -> None:
    """Refuse to decide about a key that allows more than the caller may do; raises
    BeyondOneself.
    """
    allowed = await allowed_by(key.role, work)
    require_within(allowed if key.scopes is None else allowed & key.scopes, by, "this key")
