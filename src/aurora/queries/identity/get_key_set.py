"""Which public keys do access tokens verify under?"""

from aurora.domains.identity.access_token import KeySet
from aurora.domains.identity.ports import Signer
from aurora.domains.principal import Permission
from aurora.queries.query import Query


class GetKeySet(Query[KeySet], frozen=True, kw_only=True):
    """Give the JSON Web Key Set (RFC 7517)."""

    permission = Permission.ANYONE


async def get_key_set(query: GetKeySet, signer: Signer) -> KeySet:  # noqa: ARG001  by type
    """Ask the signer."""
    return await signer.jwks()
