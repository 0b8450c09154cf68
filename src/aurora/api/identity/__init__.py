"""Identity over HTTP."""

from litestar.handlers import HTTPRouteHandler

from aurora.api.identity import (
    audit,
    invitations,
    keys,
    oauth,
    oneself,
    own_keys,
    passwords,
    permissions,
    roles,
    second_factors,
    sessions,
    signing_in,
    signing_keys,
    users,
)

ROUTES: tuple[HTTPRouteHandler, ...] = (
    *signing_in.ROUTES,
    *sessions.ROUTES,
    *oauth.ROUTES,
    *users.ROUTES,
    *roles.ROUTES,
    *invitations.ROUTES,
    *passwords.ROUTES,
    *keys.ROUTES,
    *second_factors.ROUTES,
    *signing_keys.ROUTES,
    *own_keys.ROUTES,
    *audit.ROUTES,
    *oneself.ROUTES,
    *permissions.ROUTES,
)
WELL_KNOWN: tuple[HTTPRouteHandler, ...] = (*signing_in.WELL_KNOWN, *oauth.WELL_KNOWN)
