"""How the code is cut: sizes, permissions, tables of handlers, bans."""

import ast
from collections.abc import Iterator
from importlib import import_module
from inspect import getmembers, isclass, iscoroutinefunction, isfunction
from pathlib import Path
from statistics import median, quantiles
from types import ModuleType
from typing import cast, get_type_hints

from msgspec import Struct

from aurora import catalogue
from aurora.bus import messages_of
from aurora.commands.command import Command
from aurora.domains.event import Event
from aurora.domains.principal import Permission
from aurora.queries.query import Query

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "aurora").rglob("*.py"))
CONTEXTS = sorted(one.parent.name for one in SOURCES if one.match("domains/*/__init__.py"))
HANDLERS = (*catalogue.COMMAND_HANDLERS, *catalogue.QUERY_HANDLERS)


def modules_of(*kinds: str) -> Iterator[ModuleType]:
    for source in SOURCES:
        parts = source.relative_to(ROOT / "src").with_suffix("").parts
        if len(parts) > 3 and parts[1] in kinds:
            yield import_module(".".join(parts))


def defined(kind: type, *where: str) -> set[type]:
    return {
        found
        for module in modules_of(*where)
        for _, found in getmembers(module, isclass)
        if issubclass(found, kind) and found.__module__ == module.__name__
    }


def lengths() -> list[int]:
    return [
        node.end_lineno - node.lineno + 1
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
    ]


def test_no_file_is_longer_than_300_lines() -> None:
    long = {source for source in SOURCES if len(source.read_text().splitlines()) > 300}
    assert long == set()


def test_files_and_functions_are_short() -> None:
    assert median(len(source.read_text().splitlines()) for source in SOURCES) <= 60
    assert median(lengths()) <= 8
    assert quantiles(lengths(), n=10)[-1] <= 25


def test_every_message_demands_a_permission() -> None:
    messages = defined(Command, "commands") | defined(Query, "queries")
    assert messages
    without = {
        one for one in messages if not isinstance(one.__dict__.get("permission"), Permission)
    }
    assert without == set()


def test_every_message_has_one_handler_in_its_table() -> None:
    messages = defined(Command, "commands") | defined(Query, "queries")
    handled = messages_of(HANDLERS)
    assert messages == set(handled.values())
    assert len(HANDLERS) == len(handled)


def test_a_handler_bears_the_name_of_its_message_and_its_file() -> None:
    for handler in HANDLERS:
        [message, *_] = get_type_hints(handler).values()
        assert handler.__name__ == handler.__module__.rsplit(".", 1)[1]
        assert handler.__name__.replace("_", "") == message.__name__.lower()


def test_every_context_is_wired() -> None:
    for kind, wired in (("commands", catalogue.COMMANDS), ("queries", catalogue.QUERIES)):
        assert [one.__name__ for one in wired] == [f"aurora.{kind}.{one}" for one in CONTEXTS]


def test_every_event_can_be_read_back() -> None:
    assert defined(Event, "domains") == set(catalogue.EVENTS)


def test_every_policy_is_in_its_table() -> None:
    policies = {
        found
        for module in modules_of("commands")
        if module.__name__.endswith(".policies")
        for name, found in getmembers(module, isfunction)
        if name.startswith("on_") and found.__module__ == module.__name__
    }
    assert policies == set(catalogue.POLICIES)


def test_every_projection_is_in_a_table_or_part_of_one_that_is() -> None:
    tabled = {one.project for one in catalogue.PROJECTIONS}
    called = {name for project in tabled for name in project.__code__.co_names}
    projections = {
        found
        for module in modules_of("queries")
        for name, found in getmembers(module, iscoroutinefunction)
        if name.startswith("project_") and found.__module__ == module.__name__
    }
    assert {one for one in projections - tabled if one.__name__ not in called} == set()
    assert tabled <= projections


def test_messages_and_events_are_frozen() -> None:
    found = defined(Command, "commands") | defined(Query, "queries") | set(catalogue.EVENTS)
    assert {one for one in found if not cast("type[Struct]", one).__struct_config__.frozen} == set()
