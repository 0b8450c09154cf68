"""The locks: every package pinned by hash, and no word about where it comes from."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]+\])?==(\S+?)(?: ;.*)? \\\n(    --hash=sha256:)?", re.M)


def pins(lock: str) -> dict[str, bool]:
    found = PIN.findall((ROOT / lock).read_text())
    return {f"{name}=={version}": bool(hashed) for name, version, hashed in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash(lock: str) -> None:
    requirements = re.findall(r"^[a-z].*$", (ROOT / lock).read_text(), re.M)
    assert len(pins(lock)) == len(requirements) > 100
    assert all(pins(lock).values())


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_no_address(lock: str) -> None:
    assert not re.search(r"://|--index|--extra-index|--find-links", (ROOT / lock).read_text())


def test_tests_run_on_the_versions_that_aurora_runs_on() -> None:
    assert pins("requirements.txt").keys() <= pins("requirements-dev.txt").keys()


def test_every_declared_package_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {re.split(r"[\[<>=;]", line)[0] for line in project["dependencies"]}
    assert declared <= {pin.partition("==")[0] for pin in pins("requirements.txt")}
