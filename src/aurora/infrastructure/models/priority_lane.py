"""One thread for blocking work, the most urgent first."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from queue import Empty, PriorityQueue
from threading import Event, Lock, Thread
from typing import Any, TypeVar

from aurora.domains.errors import Unavailable

T = TypeVar("T")


@dataclass(order=True)
class _Task:
    urgency: int
    number: int
    call: Callable[[], Any] | None = field(compare=False, default=None)
    future: Future[Any] = field(compare=False, default_factory=Future)

    def run(self) -> None:
        if self.call is None or not self.future.set_running_or_notify_cancel():
            return
        try:
            self.future.set_result(self.call())
        except Exception as error:
            self.future.set_exception(error)


class PriorityLane:
    """Runs calls one after the other in a thread of its own; lower urgency numbers go first.

    `on_idle` is called in that thread when nothing came for `idle_seconds`.
    """

    def __init__(self, name: str, on_idle: Callable[[], None], idle_seconds: float) -> None:
        self._name = name
        self._on_idle = on_idle
        self._idle_seconds = idle_seconds
        self._tasks: PriorityQueue[_Task] = PriorityQueue()
        self._numbers = count()
        self._lock = Lock()
        self._thread: Thread | None = None
        self.closed = Event()

    async def run(self, urgency: int, call: Callable[[], T]) -> T:
        """Wait for the turn and give the call's result; a cancelled call that waits is dropped."""
        task = _Task(urgency, next(self._numbers), call)
        with self._lock:
            if self.closed.is_set():
                raise Unavailable(f"the lane {self._name} is closed")
            self._tasks.put(task)
            self._start()
        result: T = await asyncio.wrap_future(task.future)
        return result

    def close(self) -> None:
        """Finish the call that runs, refuse the ones that wait, end the thread."""
        with self._lock:
            self.closed.set()
            self._tasks.put(_Task(-1, next(self._numbers)))
        if self._thread:
            self._thread.join()
        with suppress(Empty):
            while True:
                self._tasks.get_nowait().future.cancel()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._work, name=self._name, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (task := self._next()).call is not None:
            task.run()
            del task

    def _next(self) -> _Task:
        try:
            return self._tasks.get(timeout=self._idle_seconds)
        except Empty:
            self._on_idle()
            return self._tasks.get()
