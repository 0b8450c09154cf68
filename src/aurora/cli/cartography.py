"""What Aurora consists of, found in its own tables."""

from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import getmodule
from pkgutil import iter_modules
from types import CodeType, ModuleType
from typing import Any, TypeVar, get_type_hints

import msgspec
from litestar.handlers import HTTPRouteHandler

import aurora.api
import aurora.domains
from aurora.commands.command import Command
from aurora.commands.policy import Policy
from aurora.domains.event import Event
from aurora.queries.projection import Projection

T = TypeVar("T")
Message = type[msgspec.Struct]
ROOTED = ("system",)


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """One bounded context by what its tables hold."""

    name: str
    about: str
    commands: tuple[Message, ...]
    policies: tuple[Policy, ...]
    events: tuple[type[Event], ...]
    projections: tuple[Projection, ...]
    queries: tuple[Message, ...]


class Route(msgspec.Struct, frozen=True, kw_only=True):
    """One HTTP route: what it sends to the bus, or why it is open to everyone."""

    method: str
    path: str
    messages: tuple[Message, ...]
    open: str | None


def contexts() -> list[Context]:
    """Give the contexts by name."""
    names = sorted(one.name for one in iter_modules(aurora.domains.__path__) if one.ispkg)
    return [_context(name) for name in names]


def routes() -> list[Route]:
    """Give the routes by path and method."""
    found: list[Route] = []
    for one in iter_modules(aurora.api.__path__):
        module = import_module(f"aurora.api.{one.name}")
        prefix = "" if one.name in ROOTED else "/v1"
        found += _routes(getattr(module, "ROUTES", ()), prefix)
        found += _routes(getattr(module, "WELL_KNOWN", ()), "")
    return sorted(found, key=lambda route: (route.path, route.method))


def events_of(function: Callable[..., Any]) -> list[type[Event]]:
    """Give the events that a projection or a policy speaks of."""
    return list(dict.fromkeys(_mentioned(function, Event)))


def commands_of(policy: Policy) -> list[type[Command[Any]]]:
    """Give the commands that a policy sends."""
    return list(dict.fromkeys(_mentioned(policy, Command)))


def _context(name: str) -> Context:
    about = (import_module(f"aurora.domains.{name}").__doc__ or "").partition("\n")[0]
    commands, queries = (import_module(f"aurora.{kind}.{name}") for kind in ("commands", "queries"))
    return Context(
        name=name,
        about=about,
        commands=_messages(commands),
        policies=tuple(commands.POLICIES),
        events=tuple(import_module(f"aurora.domains.{name}.events").EVENTS),
        projections=tuple(queries.PROJECTIONS),
        queries=_messages(queries),
    )


def _messages(module: ModuleType) -> tuple[Message, ...]:
    return tuple(next(iter(get_type_hints(handler).values())) for handler in module.HANDLERS)


def _routes(handlers: tuple[HTTPRouteHandler, ...], prefix: str) -> Iterator[Route]:
    for handler in handlers:
        opt = handler.opt
        first = (opt["message"],) if "message" in opt else ()
        for method in sorted(handler.http_methods):
            for path in sorted(handler.paths):
                yield Route(
                    method=method,
                    path=prefix + path,
                    messages=(*first, *opt.get("also", ())),
                    open=opt.get("open"),
                )


def _mentioned(function: Callable[..., Any], kind: type[T]) -> Iterator[type[T]]:
    """Read the names in a function's code, and in those of Aurora's functions that it calls."""
    known = vars(getmodule(function))
    for name in _names(function.__code__):
        named = known.get(name)
        if isinstance(named, type) and issubclass(named, kind) and named is not kind:
            yield named
        elif callable(named) and hasattr(named, "__code__"):
            yield from _mentioned(named, kind)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
