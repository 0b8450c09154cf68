"""Projections: how events become what queries answer from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from aurora.queries.view import View


class Store(StrEnum):
    """Where a projection keeps what it makes, and with it how far it has read."""

    VIEWS = "views"
    WORDS = "words"
    MEANING = "meaning"


@dataclass(frozen=True, kw_only=True)
class Projection:
    """A function from events to one read model; a new `version` fills a new generation beside the
    old one.

    The function takes the recorded event first; its further parameters are ports, found by type.
    """

    name: str
    version: int
    project: Callable[..., Awaitable[None]]
    views: tuple[type[View], ...] = ()
    store: Store = Store.VIEWS
