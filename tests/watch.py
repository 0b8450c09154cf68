"""A watch for what measures how long something took."""

from types import ModuleType

import pytest


class Watch:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def monotonic(self) -> float:
        return self.now


def worn(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Let a module look at a watch instead of the time."""
    watch = Watch()
    monkeypatch.setattr(module, "time", watch)
    return watch
