"""The manual shows the one table from role to permission as it is.

After a change on purpose, paste what `python -m tests.docs.test_roles_are_fresh` prints.
"""

import sys
from pathlib import Path

import pytest

from aurora.cli import tables

MANUAL = Path(__file__).parents[2] / "docs"


def rows() -> str:
    """Give the table without its title, its blank lines and its head."""
    lines = [line for line in tables.roles().splitlines() if line.startswith("|")]
    return "\n".join(lines[2:])


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_manual_shows_what_each_role_allows(language: str) -> None:
    assert rows() in (MANUAL / language / "access.md").read_text()


if __name__ == "__main__":
    sys.stdout.write(rows() + "\n")
