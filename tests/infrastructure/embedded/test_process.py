import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from tests.infrastructure.embedded.waiting import eventually

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded import processes
from aurora.infrastructure.embedded.pid_file import PidFile
from aurora.infrastructure.embedded.places import Places
from aurora.infrastructure.embedded.process import Child, keep_alive

SLEEPS = "import pathlib, time; pathlib.Path('{ready}').touch(); time.sleep(600)"
DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); " + SLEEPS
PARENT_OF_ONE = (
    "import pathlib, subprocess; kid = subprocess.Popen(['sleep', '600']); "
    "pathlib.Path('{ready}').write_text(str(kid.pid)); kid.wait()"
)
FAILS = "raise SystemExit('no such table')"


def make(tmp_path: Path, program: str, **options: Any) -> Child:
    ready = tmp_path / "ready"
    places = Places(tmp_path)

    async def is_ready() -> bool:
        return ready.exists()

    async def forget() -> None:
        ready.unlink(missing_ok=True)

    return Child(
        name="sleeper",
        argv=[sys.executable, "-c", program.format(ready=ready)],
        env={"PATH": os.environ["PATH"]},
        log=places.log("sleeper"),
        pid_file=places.pid_file("sleeper"),
        ready=is_ready,
        prepare=forget,
        **options,
    )


@pytest.fixture
async def sleeper(tmp_path: Path) -> AsyncIterator[Child]:
    child = make(tmp_path, SLEEPS)
    await child.start()
    yield child
    await child.stop()


async def test_a_started_child_is_ready_and_a_stopped_one_gone(tmp_path: Path) -> None:
    child = make(tmp_path, SLEEPS)
    await child.start()
    pid = child.pid
    assert (tmp_path / "ready").exists()
    assert pid
    assert processes.look(pid)
    await child.stop()
    await child.stop()
    assert child.pid is None
    assert processes.look(pid) is None


async def test_a_child_that_ends_at_once_is_reported_with_its_last_words(tmp_path: Path) -> None:
    child = make(tmp_path, FAILS, start_pauses=(0.01,))
    with pytest.raises(Unavailable, match=r"sleeper does not start: (?s:.*)no such table"):
        await child.start()
    assert child.log.read_text().count("no such table") == 2


async def test_a_child_that_never_gets_ready_is_ended(tmp_path: Path) -> None:
    child = make(tmp_path, "import time; time.sleep(600)", start_seconds=0.3)
    with pytest.raises(Unavailable, match="not ready"):
        await child.start()
    assert child.pid is None


async def test_a_child_that_is_deaf_to_its_signal_is_killed(tmp_path: Path) -> None:
    child = make(tmp_path, DEAF, stop_seconds=0.2)
    await child.start()
    await child.stop()
    assert await child.ended() == -signal.SIGKILL


async def test_what_a_child_started_dies_with_it(tmp_path: Path) -> None:
    child = make(tmp_path, PARENT_OF_ONE)
    await child.start()
    await eventually(lambda: (tmp_path / "ready").read_text() != "")
    grandchild = int((tmp_path / "ready").read_text())
    assert processes.look(grandchild)
    await child.stop()
    await eventually(lambda: processes.look(grandchild) is None)


async def test_a_kept_child_comes_back_until_it_is_stopped(sleeper: Child) -> None:
    keeping = asyncio.create_task(keep_alive(sleeper))
    for _ in range(2):
        before = sleeper.pid
        assert before
        os.kill(before, signal.SIGKILL)
        await eventually(lambda before=before: sleeper.pid not in {None, before})  # type: ignore[misc]
    await sleeper.stop()
    await keeping
    assert sleeper.pid is None


async def test_a_kept_child_that_cannot_start_is_tried_again(tmp_path: Path) -> None:
    child = make(tmp_path, SLEEPS, start_pauses=())
    await child.start()
    works, child.argv = child.argv, [sys.executable, "-c", FAILS]
    keeping = asyncio.create_task(keep_alive(child))
    os.kill(child.pid or 0, signal.SIGKILL)
    await eventually(lambda: "no such table" in child.log.read_text())
    child.argv = works
    await eventually(lambda: child.pid is not None and (tmp_path / "ready").exists())
    await child.stop()
    await keeping


async def test_a_child_stopped_while_it_starts_again_stays_stopped(sleeper: Child) -> None:
    keeping = asyncio.create_task(keep_alive(sleeper))
    os.kill(sleeper.pid or 0, signal.SIGKILL)
    await eventually(lambda: sleeper.pid is None)
    await sleeper.stop()
    await keeping
    assert sleeper.pid is None


async def test_a_start_that_is_cancelled_leaves_nothing(tmp_path: Path) -> None:
    child = make(tmp_path, "import time; time.sleep(600)")
    starting = asyncio.create_task(child.start())
    await eventually(lambda: child.pid is not None)
    pid = child.pid
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert pid
    assert processes.look(pid) is None


async def test_an_orphan_is_ended_at_the_next_start(tmp_path: Path, sleeper: Child) -> None:
    orphan = sleeper.pid
    assert orphan
    heir = make(tmp_path, SLEEPS)
    await heir.start()
    assert processes.look(orphan) is None
    await heir.stop()


async def test_a_stranger_with_the_orphans_number_is_left_alone(
    tmp_path: Path, sleeper: Child
) -> None:
    stranger = sleeper.pid
    path = tmp_path / "old.pid"
    path.write_text(f'{{"pid": {stranger}, "started": "before the last boot"}}')
    assert PidFile(path).orphan() is None
    await PidFile(path).end_orphan(signal.SIGTERM, 1)
    assert sleeper.pid == stranger
