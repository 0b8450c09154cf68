"""Where no Aurora runs, a command starts one and stops it again."""

from pathlib import Path

from tests.cli.command_line import CommandLine


async def test_a_command_brings_its_own_aurora_and_the_next_one_knows_what_it_did(
    stranger: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "lamp.txt"
    file.write_text("The lamp of the harbour turns every nine seconds.")
    ingested = await stranger.start("ingest", str(file))
    _, said = await ingested.communicate()
    asked = await stranger.start("ask", "How often does the lamp turn?", "--json")
    answer, _ = await asked.communicate()
    assert (ingested.returncode, asked.returncode) == (0, 0)
    assert "starting one" in said.decode()
    assert b"every nine seconds" in answer
    assert answer.count(b"\n") == 1
    assert not list((tmp_path / "data" / "run").glob("*.pid"))
