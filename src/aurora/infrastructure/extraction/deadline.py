"""An end for work that may take too long, without the end of the process that does it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

AGAIN = 0.1  # seconds: what is raised in a callback of the collector goes no further


class TookTooLong(Exception):
    """The work was given up."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise TookTooLong in the block after so many seconds of CPU time; in the main thread alone,
    and not before what runs outside of Python returns.
    """
    before = signal.signal(signal.SIGVTALRM, _give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _give_up(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
    raise TookTooLong
