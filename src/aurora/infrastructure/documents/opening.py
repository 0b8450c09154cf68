"""Documents within documents: each is a part of its own, and all share the same limits."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias

from msgspec.structs import replace

from aurora.domains.blocks import AnyBlock, Heading, Run
from aurora.domains.media_types import media_type_of
from aurora.domains.source_names import source_language
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.sight.eyes import Eyes
from aurora.infrastructure.documents.texts.plain import read_source

DEEPEST = 4
MOST_PARTS = 1_000
LARGEST_PART = 64 << 20
LARGEST = 512 << 20
MOST_REASONS = 100
LOWEST_LEVEL = 6
PLAIN = "text/plain"

Reader: TypeAlias = Callable[[bytes, str, "Opening"], Transcript]


class Opening:
    """What one document may still unpack, and why parts of it were left out."""

    def __init__(self, read: Reader, eyes: Eyes) -> None:
        self._read, self.eyes = read, eyes
        self._parts, self._bytes, self._depth = MOST_PARTS, LARGEST, 0
        self._left_out: list[str] = []
        self._reasons: list[UnreadableReason] = []

    @property
    def most(self) -> int:
        """How many bytes the next part may unpack to."""
        return min(LARGEST_PART, self._bytes)

    @property
    def is_within(self) -> bool:
        """Whether what is read now is a part of something."""
        return self._depth > 0

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was left out, and why."""
        more = len(self._left_out) - MOST_REASONS
        told = tuple(self._left_out[:MOST_REASONS])
        return (*told, f"and {more} more") if more > 0 else told

    def nothing(self, what: str) -> Unreadable:
        """Give the refusal of a document no part of which could be read."""
        reasons = set(self._reasons)
        reason = reasons.pop() if len(reasons) == 1 else UnreadableReason.EMPTY
        told = f": {'; '.join(self._left_out[:3])}" if self._left_out else ""
        return Unreadable(reason, f"nothing in the {what} can be read{told}")

    def leave_out(self, name: str, reason: UnreadableReason, detail: str) -> None:
        """Note that a part is left out."""
        self._reasons.append(reason)
        self._left_out.append(f"{name}: {detail}")

    def part(
        self, name: str, content: bytes, level: int = 1, charset: str | None = None
    ) -> Iterator[AnyBlock]:
        """Give a part under its name as a heading; nothing of one that is left out."""
        stated = f"; charset={charset}" if charset else ""

        def read() -> Transcript:
            media_type, language = media_type_of(content, name), source_language(name)
            if language and media_type == PLAIN:
                return read_source(content, media_type + stated, language)
            return self._read(content, media_type + stated, self)

        return self.inner(name, len(content), read, level)

    def inner(
        self, name: str, size: int, read: Callable[[], Transcript], level: int = 1
    ) -> Iterator[AnyBlock]:
        """Give a part of so many bytes that is read in a way of its own, as `part` does."""
        try:
            with self._within(size):
                transcript = read()
        except Unreadable as refusal:
            self.leave_out(name, refusal.reason, str(refusal))
        except MemoryError:
            raise
        except Exception as fault:  # one part that brings its parser down costs only itself
            self.leave_out(name, UnreadableReason.DAMAGED, type(fault).__name__)
        else:
            if transcript.blocks:
                yield Heading(level=level, runs=(Run(name),))
                yield from lowered(transcript.blocks, level)

    def unpacked(self, name: str, content: bytes, media_type: str | None = None) -> Transcript:
        """Read what a packed document holds as the document itself."""
        with self._within(len(content)):
            return self._read(content, media_type or media_type_of(content, name), self)

    def form(self, content: bytes, media_type: str) -> Transcript:
        """Read one form of what is read already: a part of nothing, and unpacked from nothing."""
        return self._read(content, media_type, self)

    @contextmanager
    def _within(self, size: int) -> Iterator[None]:
        self._parts -= 1
        self._bytes -= size
        if self._parts < 0 or self._bytes < 0:
            detail = f"more than {MOST_PARTS:,} parts or {LARGEST:,} bytes"
            raise Unreadable(UnreadableReason.TOO_LARGE, detail)
        if self._depth >= DEEPEST:
            raise Unreadable(UnreadableReason.TOO_LARGE, f"packed more than {DEEPEST} times over")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1


def lowered(blocks: tuple[AnyBlock, ...], by: int) -> Iterator[AnyBlock]:
    """Give blocks as a part of something: their headings so much lower."""
    for block in blocks:
        if isinstance(block, Heading):
            yield replace(block, level=min(block.level + by, LOWEST_LEVEL))
        else:
            yield block
