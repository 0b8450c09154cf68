"""Notes the steps on the way and the time that each takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from aurora.domains.errors import AuroraError
from aurora.domains.routing.types import Step


@dataclass
class Note:
    """What a step says of itself while it is taken."""

    detail: str | None = None


@dataclass
class Steps:
    """The steps taken so far."""

    taken: list[Step] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[Note]:
        """Time what happens inside, and note the kind of error that ends it."""
        note, failure, started = Note(), None, perf_counter()
        try:
            yield note
        except AuroraError as error:
            failure = type(error).__name__
            raise
        finally:
            ms = round((perf_counter() - started) * 1_000, 3)
            self.taken.append(Step(name=name, ms=ms, detail=note.detail, failure=failure))
