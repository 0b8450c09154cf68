"""What can be asked about users, roles, keys and oneself."""

from collections.abc import Awaitable, Callable
from typing import Any

from aurora.queries.identity.authenticate import authenticate
from aurora.queries.identity.export_me import export_me
from aurora.queries.identity.get_authorization_server import get_authorization_server
from aurora.queries.identity.get_key import get_key
from aurora.queries.identity.get_key_set import get_key_set
from aurora.queries.identity.get_me import get_me
from aurora.queries.identity.get_own_key import get_own_key
from aurora.queries.identity.get_role import get_role
from aurora.queries.identity.get_second_factor import get_second_factor
from aurora.queries.identity.get_user import get_user
from aurora.queries.identity.introspect import introspect
from aurora.queries.identity.invitations_projection import project_invitations
from aurora.queries.identity.keys_projection import project_keys
from aurora.queries.identity.list_audit import list_audit
from aurora.queries.identity.list_invitations import list_invitations
from aurora.queries.identity.list_keys import list_keys
from aurora.queries.identity.list_own_keys import list_own_keys
from aurora.queries.identity.list_own_sessions import list_own_sessions
from aurora.queries.identity.list_roles import list_roles
from aurora.queries.identity.list_signing_keys import list_signing_keys
from aurora.queries.identity.list_user_sessions import list_user_sessions
from aurora.queries.identity.list_users import list_users
from aurora.queries.identity.roles_projection import project_roles
from aurora.queries.identity.second_factors_projection import project_second_factors
from aurora.queries.identity.sessions_projection import project_sessions
from aurora.queries.identity.signing_keys_projection import project_signing_keys
from aurora.queries.identity.users_projection import project_users
from aurora.queries.identity.views import (
    InvitationView,
    KeyringView,
    KeyView,
    RoleView,
    SecondFactorView,
    SessionView,
    UserView,
)
from aurora.queries.projection import Projection

HANDLERS: tuple[Callable[..., Awaitable[Any]], ...] = (
    authenticate,
    introspect,
    get_authorization_server,
    get_me,
    export_me,
    get_key_set,
    get_second_factor,
    get_user,
    list_users,
    list_own_sessions,
    list_user_sessions,
    list_invitations,
    list_keys,
    get_key,
    list_own_keys,
    get_own_key,
    list_audit,
    list_roles,
    get_role,
    list_signing_keys,
)
PROJECTIONS: tuple[Projection, ...] = (
    Projection(name="invitations", version=1, project=project_invitations, views=(InvitationView,)),
    Projection(name="users", version=2, project=project_users, views=(UserView,)),
    Projection(name="keys", version=2, project=project_keys, views=(KeyView,)),
    Projection(name="roles", version=1, project=project_roles, views=(RoleView,)),
    Projection(name="sessions", version=2, project=project_sessions, views=(SessionView,)),
    Projection(
        name="second_factors",
        version=1,
        project=project_second_factors,
        views=(SecondFactorView,),
    ),
    Projection(name="signing_keys", version=1, project=project_signing_keys, views=(KeyringView,)),
)
