"""How much a crawl may capture."""

from collections.abc import Sequence

import msgspec

from aurora.domains.perception.types import EndedBy


class Kept(msgspec.Struct, frozen=True):
    """How many captures, the first ones, are within the limits, and which limit is reached now."""

    captures: int
    reached: EndedBy | None = None


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """The most pages and the most raw bytes that are captured in all."""

    pages: int
    bytes: int | None = None

    def fit(self, sizes: Sequence[int], pages: int, size: int) -> Kept:
        """Judge captures of these sizes after so many pages of so many bytes in all."""
        for number, more in enumerate(sizes):
            if reached := self._reached(pages, size, more):
                return Kept(number, reached)
            pages, size = pages + 1, size + more
        return Kept(len(sizes), self._reached(pages, size, 1))

    def _reached(self, pages: int, size: int, more: int) -> EndedBy | None:
        if pages >= self.pages:
            return EndedBy.PAGE_LIMIT
        over = self.bytes is not None and size + more > self.bytes
        return EndedBy.BYTE_LIMIT if over else None
