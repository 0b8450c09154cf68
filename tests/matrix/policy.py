"""The policy: whose the things are that routes name, and what follows for whoever asks."""

from enum import StrEnum

from tests.journeys.hostile import Route

from aurora.commands.identity.logout import Logout
from aurora.domains.principal import Permission, Principal, PrincipalKind
from aurora.queries.identity.get_me import GetMe

# whose: only their owner's, and theirs who hold the permission beside it
OWNED = {
    "collection_id": Permission.MANAGE_COLLECTIONS,
    "document_id": Permission.MANAGE_COLLECTIONS,
    "upload_id": Permission.MANAGE_COLLECTIONS,
    "crawl_id": Permission.MANAGE_COLLECTIONS,
    "map_id": Permission.MANAGE_COLLECTIONS,
    "decision_id": Permission.MANAGE_COLLECTIONS,
    "key_id": None,
    "session_id": None,
}
# nobody's in particular: whoever holds the permission of the route may
ADMINISTERED = {"user_id", "name", "key_id", "invitation_id"}
# parts of a thing that is named before them
PARTS = {"principal_id", "page_id", "number", "version"}
# what a caller has that owns nothing of the kind yet
EMPTY = {"page_id"}
LATE = ("/result", "/second-factor")


class Target(StrEnum):
    """Whose thing a request names."""

    OWN = "own"
    OTHERS = "other's"
    MISSING = "missing"


class Verdict(StrEnum):
    """What a request must be answered with."""

    UNKNOWN = "401"
    FORBIDDEN = "403"
    MISSING = "404"
    ALLOWED = "anything but 401, 403 and 404"
    FOUND_OR_NOT = "anything but 401 and 403"


def personal(route: Route) -> bool:
    """Tell whether the route is about a person who signed in."""
    about = f"{route.path}/".startswith("/v1/me/") and route.message is not GetMe
    return about or route.message is Logout


def named_by(route: Route) -> str | None:
    """Give what the route names, None for nothing; raises LookupError where nobody says whose."""
    names = [part.strip("{}").partition(":")[0] for part in route.named]
    if unknown := set(names) - OWNED.keys() - ADMINISTERED - PARTS:
        raise LookupError(f"{route}: nobody says whose {', '.join(unknown)} is")
    if names:
        return names[0]
    return "collection_id" if takes_collection(route) else None


def takes_collection(route: Route) -> bool:
    """Tell whether a collection is named beside the path."""
    fields = route.body.__struct_fields__ if route.body else ()
    return "collection_id" in {*route.query, *fields}


def verdict(route: Route, by: Principal | None, target: Target) -> Verdict:
    """Give what the policy says; `by` is None for who has no valid credential."""
    permission = route.message.permission
    if by is None:
        return Verdict.UNKNOWN
    if permission not in by.permissions:
        return Verdict.FORBIDDEN
    named = named_by(route)
    if personal(route) and by.kind is PrincipalKind.KEY:
        return Verdict.FORBIDDEN
    if target is Target.OWN or named is None:
        return _own(route)
    if target is Target.MISSING:
        return Verdict.MISSING
    beside = OWNED.get(named)
    if named in ADMINISTERED and not personal(route):
        return Verdict.ALLOWED
    return _own(route) if beside in by.permissions else Verdict.MISSING


def _own(route: Route) -> Verdict:
    parts = {part.strip("{}").partition(":")[0] for part in route.named}
    late = route.path.endswith(LATE)
    return Verdict.FOUND_OR_NOT if late or parts & EMPTY else Verdict.ALLOWED
