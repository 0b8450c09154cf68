"""Where does this installation give out, take back and explain tokens? (RFC 8414)"""

import msgspec

from aurora.domains.identity.access_token import Issuer
from aurora.domains.principal import Permission
from aurora.queries.query import Query


class AuthorizationServer(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata of an authorization server, in the names of RFC 8414."""

    issuer: str
    jwks_uri: str
    token_endpoint: str
    revocation_endpoint: str
    introspection_endpoint: str
    service_documentation: str
    scopes_supported: tuple[str, ...]
    response_types_supported: tuple[str, ...] = ()
    grant_types_supported: tuple[str, ...] = ("refresh_token",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("none",)
    revocation_endpoint_auth_methods_supported: tuple[str, ...] = ("none",)
    introspection_endpoint_auth_methods_supported: tuple[str, ...] = ("Bearer",)


class GetAuthorizationServer(Query[AuthorizationServer], frozen=True, kw_only=True):
    """Give the metadata."""

    permission = Permission.ANYONE


async def get_authorization_server(
    query: GetAuthorizationServer,  # noqa: ARG001  it says all by its type
    issuer: Issuer,
) -> AuthorizationServer:
    """Name everything below the public address."""
    url = issuer.url
    return AuthorizationServer(
        issuer=url,
        jwks_uri=f"{url}/.well-known/jwks.json",
        token_endpoint=f"{url}/v1/oauth/token",
        revocation_endpoint=f"{url}/v1/oauth/revoke",
        introspection_endpoint=f"{url}/v1/oauth/introspect",
        service_documentation=f"{url}/docs/",
        scopes_supported=tuple(sorted(set(Permission) - {Permission.ANYONE, Permission.OPERATE})),
    )
