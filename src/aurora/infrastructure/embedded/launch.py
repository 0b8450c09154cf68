"""Run a command that dies with its parent and, where root is refused, is not root.

Usage: launch.py PARENT SIGNAL IDENTITY DIRECTORY COMMAND…

A program of its own, between fork and exec, because the calls it makes are safe only in a process
with a single thread. It imports nothing of Aurora's and keeps the process number. Where the
system has no such calls, it only runs the command.
"""

import contextlib
import ctypes
import os
import sys
from pathlib import Path

SAME, UNPRIVILEGED, NOBODY = "same", "unprivileged", "nobody"
NOBODY_ID = 65534

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG, PR_SET_KEEPCAPS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE = 1, 8, 47, 2
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1

libc = ctypes.CDLL(None, use_errno=True)


def main(parent: str, death_signal: str, identity: str, directory: str, *command: str) -> None:
    """Become who the command must be, tie it to the parent's life, and run it."""
    if identity != SAME and os.geteuid() == 0:
        drop_root(identity, Path(directory))
    if sys.platform == "linux":
        libc.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != int(parent):
            sys.exit("the parent is gone already")
    try:
        os.execv(command[0], command)  # noqa: S606 - running a command is what this is for
    except OSError as error:
        sys.exit(f"{command[0]}: {error.strerror}")


def drop_root(identity: str, directory: Path) -> None:
    """Stop being root for the command's eyes; `directory` is made the new identity's own."""
    if identity == UNPRIVILEGED and namespace_allowed():
        own(directory, os.geteuid())
        enter_namespace()
    else:
        own(directory, NOBODY_ID)
        become_nobody()


def namespace_allowed() -> bool:
    """Try in a process of its own whether this system lets us have a user namespace."""
    if sys.platform != "linux":
        return False
    child = os.fork()
    if child == 0:
        with contextlib.suppress(OSError):
            enter_namespace()
            os._exit(0)
        os._exit(1)
    return os.waitpid(child, 0)[1] == 0


def enter_namespace() -> None:
    """Be nobody in a user namespace, where files stay root's as seen from outside."""
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "no user namespace")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY_ID} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY_ID} {group} 1")


def become_nobody() -> None:
    """Be nobody, able to reach files below root's directories as far as root may grant it."""
    if sys.platform == "linux":
        libc.prctl(PR_SET_KEEPCAPS, 1)
    os.setgroups([])
    os.setgid(NOBODY_ID)
    os.setuid(NOBODY_ID)
    if sys.platform == "linux":
        keep_reach()


def keep_reach() -> None:
    """Keep the one capability that passes closed directories, also through exec."""
    mask = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    libc.capset(header, sets)
    libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)


def own(directory: Path, user: int) -> None:
    """Give the whole tree to the user, unless its top is the user's already."""
    if directory.stat().st_uid == user:
        return
    for path in (*directory.rglob("*"), directory):
        os.chown(path, user, user, follow_symlinks=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
