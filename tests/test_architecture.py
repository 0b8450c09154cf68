"""The architecture holds, and every rule about it can be broken."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "aurora"
PLANTS = {
    "a domain uses the bus": ("domains/knowledge/document.py", "import aurora.bus", "layers"),
    "a command uses a query": (
        "commands/knowledge/delete_document.py",
        "import aurora.queries.knowledge.get_document",
        "layers",
    ),
    "a query uses a command": (
        "queries/perception/get_page.py",
        "import aurora.commands.perception.start_crawl",
        "layers",
    ),
    "a handler uses the bus": (
        "commands/identity/login.py",
        "from aurora.bus import Bus",
        "layers",
    ),
    "the API uses an adapter": ("api/problems.py", "import aurora.infrastructure.system", "layers"),
    "an adapter uses the API": ("infrastructure/system.py", "import aurora.api.door", "layers"),
    "an adapter uses the container": (
        "infrastructure/tasks.py",
        "from aurora.container import Container",
        "layers",
    ),
    "the bus uses the router": ("bus/__init__.py", "import aurora.router", "layers"),
    "a package has no layer": ("anywhere.py", "", "layers"),
    "the API reads settings": ("api/door.py", "import aurora.settings", "settings-above"),
    "settings read the domain": (
        "settings.py",
        "import aurora.domains.errors",
        "settings-below",
    ),
    "a domain does I/O": ("domains/knowledge/types.py", "import pathlib", "domains"),
    "a domain rolls dice": ("domains/identity/base62.py", "import random", "domains"),
    "a domain logs": ("domains/perception/crawl.py", "import structlog", "domains"),
    "a domain waits": ("domains/perception/visit.py", "import asyncio", "domains"),
    "a command speaks HTTP": ("commands/perception/crawl_host.py", "import httpx", "handlers"),
    "a command speaks SQL": ("commands/identity/login.py", "import sqlalchemy", "handlers"),
    "a query speaks to Redis": ("queries/identity/get_me.py", "import redis.asyncio", "handlers"),
    "a query reads a file": ("queries/knowledge/search.py", "import pathlib", "handlers"),
    "an adapter injects": (
        "infrastructure/system.py",
        "from dependency_injector import providers",
        "container",
    ),
    "knowledge looks into identity": (
        "domains/knowledge/types.py",
        "import aurora.domains.identity.user",
        "identity",
    ),
    "perception commands knowledge": (
        "commands/perception/cancel_crawl.py",
        "from aurora.commands.knowledge.delete_document import DeleteDocument",
        "knowledge",
    ),
    "identity asks knowledge": (
        "queries/identity/get_me.py",
        "import aurora.queries.knowledge.views",
        "knowledge",
    ),
    "knowledge looks into perception": (
        "commands/knowledge/policies.py",
        "import aurora.domains.perception.crawl",
        "perception",
    ),
    "the API mixes contexts": (
        "api/identity/users.py",
        "import aurora.commands.perception.start_crawl",
        "perception",
    ),
    "knowledge looks into routing": (
        "domains/knowledge/collection.py",
        "import aurora.domains.routing.decision",
        "routing",
    ),
}  # fmt: skip


@pytest.fixture(scope="session")
def broken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What each planted line breaks, and under "" what is broken without one."""
    copy = tmp_path_factory.mktemp("planted") / "aurora"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    lines = json.dumps([(path, line) for path, line, _ in PLANTS.values()])
    run = subprocess.run(  # noqa: S603  our own script
        [sys.executable, "-m", "tests.architecture.plant", str(copy)],
        input=lines, cwd=ROOT, env={**os.environ, "PYTHONPATH": f"{copy.parent}:{ROOT}"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    return dict(zip(["", *PLANTS], json.loads(run.stdout), strict=True))


def test_no_import_contract_is_broken(broken: dict[str, list[str]]) -> None:
    assert broken[""] == []


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_violation_breaks_its_contract(broken: dict[str, list[str]], plant: str) -> None:
    assert broken[plant] == [PLANTS[plant][2]]


def test_every_contract_has_a_planted_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    assert {one["id"] for one in contracts["contracts"]} == {id for _, _, id in PLANTS.values()}
