"""Contents that were read a moment ago."""

from collections import OrderedDict
from collections.abc import Mapping

SHARE = 8


class RecentContents:
    """The contents used last, up to so many bytes; one above an eighth of that is not kept."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._bytes = 0
        self._contents: OrderedDict[str, bytes] = OrderedDict()

    def get(self, sha256: str) -> bytes | None:
        """Give a content that is here, or None."""
        content = self._contents.get(sha256)
        if content is not None:
            self._contents.move_to_end(sha256)
        return content

    def keep(self, contents: Mapping[str, bytes]) -> None:
        """Keep contents, at the cost of those unused for longest."""
        for sha256, content in contents.items():
            self._keep(sha256, content)

    def _keep(self, sha256: str, content: bytes) -> None:
        self.drop(sha256)
        if len(content) > self._limit // SHARE:
            return
        self._contents[sha256] = content
        self._bytes += len(content)
        while self._bytes > self._limit:
            self._bytes -= len(self._contents.popitem(last=False)[1])

    def drop(self, sha256: str) -> None:
        """Forget a content."""
        self._bytes -= len(self._contents.pop(sha256, b""))
