"""The in-process message bus: it binds handlers by type, authorises, times and delivers
messages.
"""

import hashlib
import inspect
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, Protocol, TypeVar, get_type_hints
from uuid import UUID, uuid4

import msgspec
import structlog

from aurora.commands.command import Command
from aurora.domains.errors import AuroraError, Forbidden, Invalid, Stale, Unauthenticated
from aurora.domains.event import START, Position
from aurora.domains.principal import Principal, PrincipalKind
from aurora.queries.query import Query

R = TypeVar("R")
Handler = Callable[..., Awaitable[Any]]
TRIES = 4

log = structlog.get_logger("aurora.bus")


class Unbound(Exception):
    """A handler asks for a port that nobody provides; the start stops here."""


class KeyReused(Invalid):
    """The idempotency key was used for another request."""


@dataclass(kw_only=True)
class Delivery:
    """One message under way: who sent it, under which key, and what became of its transaction.

    A unit of work that runs under a key leaves its commit to the bus through `settle`, so that the
    answer is kept in the same transaction as the effect.
    """

    message: type[msgspec.Struct]
    by: Principal
    key: str | None = None
    request_hash: bytes = b""
    correlation_id: UUID = field(default_factory=uuid4)
    position: Position = START
    settle: Callable[[bytes | None], Awaitable[None]] | None = None


delivery: ContextVar[Delivery | None] = ContextVar("delivery", default=None)


class Receipt(msgspec.Struct, Generic[R], frozen=True):
    """What a command answered, and up to where the log must be read to see its effect."""

    answer: R
    position: Position


class Ledger(Protocol):
    """Answers that were given under an idempotency key."""

    async def recall(self, under: Delivery) -> tuple[bytes, Position] | None:
        """Give the stored answer; raises KeyReused when the key belongs to another request."""
        ...

    async def remember(self, under: Delivery, answer: bytes) -> None:
        """Keep an answer whose command changed nothing."""
        ...


class Progress(Protocol):
    """How far the projections have come."""

    async def wait(self, projections: Sequence[str], position: Position) -> None:
        """Return when all of them have reached the position; raises Unavailable after two
        seconds.
        """
        ...


class Meter(Protocol):
    """Counts and times messages."""

    def observe(self, message: str, outcome: str, seconds: float) -> None:
        """Take note of one delivery."""
        ...


