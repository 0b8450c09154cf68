from pathlib import Path

from aurora.infrastructure.postgres.schema import HEAD

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"


def test_processes_wait_for_the_newest_migration() -> None:
    assert max(path.name.partition("_")[0] for path in VERSIONS.glob("*.py")) == HEAD
