"""Other processes of this machine: who has a number, and ending one that is not our child."""

import asyncio
import os
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import msgspec

PROC = Path("/proc")
POLL_SECONDS = 0.05


class Running(msgspec.Struct, frozen=True):
    """A live process; `started` tells it from a later one with the same number."""

    pid: int
    started: str
    command: str


def look(pid: int) -> Running | None:
    """Give the process with this number, or None when it is gone or only a zombie."""
    return _from_proc(pid) if (PROC / "self/stat").exists() else _from_ps(pid)


def _from_proc(pid: int) -> Running | None:
    try:
        state, *fields = (PROC / f"{pid}/stat").read_text().rpartition(")")[2].split()
        command = (PROC / f"{pid}/cmdline").read_bytes()
        boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    except (FileNotFoundError, ProcessLookupError):
        return None
    if state in "ZX":
        return None
    return Running(
        pid, f"{boot} {fields[18]}", command.replace(b"\0", b" ").decode(errors="replace")
    )


def _from_ps(pid: int) -> Running | None:
    answer = subprocess.run(  # noqa: S603 - a fixed command and a number
        ["/bin/ps", "-ww", "-o", "stat=,lstart=,command=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C"},
    )
    match answer.stdout.split(maxsplit=6):
        case [state, *moment, command] if not state.startswith("Z"):
            return Running(pid, " ".join(moment), command)
    return None


async def end(running: Running, by: signal.Signals, patience: float) -> None:
    """Ask the process to end, and kill its group when it has not within `patience` seconds."""
    deadline = time.monotonic() + patience
    _send(running.pid, by)
    while _same(running):
        if time.monotonic() > deadline:
            kill_group(running.pid)
        await asyncio.sleep(POLL_SECONDS)
    kill_group(running.pid)


def kill_group(leader: int) -> None:
    """Kill what is left of a process group."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, number)


def _same(running: Running) -> bool:
    now = look(running.pid)
    return now is not None and now.started == running.started
