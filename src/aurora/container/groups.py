"""Adapters that there are several of: one a projection, a view or a subscriber."""

from collections.abc import Mapping, Sequence
from typing import Any

from dependency_injector import providers
from dependency_injector.providers import Provider

from aurora.catalogue import PROJECTIONS, of
from aurora.infrastructure.redis.generations import reached
from aurora.infrastructure.redis.views import RedisViews
from aurora.queries.projection import Store
from aurora.queries.view import Views


def singletons(
    kind: type, subjects: Sequence[object], *given: Provider[Any]
) -> list[Provider[Any]]:
    """Give a provider of one `kind` per subject."""
    return [providers.Singleton(kind, subject, *given) for subject in subjects]


def view_ports(redis: Provider[Any]) -> dict[Any, Provider[Any]]:
    """Give the views that queries read, by their port."""
    return {
        Views[kind]: providers.Singleton(RedisViews, redis, kind, projection.name)  # type: ignore[valid-type]
        for projection in PROJECTIONS
        for kind in projection.views
    }


def positions(redis: Provider[Any], words: Provider[Any]) -> dict[str, Provider[Any]]:
    """Give the ways to ask how far each projection has come that a query may wait for."""
    of_views = {one.name: providers.Callable(reached, redis, one.name) for one in of(Store.VIEWS)}
    return {**of_views, **{one.name: words.provided.position for one in of(Store.WORDS)}}


def merged(*ports: Mapping[Any, Any]) -> dict[Any, Any]:
    """Give the ports of several containers as one table."""
    return {port: adapter for some in ports for port, adapter in some.items()}
