"""Every port that handlers may ask for has an adapter in memory, and a contract that holds for
it and for the real one.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_origin

import pytest

from aurora.container import Container
from aurora.container.identity import IdentityContainer
from aurora.infrastructure import memory
from aurora.infrastructure.chroma.guarded import GuardedMeaningIndex
from aurora.infrastructure.chroma.meaning import ChromaMeaningIndex
from aurora.infrastructure.mail.configured import ConfiguredMailer
from aurora.infrastructure.mail.smtp import SmtpMailer
from aurora.infrastructure.redis.throttle import RedisThrottle
from aurora.infrastructure.rendering.configured import ConfiguredRenderer
from aurora.infrastructure.rendering.renderer import ChromiumRenderer
from aurora.infrastructure.standby import StandbyThrottle
from aurora.infrastructure.web.fetcher import AiohttpFetcher
from aurora.infrastructure.web.own_manual import OwnManualFetcher
from aurora.infrastructure.web.urls import AdaUrls

TESTS = Path(__file__).parent
# two halves of an index or a log are one adapter in memory; reading URLs needs no outside at all
IN_MEMORY = {
    "WordIndexWriter": "MemoryWordIndex",
    "MeaningIndexWriter": "MemoryMeaningIndex",
    "Urls": AdaUrls.__name__,
    "AuditTrail": "MemoryAudit",
    "ClientAddresses": "MemoryAudit",
}
SUITES = {
    "WordIndexWriter": "test_word_index",
    "MeaningIndexWriter": "test_meaning_index",
    "Directory": "test_doorkeeper",
    "ClientAddresses": "test_audit_trail",
}
# who stands before an adapter, and which adapter the contract is about
BEFORE = {
    OwnManualFetcher: AiohttpFetcher,
    GuardedMeaningIndex: ChromaMeaningIndex,
    StandbyThrottle: RedisThrottle,
    ConfiguredMailer: SmtpMailer,
    ConfiguredRenderer: ChromiumRenderer,
}


def bound() -> Mapping[type, type]:
    """Give the adapters that the container binds to protocols."""
    given = (
        Container.ports,
        Container.filling_ports,
        Container.views,
        IdentityContainer.ports,
    )
    entries = [entry for ports in given for entry in ports.kwargs.items()]
    found = {get_origin(port) or port: provider for port, provider in entries}
    return {port: _provided(one) for port, one in found.items() if is_protocol(port)}


def _provided(provider: Any) -> type:
    adapter: type = provider.provides
    return adapter


def is_protocol(port: type) -> bool:
    return bool(getattr(port, "_is_protocol", False))


def in_memory() -> Mapping[str, type]:
    """Give all adapters in memory by name."""
    modules = [
        importlib.import_module(f"{memory.__name__}.{found.name}")
        for found in pkgutil.iter_modules(memory.__path__)
    ]
    kept = [vars(module) for module in modules]
    return {name: one for names in kept for name, one in names.items() if isinstance(one, type)}


def memory_name(port: type) -> str:
    return IN_MEMORY.get(port.__name__, f"Memory{port.__name__}")


def suite(port: type) -> Path:
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", port.__name__).lower()
    return TESTS / "contracts" / f"{SUITES.get(port.__name__, f'test_{snake}')}.py"


def names(path: Path) -> Iterator[str]:
    """Give the names that a test uses, by itself or through modules of the tests."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name):
            yield node.id
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("tests."):
            yield from names(TESTS.parent / f"{str(node.module).replace('.', '/')}.py")


def given_by_fixtures(path: Path) -> Iterator[str]:
    """Give the names used by those fixtures of the folder that a test asks for."""
    asked = {
        node.arg for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.arg)
    }
    for node in ast.parse((path.parent / "conftest.py").read_text()).body:
        if isinstance(node, ast.AsyncFunctionDef) and node.name in asked:
            yield from (used.id for used in ast.walk(node) if isinstance(used, ast.Name))


def methods(kind: type) -> dict[str, list[str]]:
    """Give the public members of a class, with the names of their parameters."""
    members = {name: getattr(kind, name) for name in dir(kind) if not name.startswith("_")}
    return {
        name: list(inspect.signature(one).parameters) if callable(one) else []
        for name, one in members.items()
    }


PORTS = sorted(bound(), key=lambda port: port.__name__)


@pytest.fixture(params=PORTS, ids=[port.__name__ for port in PORTS])
def port(request: pytest.FixtureRequest) -> type:
    chosen: type = request.param
    return chosen


def test_the_container_binds_ports() -> None:
    assert {"Clock", "Knowledge", "Frontier", "Views"} <= {port.__name__ for port in PORTS}


def test_a_port_has_an_adapter_in_memory(port: type) -> None:
    assert memory_name(port) in in_memory()


def test_adapters_have_the_shape_of_their_port(port: type) -> None:
    wanted = methods(port)
    for adapter in (bound()[port], in_memory()[memory_name(port)]):
        has = methods(adapter)
        assert {name: has.get(name) for name in wanted} == wanted, adapter.__name__


def test_a_contract_holds_in_memory_and_for_real(port: type) -> None:
    real = bound()[port]
    used = set(names(suite(port)))
    used |= set(given_by_fixtures(suite(port)))
    assert {memory_name(port), BEFORE.get(real, real).__name__} <= used
    assert any(name.startswith("test_") for name in claims(suite(port)))


def claims(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    return [
        node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_the_exceptions_are_needed() -> None:
    named = {port.__name__ for port in PORTS}
    assert set(IN_MEMORY) | set(SUITES) <= named
    assert set(BEFORE) <= set(bound().values())
