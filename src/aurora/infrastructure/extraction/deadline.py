"""An end for work that may take too long, without the end of the process that does it."""

import signal
from types import FrameType

AGAIN = 0.1  # seconds: what is raised in a callback of the collector goes no further


class TookTooLong(Exception):
    """The work was given up."""


class at_most:  # noqa: N801  reads as what it says
    """Raise TookTooLong in the block after so many seconds of CPU time; in the main thread alone,
    and not before what runs outside of Python returns.

    Leaving the block is not interrupted: the alarm would ring for ever.
    """

    def __init__(self, seconds: float, again: float = AGAIN) -> None:
        self._seconds, self._again = seconds, again

    def __enter__(self) -> None:
        """Set the alarm."""
        self._before = signal.signal(signal.SIGVTALRM, self._ring)
        signal.setitimer(signal.ITIMER_VIRTUAL, self._seconds, self._again)

    def __exit__(self, *raised: object) -> None:
        """Switch the alarm off."""
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, self._before)

    def _ring(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        if not _in_vain(frame):
            raise TookTooLong


def _in_vain(frame: FrameType | None) -> bool:
    """Tell whether the alarm is being switched on or off, or an object is just given up: what is
    raised there goes no further, or where nobody waits for it.
    """
    switches = at_most.__enter__.__code__, at_most.__exit__.__code__
    while frame is not None:
        if frame.f_code in switches or frame.f_code.co_name == "__del__":
            return True
        frame = frame.f_back
    return False
