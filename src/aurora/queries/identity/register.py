"""Who may come in, and what they may do at this moment."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aurora.domains.identity.api_key import LINKS
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import SYSTEM, Permission, PrincipalKind, known
from aurora.queries.identity.ports import Doorkeeper
from aurora.queries.identity.rights import allowed_by
from aurora.queries.identity.seen import seen
from aurora.queries.identity.views import KeyView, RoleView, UserView
from aurora.queries.view import Views


@dataclass(frozen=True, kw_only=True)
class Register:
    """Keys, users and roles: by their views, and from the record where a view is missing or views
    are not `believed`.
    """

    keys: Views[KeyView]
    users: Views[UserView]
    roles: Views[RoleView]
    doorkeeper: Doorkeeper
    believed: bool = False

    async def key(self, id: UUID) -> KeyView:
        """Give a key; raises NotRecognised."""
        return await seen(id, self.keys, self.doorkeeper.find_key, believed=self.believed)

    async def rights_of_key(
        self, key: KeyView, now: datetime, links: int = LINKS
    ) -> frozenset[Permission]:
        """Give what a key may do: what its role allows, within its scopes, as far as whoever issued
        it may do so at this moment; raises NotRecognised where the key or its issuer is out.
        """
        if key.revoked or over(key.expires_at, now):
            raise NotRecognised
        allowed = await self._allowed_by(key.role)
        scopes = allowed if key.scopes is None else known(key.scopes)
        return allowed & scopes & await self._rights_of_issuer(key, now, links)

    async def _rights_of_issuer(
        self, key: KeyView, now: datetime, links: int
    ) -> frozenset[Permission]:
        if key.issued_by == SYSTEM.id:
            return SYSTEM.permissions
        if key.issuer is not PrincipalKind.KEY and (user := await self._user(key.issued_by)):
            if user.disabled:
                raise NotRecognised
            return await self._allowed_by(user.role)
        if key.issuer is PrincipalKind.USER or not links:
            raise NotRecognised
        issuer = await self.key(key.issued_by)
        if issuer.local:
            return SYSTEM.permissions
        return await self.rights_of_key(issuer, now, links - 1)

    async def _allowed_by(self, role: str) -> frozenset[Permission]:
        return await allowed_by(role, self.roles, self.doorkeeper, believed=self.believed)

    async def _user(self, id: UUID) -> UserView | None:
        with suppress(NotRecognised):
            return await seen(id, self.users, self.doorkeeper.find_user, believed=self.believed)
        return None


def over(end: datetime | None, now: datetime) -> bool:
    """Tell whether something that ends then, or never, is over."""
    return end is not None and end <= now
