"""Run a browser that ends when its owner does, whatever becomes of those in between.

Usage: leash.py OWNER PROFILE MEGABYTES COMMAND…

A small program between Playwright's driver and the browser, because only the driver starts the
browser and only Aurora knows whose it is. It watches the owner's life and how much memory the
browser holds, is not root for its eyes, and removes the profile at the end. It imports nothing of
Aurora's, and the browser has its open files, those of the driver's pipe among them.
"""

import contextlib
import ctypes
import os
import select
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

NOBODY_ID = 65534
PR_SET_PDEATHSIG = 1
LOOK_SECONDS = 0.5
GROUP, RESIDENT = 2, 21  # of what /proc tells behind the name
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def main(owner: str, profile: str, megabytes: str, *command: str) -> int:
    """Run the command until it ends, its owner does or it holds too much; give its exit code."""
    directory = Path(profile)
    unprivileged = os.geteuid() == 0
    if unprivileged:
        os.chown(directory, NOBODY_ID, NOBODY_ID)
    leash, driver = os.getpid(), os.getppid()
    browser = os.fork()
    if browser == 0:
        run(leash, command, unprivileged=unprivileged)
    close_pipes()
    code, waiting = None, watch(int(owner), browser)
    while code is None and lives(int(owner)) and held(browser) <= int(megabytes):
        waiting()
        code = ended(browser)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(browser, signal.SIGKILL)
    if code is None:
        if not lives(int(owner)):
            end_driver(driver)
        code = os.waitstatus_to_exitcode(os.waitpid(browser, 0)[1])
    shutil.rmtree(directory, ignore_errors=True)
    return code if code >= 0 else 128 - code


def run(leash: int, command: tuple[str, ...], *, unprivileged: bool) -> None:
    """Become the command, tied to the life of the leash."""
    try:
        os.setpgid(0, 0)
        if unprivileged:
            os.setgroups([])
            os.setgid(NOBODY_ID)
            os.setuid(NOBODY_ID)
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
        if os.getppid() == leash:
            os.execv(command[0], command)  # noqa: S606  running a command is what this is for
    except OSError as error:
        os.write(2, f"{command[0]}: {error.strerror}\n".encode())
    finally:
        os._exit(127)


def end_driver(driver: int) -> None:
    """End the driver with its owner, also one that hangs."""
    if os.getppid() == driver > 1:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(driver, signal.SIGKILL)


def close_pipes() -> None:
    """Leave the pipes to the browser, so that they end with it."""
    for number in (3, 4):
        with contextlib.suppress(OSError):
            os.close(number)


def watch(*processes: int) -> Callable[[], object]:
    """Give what waits a moment, but no longer than until one of the processes has ended."""
    if not hasattr(os, "pidfd_open"):
        return lambda: time.sleep(LOOK_SECONDS)
    poll = select.poll()
    for process in processes:
        with contextlib.suppress(OSError):
            poll.register(os.pidfd_open(process), select.POLLIN)
    return lambda: poll.poll(LOOK_SECONDS * 1000)


def lives(owner: int) -> bool:
    """Tell whether the owner still lives; one that nobody has buried yet does not."""
    try:
        os.kill(owner, 0)
        return Path(f"/proc/{owner}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (ProcessLookupError, IndexError):
        return False
    except PermissionError:
        return True
    except OSError:  # a system without /proc
        return sys.platform != "linux"


def held(group: int) -> int:
    """Give the megabytes that the processes of a group hold, as far as the system tells."""
    pages = 0
    for process in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            fields = process.read_text().rpartition(")")[2].split()
            if int(fields[GROUP]) == group:
                pages += int(fields[RESIDENT])
    return pages * PAGE_BYTES // 1_000_000


def ended(browser: int) -> int | None:
    """Give the exit code of the browser where it has ended."""
    pid, status = os.waitpid(browser, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if pid else None


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
