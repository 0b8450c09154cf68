"""The audit log over HTTP."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from aurora.api.door import Door
from aurora.api.identity.caching import SECRET
from aurora.api.pagination import Limit, Part
from aurora.domains.identity.audit import Outcome
from aurora.queries.identity.audit_trail import SealedEntry
from aurora.queries.identity.list_audit import ListAudit

Since = Annotated[datetime | None, QueryParameter(description="from then on, with its zone")]
Until = Annotated[datetime | None, QueryParameter(description="before then, with its zone")]
By = Annotated[UUID | None, QueryParameter(description="who did it, or was refused")]
About = Annotated[UUID | None, QueryParameter(description="what was changed, or about whom")]
Action = Annotated[
    str | None,
    QueryParameter(max_length=100, pattern=r"^[A-Za-z]+$", description="the name of a message"),
]
Came = Annotated[Outcome | None, QueryParameter(description="what came of it")]
Oldest = Annotated[bool, QueryParameter(description="the oldest first, not the newest")]
Place = Annotated[
    str | None,
    QueryParameter(pattern=r"^[1-9][0-9]{0,17}$", description="`next` of the part before"),
]


@get("/audit", message=ListAudit, cache_control=SECRET)
async def list_audit(
    door: NamedDependency[Door],
    since: Since = None,
    until: Until = None,
    principal: By = None,
    subject: About = None,
    action: Action = None,
    outcome: Came = None,
    oldest_first: Oldest = False,
    limit: Limit = 50,
    cursor: Place = None,
) -> Part[SealedEntry]:
    """Give entries of the audit log in the order in which they were sealed."""
    query = ListAudit(
        since=since,
        until=until,
        principal=principal,
        subject=subject,
        action=action,
        outcome=outcome,
        oldest_first=oldest_first,
        limit=limit,
        cursor=int(cursor) if cursor else None,
    )
    found = await door.ask(query)
    return Part(found, str(found[-1].sequence) if len(found) == limit else None)


ROUTES: tuple[HTTPRouteHandler, ...] = (list_audit,)
