"""`aurora ingest -` takes in what standard input says."""

import asyncio
import signal
from pathlib import Path

from tests.cli.command_line import CommandLine

from aurora.cli.output import FAILED, INTERRUPTED


async def test_standard_input_is_a_document_each_time(cli: CommandLine) -> None:
    for _ in range(2):
        result = await cli("ingest", "-", stdin="Said on standard input.")
        assert result.stdout.startswith("-: new (")


async def test_standard_input_goes_along_with_files(cli: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "lamp.md").write_text("The lamp turns.")
    result = await cli("ingest", "-", str(tmp_path / "lamp.md"), stdin="Said beside a file.")
    assert result.stderr.endswith("2 files: 2 new.\n")


async def test_standard_input_that_says_nothing_is_refused(cli: CommandLine) -> None:
    result = await cli("ingest", "-", stdin="")
    assert result.exit_code == FAILED
    assert result.stdout == "-: refused: the file is empty\n"


async def test_ctrl_c_ends_waiting_for_standard_input(cli: CommandLine) -> None:
    process = await cli.start("ingest", "-", stdin=asyncio.subprocess.PIPE)
    assert process.stdin
    process.stdin.write(b"Said, and ")
    await process.stdin.drain()
    await asyncio.sleep(2)
    process.send_signal(signal.SIGINT)
    said = await asyncio.wait_for(process.communicate(), 10)
    assert process.returncode == INTERRUPTED
    assert said == (b"", b"")
