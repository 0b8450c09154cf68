"""What processes cost: CPU time and memory of whole families, from /proc."""

from collections.abc import Callable, Iterable

import psutil  # type: ignore[import-untyped]

MEGABYTE = 1_000_000


def family(pid: int) -> list[psutil.Process]:
    """Give a process and everything that descends from it."""
    parent = psutil.Process(pid)
    return [parent, *parent.children(recursive=True)]


def cpu_seconds(pids: Iterable[int]) -> float:
    """Add up user and system time of families, children that ended and were waited for too."""
    return sum(_spent(member) for pid in pids for member in family(pid))


def meter(*pids: int) -> Callable[[], float]:
    """Give a way to read the CPU time that the families have spent so far."""
    return lambda: cpu_seconds(pids)


def pss_mb(members: Iterable[psutil.Process]) -> float:
    """Add up the proportional set sizes of processes: shared pages count once among sharers."""
    return sum(_resident(member) for member in members) / MEGABYTE


def _spent(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)


def _resident(process: psutil.Process) -> float:
    try:
        return float(process.memory_full_info().pss)
    except psutil.NoSuchProcess:
        return 0.0
