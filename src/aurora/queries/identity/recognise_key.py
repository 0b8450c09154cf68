"""Who is behind an API key?"""

import hmac

from aurora.domains.identity.plain_key import PlainKey
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.principal import Principal, PrincipalKind
from aurora.queries.identity.ports import Doorkeeper, Freshness
from aurora.queries.identity.rights import allowed_by
from aurora.queries.identity.seen import seen
from aurora.queries.identity.views import KeyView, RoleView
from aurora.queries.view import Views


async def recognise_key(
    credential: str,
    keys: Views[KeyView],
    roles: Views[RoleView],
    doorkeeper: Doorkeeper,
    freshness: Freshness,
) -> Principal:
    """Give the principal behind a key; raises NotRecognised."""
    plain = PlainKey.parse(credential)
    if plain is None:
        raise NotRecognised
    believed = await freshness.known()
    view = await seen(plain.id, keys, doorkeeper.find_key, believed=believed)
    if view.revoked or not hmac.compare_digest(view.sha256, plain.sha256):
        raise NotRecognised
    return Principal(
        id=view.id,
        kind=PrincipalKind.KEY,
        name=view.prefix,
        permissions=await allowed_by(view.role, roles, doorkeeper, believed=believed),
    )
