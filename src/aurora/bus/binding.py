"""Binding: a handler finds its message, its caller and its ports by their types."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_type_hints

import msgspec

from aurora.domains.origin import Origin
from aurora.domains.principal import Principal

Handler = Callable[..., Awaitable[Any]]


class Unbound(Exception):
    """A handler asks for a port that nobody provides; the start stops here."""


@dataclass(frozen=True)
class Bound:
    """A handler with its ports: only message, caller and origin are missing."""

    run: Handler
    permission: Any
    for_people: bool
    answer: Any
    ports: frozenset[Any]

    def decode(self, kept: bytes) -> Any:  # noqa: ANN401  the type is only known by the message
        """Read an answer that was kept."""
        return msgspec.json.decode(kept, type=self.answer)


def bind(handler: Handler, ports: Mapping[Any, Any]) -> tuple[type[msgspec.Struct], Bound]:
    """Give the handler's message, and the handler with its ports; raises Unbound."""
    hints = get_type_hints(handler)
    answer = hints.pop("return", None)
    (_, message), *rest = hints.items()
    found: dict[str, Any] = {}
    takes: dict[str, Any] = {}
    for name, wanted in rest:
        if wanted in (Principal, Origin):
            takes[name] = wanted
        elif wanted in ports:
            found[name] = ports[wanted]
        else:
            raise Unbound(
                f"{inspect.unwrap(handler).__name__} asks for {wanted}, nobody provides it"
            )

    async def run(message: msgspec.Struct, by: Principal, origin: Origin) -> object:
        sent: dict[Any, Any] = {Principal: by, Origin: origin}
        caller = {name: sent[wanted] for name, wanted in takes.items()}
        return await handler(message, **caller, **found)

    return message, Bound(
        run=run,
        permission=message.permission,
        for_people=message.for_people,
        answer=answer,
        ports=frozenset(wanted for _, wanted in rest),
    )


def messages_of(handlers: Sequence[Handler]) -> dict[str, type[msgspec.Struct]]:
    """Give the messages that the handlers are for, by name."""
    hints = (get_type_hints(handler) for handler in handlers)
    found = (next(iter(types.values())) for types in hints)
    return {message.__name__: message for message in found}
