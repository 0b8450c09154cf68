"""The catalogue: every handler, policy, projection and event, from the tables of the contexts."""

from itertools import chain

from aurora.bus import Handler
from aurora.commands import identity as identity_commands
from aurora.commands import knowledge as knowledge_commands
from aurora.commands import perception as perception_commands
from aurora.commands import routing as routing_commands
from aurora.commands.policy import Policy
from aurora.domains.event import Event
from aurora.domains.identity import events as identity_events
from aurora.domains.knowledge import events as knowledge_events
from aurora.domains.perception import events as perception_events
from aurora.domains.routing import events as routing_events
from aurora.queries import identity as identity_queries
from aurora.queries import knowledge as knowledge_queries
from aurora.queries import perception as perception_queries
from aurora.queries import routing as routing_queries
from aurora.queries.projection import Projection, Store

COMMANDS = (identity_commands, knowledge_commands, perception_commands, routing_commands)
QUERIES = (identity_queries, knowledge_queries, perception_queries, routing_queries)
COMMAND_HANDLERS: tuple[Handler, ...] = tuple(chain(*(one.HANDLERS for one in COMMANDS)))
QUERY_HANDLERS: tuple[Handler, ...] = tuple(chain(*(one.HANDLERS for one in QUERIES)))
POLICIES: tuple[Policy, ...] = tuple(chain(*(one.POLICIES for one in COMMANDS)))
PROJECTIONS: tuple[Projection, ...] = tuple(chain(*(one.PROJECTIONS for one in QUERIES)))
EVENTS: tuple[type[Event], ...] = (
    *identity_events.EVENTS,
    *knowledge_events.EVENTS,
    *perception_events.EVENTS,
    *routing_events.EVENTS,
)
MEANING = next(one.name for one in PROJECTIONS if one.store is Store.MEANING)


def of(store: Store) -> list[Projection]:
    """Give the projections that are kept in that store."""
    return [one for one in PROJECTIONS if one.store is store]
