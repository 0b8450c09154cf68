import os
import subprocess
import sys
from pathlib import Path

import pytest

from aurora.infrastructure.embedded import launch

SAYS_WHO = (
    "import os; print(os.geteuid()); open('mine', 'w').close(); print(os.stat('mine').st_uid)"
)
AS_ROOT = [launch.UNPRIVILEGED, launch.NOBODY]
PYTHON = [sys.executable, "-I", "-S"]
IDENTITIES = [launch.SAME, *AS_ROOT]


def run(
    directory: Path, identity: str, *, parent: int | None = None
) -> subprocess.CompletedProcess[str]:
    started_by = str(parent or os.getpid())
    return subprocess.run(  # noqa: S603 - our own program
        [*PYTHON, launch.__file__, started_by, "15", identity, directory, *PYTHON, "-c", SAYS_WHO],
        cwd=directory,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("identity", IDENTITIES)
def test_the_command_is_root_only_where_nothing_else_is_asked(
    tmp_path: Path, identity: str
) -> None:
    before = os.geteuid()
    expected = launch.NOBODY_ID if before == 0 and identity in AS_ROOT else before
    assert run(tmp_path, identity).stdout.split() == [str(expected)] * 2


def test_a_tree_goes_from_one_identity_to_another_and_back(tmp_path: Path) -> None:
    for identity in (*AS_ROOT, *AS_ROOT):
        assert run(tmp_path, identity).returncode == 0


def test_directories_closed_to_others_do_not_keep_nobody_out(tmp_path: Path) -> None:
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert run(inner, launch.NOBODY).returncode == 0


def test_nothing_runs_when_the_parent_is_gone_already(tmp_path: Path) -> None:
    late = run(tmp_path, launch.SAME, parent=os.getppid())
    assert late.stdout == ""
    assert "gone" in late.stderr
