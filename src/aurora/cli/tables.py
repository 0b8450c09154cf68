"""The map as Markdown tables."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from aurora.cli.cartography import Context, Message, Route, commands_of, events_of
from aurora.domains.event import Event, tag_of
from aurora.domains.identity.roles import GIVEN_TO_NOBODY, PERMISSIONS
from aurora.domains.principal import Permission

NONE = "–"


def flow(contexts: Sequence[Context]) -> str:
    """Write what follows from each event: in projections, and by policies in commands."""
    rows = [
        (f"`{tag_of(event)}`", _followers(event, contexts), _consequences(event, contexts))
        for context in contexts
        for event in context.events
    ]
    return _section("What follows from events", ("Event", "Projections", "Policy → command"), rows)


def context(one: Context, routes: Sequence[Route]) -> str:
    """Write one context."""
    name = one.name
    commands = [
        (_code(m), _permission(m), _how(m), _reached(m, routes), _about(m)) for m in one.commands
    ]
    policies = [(f"`{p.__name__}`", _policy(p), _about(p)) for p in one.policies]
    events = [(f"`{tag_of(event)}`", _about(event)) for event in one.events]
    projections = [
        (f"`{p.name}`", str(p.version), str(p.store), _list(p.views, _code), _read(p.project))
        for p in one.projections
    ]
    queries = [
        (_code(m), _permission(m), _waits(m), _reached(m, routes), _about(m)) for m in one.queries
    ]
    said = ("Command", "Permission", "Runs", "Route", "What it does")
    asked = ("Query", "Permission", "Waits for", "Route", "What it asks")
    kept = ("Projection", "Version", "Store", "Views", "Events")
    return "\n".join(
        [
            f"## {name.capitalize()}\n\n{one.about}\n",
            _section("Commands", said, commands, of=name),
            _section("Events", ("Event", "What happened"), events, of=name),
            _section("Policies", ("Policy", "Event → command", "Why"), policies, of=name),
            _section("Projections", kept, projections, of=name),
            _section("Queries", asked, queries, of=name),
        ]
    )


def roles() -> str:
    """Write what each built-in role allows."""
    rows = [
        (f"`{one}`", *("✓" if one in allowed else "" for allowed in PERMISSIONS.values()))
        for one in Permission
        if one not in GIVEN_TO_NOBODY
    ]
    return _section("Roles", ("Permission", *PERMISSIONS), rows)


def routes(found: Sequence[Route]) -> str:
    """Write every HTTP route."""
    rows = [
        (
            f"`{route.method} {route.path}`",
            _list(route.messages, _code),
            ", ".join(dict.fromkeys(map(_permission, route.messages))) or f"open: {route.open}",
        )
        for route in found
    ]
    return _section("Routes", ("Route", "Message", "Permission"), rows)


def _section(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], *, of: str | None = None
) -> str:
    if not rows:
        return f"{_heading(title, of)}\n\nNone.\n"
    lines = [_row(heads), _row(["---"] * len(heads)), *map(_row, rows)]
    return "\n".join([_heading(title, of), "", *lines, ""])


def _heading(title: str, of: str | None) -> str:
    return f"### {title} of {of}" if of else f"## {title}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def _followers(event: type[Event], contexts: Sequence[Context]) -> str:
    projections = (p for context in contexts for p in context.projections)
    return _list([p for p in projections if event in events_of(p.project)], lambda p: f"`{p.name}`")


def _consequences(event: type[Event], contexts: Sequence[Context]) -> str:
    policies = (p for context in contexts for p in context.policies)
    return _list(
        [p for p in policies if event in events_of(p)],
        lambda p: f"`{p.__name__}` → {_list(commands_of(p), _code)}",
    )


def _policy(policy: Callable[..., Any]) -> str:
    return f"{_read(policy)} → {_list(commands_of(policy), _code)}"


def _read(function: Callable[..., Any]) -> str:
    return _list(events_of(function), lambda event: f"`{event.__name__}`")


def _reached(message: Message, routes: Sequence[Route]) -> str:
    found = [route for route in routes if route.messages[:1] == (message,)]
    return _list(found, lambda route: f"`{route.method} {route.path}`")


def _how(message: Any) -> str:  # noqa: ANN401  the class of a command
    return f"job in `{message.queue}`" if message.queue else "at once"


def _waits(message: Any) -> str:  # noqa: ANN401  the class of a query
    return _list(message.waits_for, lambda name: f"`{name}`")


def _permission(message: Any) -> str:  # noqa: ANN401  the class of a message
    return f"`{message.permission}`"


def _about(named: object) -> str:
    return " ".join((named.__doc__ or "").partition("\n\n")[0].split())


def _code(named: type) -> str:
    return f"`{named.__name__}`"


def _list(found: Sequence[Any], write: Callable[[Any], str]) -> str:
    return ", ".join(map(write, found)) or NONE
