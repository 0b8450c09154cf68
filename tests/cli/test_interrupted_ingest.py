"""`aurora ingest` where it cannot go on: what was done is told, and nothing passes for refused."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from tests.cli.command_line import CommandLine
from tests.cli.pretender import Pretender, pretending

from aurora.cli.output import FAILED, UNREACHABLE
from aurora.queries.knowledge.views import CollectionView

LAMP = "# The lamp\n\nThe lamp turns every nine seconds.\n"


@pytest.fixture
def six(tmp_path: Path) -> list[str]:
    files = [tmp_path / f"{number}.md" for number in range(6)]
    for file in files:
        file.write_text(LAMP)
    return list(map(str, files))


@asynccontextmanager
async def refusing(stranger: CommandLine) -> AsyncIterator[tuple[Pretender, CommandLine]]:
    """An Aurora that refuses one file, and who hands it some."""
    async with pretending() as pretender:
        place = CollectionView(id=uuid4(), version=1, name="files", grants={})
        pretender.will(200, {"items": [place], "next": None})
        pretender.will(422, {"detail": "not this one"})
        cli = replace(stranger, environment={"AURORA_URL": pretender.url, "AURORA_KEY": "key"})
        yield pretender, cli


async def test_an_aurora_that_goes_away_ends_it_and_what_was_done_is_told(
    stranger: CommandLine, six: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aurora.cli.client.PATIENCE_SECONDS", 0.0)
    async with refusing(stranger) as (pretender, cli):
        pretender.will_stream("", cut_off=True)
        result = await cli("ingest", *six)
    assert result.exit_code == UNREACHABLE
    (line,) = result.stdout.splitlines()
    assert line.endswith(": refused: not this one")
    assert "6 files: 1 refused, 5 still to come.\n" in result.stderr


@pytest.mark.parametrize(
    ("status", "detail"), [(503, "the store is away"), (429, "too many requests")]
)
async def test_files_that_aurora_has_no_time_for_are_still_to_come(
    stranger: CommandLine, six: list[str], status: int, detail: str
) -> None:
    async with refusing(stranger) as (pretender, cli):
        pretender.will(status, {"detail": detail}, Retry_After="900")
        result = await cli("ingest", *six)
    assert result.exit_code == FAILED
    assert result.stdout.endswith(": refused: not this one\n")
    assert result.stderr.endswith(f"6 files: 1 refused, 5 still to come.\nError: {detail}\n")
