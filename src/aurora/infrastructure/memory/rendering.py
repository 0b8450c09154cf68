"""Rendering in memory: pages as a test lays them out, as they are after their scripts."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.rendering import Permit, Rendered, Screenshot, Step
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.rendering.thin import is_thin

PICTURE = b"\x89PNG\r\n\x1a\n"


class MemoryRenderer:
    """Gives the pages it holds; no others exist, and no step changes them."""

    missing: str | None = None

    def __init__(
        self,
        pages: Mapping[str, Fetched | FetchFailed] | None = None,
        *,
        missing: str | None = None,
    ) -> None:
        self.pages = dict(pages or {})
        self.missing = missing
        self.asked: list[tuple[str, Sequence[Step]]] = []
        self.sent: list[dict[str, str]] = []

    async def thin(self, page: Fetched) -> bool:
        """Tell whether the page says little until its scripts have run."""
        return is_thin(page)

    async def render(
        self,
        url: str,
        *,
        permit: Permit,
        headers: Headers = no_headers,
        steps: Sequence[Step] = (),
    ) -> Rendered:
        """Give the page or raise the failure laid out for the URL."""
        await permit(url)
        self.asked.append((url, steps))
        self.sent.append(dict(headers(url)))
        page = self.pages.get(url)
        if page is None:
            raise FetchFailed(FetchError.NAME_NOT_FOUND, f"{url} has no address")
        if isinstance(page, FetchFailed):
            raise page
        pictures = sum(isinstance(step, Screenshot) for step in steps)
        return Rendered(page=replace(page, rendered=True), screenshots=(PICTURE,) * pictures)
