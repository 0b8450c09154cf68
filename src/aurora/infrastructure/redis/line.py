"""One connection to Redis that callers share: questions go out at once, answers come in turn."""

import asyncio
import builtins
import math
from collections import deque
from typing import Any

from redis.asyncio.connection import AbstractConnection, ConnectionPool
from redis.exceptions import ConnectionError, RedisError, ResponseError, TimeoutError

Waiting = deque["asyncio.Future[Any]"]


class Line:
    """Commands of many callers over one connection of a pool's kind, opened on first use.

    What goes wrong with one command is its caller's alone; what goes wrong with the connection is
    everybody's who waits, and the next command opens another one.
    """

    def __init__(self, pool: ConnectionPool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds
        self._opening = asyncio.Lock()
        self._connection: AbstractConnection | None = None
        self._waiting: Waiting = deque()
        self._listener: asyncio.Task[None] | None = None

    async def ask(self, *command: Any) -> Any:  # noqa: ANN401  whatever Redis takes and gives
        """Send a command and wait for its answer; raises ResponseError, ConnectionError and
        TimeoutError of redis-py.
        """
        try:
            async with asyncio.timeout(self._seconds):
                connection = self._open() or await self._opened()
                answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
                self._waiting.append(answer)
                packed = connection.pack_command(*command)
                try:
                    await connection.send_packed_command(packed, check_health=False)
                except BaseException:
                    answer.cancel()
                    raise
                return await answer
        except builtins.TimeoutError as late:
            await self.aclose()
            raise TimeoutError("Redis does not answer") from late

    async def aclose(self) -> None:
        """Close the connection; those who wait get a ConnectionError."""
        listener, self._listener, self._connection = self._listener, None, None
        if listener:
            listener.cancel()
            await asyncio.wait([listener])

    def _open(self) -> AbstractConnection | None:
        connection = self._connection
        return connection if connection and connection.is_connected else None

    async def _opened(self) -> AbstractConnection:
        async with self._opening:
            if connection := self._open():
                return connection
            await self.aclose()
            given = self._pool.connection_kwargs | {"socket_timeout": None}
            connection = self._pool.connection_class(**given)
            try:
                await connection.connect()  # type: ignore[no-untyped-call]
            except BaseException:
                await connection.disconnect(nowait=True)
                raise
            self._connection, self._waiting = connection, deque()
            self._listener = asyncio.create_task(_listen(connection, self._waiting))
            return connection


async def _listen(connection: AbstractConnection, waiting: Waiting) -> None:
    """Hand answers to those who wait, in order, until the connection ends."""
    try:
        while True:
            answer = await _next(connection)
            caller = waiting.popleft()
            if caller.done():
                continue
            if isinstance(answer, ResponseError):
                caller.set_exception(answer)
            else:
                caller.set_result(answer)
    except (RedisError, OSError):
        pass
    finally:
        await connection.disconnect(nowait=True)
        for caller in waiting:
            if not caller.done():
                caller.set_exception(ConnectionError("the connection to Redis broke"))


async def _next(connection: AbstractConnection) -> Any:  # noqa: ANN401  Redis's answer
    try:
        return await connection.read_response(timeout=math.inf, disconnect_on_error=False)
    except ResponseError as refusal:
        return refusal