class Bus:
    """Delivers commands and queries to the one handler that each has."""

    def __init__(
        self,
        handlers: Sequence[Handler],
        ports: Mapping[Any, Any],
        *,
        ledger: Ledger,
        progress: Progress,
        meter: Meter,
    ) -> None:
        self._handlers = dict(_bind(handler, ports) for handler in handlers)
        self._ledger = ledger
        self._progress = progress
        self._meter = meter

    @property
    def messages(self) -> frozenset[type[msgspec.Struct]]:
        """Every message that has a handler."""
        return frozenset(self._handlers)

    def authorise(self, message: type[msgspec.Struct], by: Principal) -> None:
        """Refuse a caller who lacks what the message demands; raises Unauthenticated, Forbidden."""
        if message not in self._handlers:
            raise Unbound(f"nobody handles {message.__name__}")
        permission = self._handlers[message].permission
        if by.may(permission):
            return
        if by.kind is PrincipalKind.ANONYMOUS:
            raise Unauthenticated("sign in or send an API key")
        raise Forbidden(f"this needs the permission {permission}")

    async def send(
        self,
        command: Command[R],
        by: Principal,
        *,
        key: str | None = None,
        cause: UUID | None = None,
    ) -> R:
        """Run a command and give its answer."""
        return (await self.deliver(command, by, key=key, cause=cause)).answer

    async def deliver(
        self,
        command: Command[R],
        by: Principal,
        *,
        key: str | None = None,
        cause: UUID | None = None,
    ) -> Receipt[R]:
        """Run a command once per caller and key, and tell where its effect stands in the log.

        `cause` is the correlation id of what led to the command; without one it begins anew.
        """
        under = Delivery(
            message=type(command),
            by=by,
            key=None if command.secret_answer else key,
            request_hash=_hash(command),
            correlation_id=cause or uuid4(),
        )
        return await self._observed(command, by, partial(self._deliver, command, under))

    async def ask(self, query: Query[R], by: Principal, *, after: Position | None = None) -> R:
        """Answer a query; with `after`, from projections that have reached that position."""
        return await self._observed(query, by, partial(self._answer, query, by, after))

    async def _answer(self, query: Query[R], by: Principal, after: Position | None) -> R:
        if after is not None and query.waits_for:
            await self._progress.wait(query.waits_for, after)
        answer: R = await self._handlers[type(query)].run(query, by)
        return answer

    async def _deliver(self, command: Command[R], under: Delivery) -> Receipt[R]:
        bound = self._handlers[type(command)]
        if kept := await self._kept(bound, under):
            return kept
        token = delivery.set(under)
        try:
            answer = await self._retried(bound, command, under)
        except (AnsweredMeanwhile, AuroraError):
            if kept := await self._kept(bound, under):
                return kept
            raise
        finally:
            delivery.reset(token)
        return Receipt(answer, under.position)

    async def _kept(self, bound: "_Bound", under: Delivery) -> Receipt[Any] | None:
        kept = await self._ledger.recall(under) if under.key else None
        return Receipt(bound.decode(kept[0]), kept[1]) if kept else None

    async def _retried(self, bound: "_Bound", command: Command[R], under: Delivery) -> R:
        for attempt in range(TRIES):
            try:
                return await self._once(bound, command, under)
            except Stale:
                if attempt == TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    async def _once(self, bound: "_Bound", command: Command[R], under: Delivery) -> R:
        under.position = START
        try:
            answer: R = await bound.run(command, under.by)
        except BaseException:
            await _settle(under, None)
            raise
        if under.key:
            encoded = msgspec.json.encode(answer)
            if not await _settle(under, encoded):
                await self._ledger.remember(under, encoded)
                raise AnsweredMeanwhile
        return answer

    async def _observed(
        self, message: msgspec.Struct, by: Principal, run: Callable[[], Awaitable[R]]
    ) -> R:
        name, started, outcome = type(message).__name__, time.perf_counter(), "cancelled"
        try:
            self.authorise(type(message), by)
            answer = await run()
            outcome = "ok"
            return answer
        except AuroraError as error:
            outcome = type(error).__name__
            raise
        except Exception:
            outcome = "error"
            raise
        finally:
            seconds = time.perf_counter() - started
            self._meter.observe(name, outcome, seconds)
            log.debug("message", message=name, by=str(by.id), outcome=outcome, seconds=seconds)


def _hash(command: Command[Any]) -> bytes:
    return hashlib.sha256(msgspec.json.encode(command, order="deterministic")).digest()


def messages_of(handlers: Sequence[Handler]) -> dict[str, type[msgspec.Struct]]:
    """Give the messages that the handlers are for, by name."""
    hints = (get_type_hints(handler) for handler in handlers)
    found = (next(iter(types.values())) for types in hints)
    return {message.__name__: message for message in found}


class AnsweredMeanwhile(Exception):
    """The ledger holds the answer under this key: somebody may have been faster."""


async def _settle(under: Delivery, answer: bytes | None) -> bool:
    settle, under.settle = under.settle, None
    if settle is None:
        return False
    await settle(answer)
    return True


@dataclass(frozen=True)
class _Bound:
    run: Handler
    permission: Any
    answer: Any

    def decode(self, kept: bytes) -> Any:  # noqa: ANN401  the type is only known by the message
        return msgspec.json.decode(kept, type=self.answer)


def _bind(handler: Handler, ports: Mapping[Any, Any]) -> tuple[type[msgspec.Struct], _Bound]:
    hints = get_type_hints(handler)
    answer = hints.pop("return", None)
    (_, message), *rest = hints.items()
    found: dict[str, Any] = {}
    takes_caller = None
    for name, wanted in rest:
        if wanted is Principal:
            takes_caller = name
        elif wanted in ports:
            found[name] = ports[wanted]
        else:
            raise Unbound(
                f"{inspect.unwrap(handler).__name__} asks for {wanted}, nobody provides it"
            )

    async def run(message: msgspec.Struct, by: Principal) -> object:
        caller = {takes_caller: by} if takes_caller else {}
        return await handler(message, **caller, **found)

    return message, _Bound(run=run, permission=message.permission, answer=answer)
