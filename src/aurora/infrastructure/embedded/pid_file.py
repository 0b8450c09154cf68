"""Remembers a child beyond its parent's life."""

from pathlib import Path
from signal import Signals

import msgspec
import structlog

from aurora.infrastructure.embedded import processes

logger = structlog.get_logger()


class Written(msgspec.Struct, frozen=True):
    """Which process was started; `started` tells it from a later one with the same number."""

    pid: int
    started: str


class PidFile:
    """The file that says which process a child last was."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, pid: int) -> None:
        """Remember the process, if it still lives."""
        if running := processes.look(pid):
            self.path.write_bytes(msgspec.json.encode(Written(pid, running.started)))

    def orphan(self) -> processes.Running | None:
        """Give the remembered process where it still lives."""
        try:
            written = msgspec.json.decode(self.path.read_bytes(), type=Written)
        except (FileNotFoundError, msgspec.DecodeError):
            return None
        running = processes.look(written.pid)
        return running if running and running.started == written.started else None

    async def end_orphan(self, by: Signals, patience: float) -> None:
        """End the remembered process where an earlier parent left it running."""
        if running := self.orphan():
            logger.warning("orphan_found", pid=running.pid, command=running.command)
            await processes.end(running, by, patience)
