"""Where no Aurora runs, a command starts one and stops it again."""

from pathlib import Path

import msgspec
from tests.cli.command_line import CommandLine


async def test_a_command_brings_its_own_aurora_and_takes_it_away_again(
    stranger: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "lamp.txt"
    file.write_text("The lamp of the harbour turns every nine seconds.")
    command = await stranger.start("ingest", str(file), "--json")
    printed, said = await command.communicate()
    (fate,) = msgspec.json.decode(printed)
    assert (command.returncode, fate["outcome"]) == (0, "new")
    assert said.decode().startswith("No Aurora runs on this machine")
    assert not list((tmp_path / "data" / "run").glob("*.pid"))
