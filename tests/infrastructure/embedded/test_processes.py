import os
from collections.abc import Callable
from pathlib import Path

import pytest

from aurora.infrastructure.embedded import processes
from aurora.infrastructure.embedded.processes import Running

Look = Callable[[int], Running | None]

SOURCES = {"/proc/self/stat": processes._from_proc, "/bin/ps": processes._from_ps}
HERE = [look for source, look in SOURCES.items() if Path(source).exists()]


@pytest.mark.parametrize("look", HERE)
def test_a_live_process_shows_its_command_and_always_the_same_start(look: Look) -> None:
    found = look(os.getpid())
    assert found
    assert "python" in found.command
    assert found == look(os.getpid())


@pytest.mark.parametrize("look", HERE)
def test_a_number_that_nobody_has_finds_nothing(look: Look) -> None:
    assert look(2**22 + 1) is None


@pytest.mark.parametrize("look", HERE)
def test_a_zombie_counts_as_gone(look: Look) -> None:
    zombie = os.posix_spawn("/bin/sh", ["sh", "-c", "exit"], {})
    try:
        os.waitid(os.P_PID, zombie, os.WEXITED | os.WNOWAIT)
        os.kill(zombie, 0)
        assert look(zombie) is None
    finally:
        os.waitpid(zombie, 0)
