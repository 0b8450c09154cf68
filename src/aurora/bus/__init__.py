"""The in-process message bus: it binds handlers by type, authorises, times and delivers
messages.
"""

import hashlib
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar
from uuid import UUID, uuid4

import msgspec
import structlog

from aurora.bus.binding import Bound, Handler, Unbound, bind, messages_of
from aurora.bus.delivery import AnsweredMeanwhile, Delivery, Receipt, delivery
from aurora.bus.ports import Ledger, Meter, Progress, Refusal, Witness
from aurora.commands.command import Command
from aurora.domains.errors import AuroraError, Forbidden, Invalid, Stale, Unauthenticated
from aurora.domains.event import START, Position
from aurora.domains.origin import WITHIN, Origin
from aurora.domains.principal import Principal, PrincipalKind
from aurora.queries.query import Query

__all__ = [
    "AnsweredMeanwhile",
    "Bus",
    "Delivery",
    "Handler",
    "KeyReused",
    "Ledger",
    "Meter",
    "Progress",
    "Receipt",
    "Refusal",
    "Unbound",
    "Witness",
    "delivery",
    "messages_of",
]

R = TypeVar("R")
TRIES = 4

log = structlog.get_logger("aurora.bus")


class KeyReused(Invalid):
    """The idempotency key was used for another request."""


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
        witness: Witness | None = None,
    ) -> None:
        self._handlers = dict(bind(handler, ports) for handler in handlers)
        self._ledger = ledger
        self._progress = progress
        self._meter = meter
        self._witness = witness

    @property
    def messages(self) -> frozenset[type[msgspec.Struct]]:
        """Every message that has a handler."""
        return frozenset(self._handlers)

    def needing(self, port: object) -> frozenset[type[msgspec.Struct]]:
        """Give the messages whose handlers ask for a port."""
        return frozenset(kind for kind, bound in self._handlers.items() if port in bound.ports)

    def authorise(
        self, message: type[msgspec.Struct], by: Principal, *, origin: Origin = WITHIN
    ) -> None:
        """Refuse a caller who lacks what the message demands; raises Unauthenticated, Forbidden."""
        try:
            self._authorise(message, by)
        except AuroraError as refusal:
            self.refused(message.__name__, by, refusal, origin=origin)
            raise

    def refused(
        self, action: str, by: Principal, refusal: AuroraError, *, origin: Origin = WITHIN
    ) -> None:
        """Take note that somebody was refused something, here or at the door."""
        if self._witness:
            self._witness.refused(Refusal(by, action, origin, refusal))

    def _authorise(self, message: type[msgspec.Struct], by: Principal) -> None:
        if message not in self._handlers:
            raise Unbound(f"nobody handles {message.__name__}")
        permission = self._handlers[message].permission
        if not by.may(permission):
            if by.kind is PrincipalKind.ANONYMOUS:
                raise Unauthenticated("sign in or send an API key")
            raise Forbidden(f"this needs the permission {permission}")
        if self._handlers[message].for_people and by.kind is not PrincipalKind.USER:
            raise Forbidden("this is for people who signed in")

    async def send(
        self,
        command: Command[R],
        by: Principal,
        *,
        key: str | None = None,
        cause: UUID | None = None,
        origin: Origin = WITHIN,
    ) -> R:
        """Run a command and give its answer."""
        return (await self.deliver(command, by, key=key, cause=cause, origin=origin)).answer

    async def deliver(
        self,
        command: Command[R],
        by: Principal,
        *,
        key: str | None = None,
        cause: UUID | None = None,
        origin: Origin = WITHIN,
    ) -> Receipt[R]:
        """Run a command once per caller and key, and tell where its effect stands in the log.

        `cause` is the correlation id of what led to the command; without one it begins anew.
        """
        under = Delivery(
            message=type(command),
            by=by,
            origin=origin,
            key=None if command.secret_answer else key,
            request_hash=_hash(command),
            correlation_id=cause or uuid4(),
        )
        return await self._observed(command, by, origin, partial(self._deliver, command, under))

    async def ask(
        self,
        query: Query[R],
        by: Principal,
        *,
        after: Position | None = None,
        origin: Origin = WITHIN,
    ) -> R:
        """Answer a query; with `after`, from projections that have reached that position."""
        answer = partial(self._answer, query, by, after, origin)
        return await self._observed(query, by, origin, answer)

    async def _answer(
        self, query: Query[R], by: Principal, after: Position | None, origin: Origin
    ) -> R:
        if after is not None and query.waits_for:
            await self._progress.wait(query.waits_for, after)
        answer: R = await self._handlers[type(query)].run(query, by, origin)
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

    async def _kept(self, bound: Bound, under: Delivery) -> Receipt[Any] | None:
        kept = await self._ledger.recall(under) if under.key else None
        return Receipt(bound.decode(kept[0]), kept[1]) if kept else None

    async def _retried(self, bound: Bound, command: Command[R], under: Delivery) -> R:
        for attempt in range(TRIES):
            try:
                return await self._once(bound, command, under)
            except Stale:
                if attempt == TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    async def _once(self, bound: Bound, command: Command[R], under: Delivery) -> R:
        under.position = START
        try:
            answer: R = await bound.run(command, under.by, under.origin)
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
        self,
        message: msgspec.Struct,
        by: Principal,
        origin: Origin,
        run: Callable[[], Awaitable[R]],
    ) -> R:
        name, started, outcome = type(message).__name__, time.perf_counter(), "cancelled"
        try:
            self._authorise(type(message), by)
            answer = await run()
            outcome = "ok"
            return answer
        except AuroraError as error:
            outcome = type(error).__name__
            self.refused(name, by, error, origin=origin)
            raise
        except Exception:
            outcome = "error"
            raise
        finally:
            seconds = time.perf_counter() - started
            self._meter.observe(name, outcome, seconds)
            log.debug("message", message=name, by=str(by.id), outcome=outcome, seconds=seconds)


def _hash(command: Command[Any]) -> bytes:
    return hashlib.sha256(msgspec.json.encode(command.asked(), order="deterministic")).digest()


async def _settle(under: Delivery, answer: bytes | None) -> bool:
    settle, under.settle = under.settle, None
    if settle is None:
        return False
    await settle(answer)
    return True
