"""A child process that is started, watched and stopped, and never left behind."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGTERM, Signals

import structlog

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded import launch, processes
from aurora.infrastructure.embedded.log_files import rotate, tail
from aurora.infrastructure.embedded.pid_file import PidFile

READY_POLL_SECONDS = 0.02
START_PAUSES = (0.1, 0.2, 0.4, 0.8, 1.6, 3.2)
FIRST_PAUSE, LONGEST_PAUSE, STEADY_SECONDS = 0.1, 10.0, 60.0

logger = structlog.get_logger()


async def spawn(
    argv: Sequence[str],
    *,
    env: Mapping[str, str],
    log: Path,
    death_signal: Signals | None = SIGTERM,
    identity: str = launch.SAME,
    directory: Path = Path("/"),
) -> asyncio.subprocess.Process:
    """Start a command in a session of its own that gets `death_signal` when this thread ends.

    Its output goes to the end of `log`. `identity` other than `same` lets a command run that
    refuses root; `directory` then becomes that identity's own.
    """
    launcher = [sys.executable, "-I", "-S", launch.__file__]
    with log.open("ab") as output:
        return await asyncio.create_subprocess_exec(
            *launcher,
            str(os.getpid()),
            str(int(death_signal or 0)),
            identity,
            str(directory),
            *argv,
            env=dict(env),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )


async def nothing() -> None:
    """Prepare nothing."""


@dataclass(kw_only=True, eq=False)
class Child:
    """One supervised process; `prepare` runs before each start, `ready` says when it serves."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path
    pid_file: Path
    ready: Callable[[], Awaitable[bool]]
    prepare: Callable[[], Awaitable[None]] = nothing
    stop_signal: Signals = SIGTERM
    stop_seconds: float = 30.0
    start_seconds: float = 60.0
    start_pauses: Sequence[float] = START_PAUSES
    identity: str = launch.SAME
    directory: Path = Path("/")
    wanted: bool = field(default=False, init=False)
    _process: asyncio.subprocess.Process | None = field(default=None, init=False)
    _code: int = field(default=0, init=False)

    @property
    def pid(self) -> int | None:
        """The number of the live process, or None."""
        process = self._process
        return process.pid if process and process.returncode is None else None

    async def start(self) -> None:
        """Start and wait until ready, ending first what an earlier parent left behind.

        One that ends before it is ready is tried again a few times: it may wait for the last
        traces of its predecessor to go. Raises Unavailable with the end of its log.
        """
        self.wanted = True
        await self.end_orphan()
        try:
            await self._start_with_patience()
        except BaseException:
            await self.end()
            raise

    async def end_orphan(self) -> None:
        """End what an earlier parent left behind."""
        await PidFile(self.pid_file).end_orphan(self.stop_signal, self.stop_seconds)

    async def _start_with_patience(self) -> None:
        for pause in (*self.start_pauses, None):
            await self.prepare()
            if self.wanted:
                await self._spawn()
            if await self._becomes_ready() and self.wanted:
                return
            await self.end()
            if not self.wanted:
                return
            if pause:
                await asyncio.sleep(pause)
        raise Unavailable(f"{self.name} does not start: {tail(self.log)}")

    async def _spawn(self) -> None:
        rotate(self.log)
        self._process = await spawn(
            self.argv,
            env=self.env,
            log=self.log,
            death_signal=self.stop_signal,
            identity=self.identity,
            directory=self.directory,
        )
        PidFile(self.pid_file).write(self._process.pid)

    async def _becomes_ready(self) -> bool:
        try:
            async with asyncio.timeout(self.start_seconds):
                while self.pid:
                    if await self.ready():
                        return True
                    await asyncio.sleep(READY_POLL_SECONDS)
        except TimeoutError:
            raise Unavailable(f"{self.name} is not ready: {tail(self.log)}") from None
        return False

    async def ended(self) -> int:
        """Wait for the process to end and give its exit code; what it started is killed."""
        if process := self._process:
            self._code = await process.wait()
            if self._process is process:
                processes.kill_group(process.pid)
                self._process = None
        return self._code

    async def end(self) -> None:
        """End the process, politely, then not; `keep_alive` starts it again."""
        if self.pid and (running := processes.look(self.pid)):
            await processes.end(running, self.stop_signal, self.stop_seconds)
        await self.ended()

    async def stop(self) -> None:
        """End the process for good."""
        self.wanted = False
        await self.end()
        self.pid_file.unlink(missing_ok=True)


async def keep_alive(child: Child) -> None:
    """Start the child again whenever it ends by itself, pausing longer each time it ends soon.

    Returns when the child is stopped.
    """
    pause = FIRST_PAUSE
    while True:
        since = time.monotonic()
        code = await child.ended()
        if not child.wanted:
            return
        pause = FIRST_PAUSE if time.monotonic() - since > STEADY_SECONDS else pause
        logger.warning("child_ended", child=child.name, code=code, starts_again_in=pause)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)
        if child.wanted:
            await _start_again(child)


async def _start_again(child: Child) -> None:
    try:
        await child.start()
    except (Unavailable, OSError) as error:
        logger.warning("child_does_not_start", child=child.name, error=str(error))
    else:
        logger.info("child_started", child=child.name, pid=child.pid)
