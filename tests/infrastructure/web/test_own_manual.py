from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.types import Fetched
from aurora.infrastructure.web.own_manual import OwnManualFetcher

GIVEN = {"x-crawl": "1"}
ORIGIN = "http://127.0.0.1:8080"


class Named:
    """A fetcher that answers with its own name."""

    def __init__(self, name: str) -> None:
        self.name = name

    async def fetch(
        self,
        url: str,
        *,
        accept: str = "*/*",
        headers: Headers = no_headers,
        follow: bool = True,
    ) -> Fetched:
        assert accept
        assert not follow
        assert headers(url) == GIVEN
        return Fetched(url=url, status=200, headers={}, body=self.name.encode())

    def forbids(self, url: str) -> bool:
        return self.name == "guarded" and url.startswith("http://127.0.0.1")


async def who_fetches(url: str, *, first: bool) -> str:
    async def allows(manual: str) -> bool:
        assert manual == f"{ORIGIN}/docs/"
        return first

    fetcher = OwnManualFetcher(Named("guarded"), Named("unguarded"), ORIGIN, allows)
    return (await fetcher.fetch(url, headers=lambda _: GIVEN, follow=False)).body.decode()


async def test_the_first_perception_reaches_the_own_manual_and_its_robots() -> None:
    assert await who_fetches(f"{ORIGIN}/docs/", first=True) == "unguarded"
    assert await who_fetches(f"{ORIGIN}/docs/pt/answers/", first=True) == "unguarded"
    assert await who_fetches(f"{ORIGIN}/robots.txt", first=True) == "unguarded"


async def test_nothing_else_passes_the_guard_even_then() -> None:
    for url in (
        f"{ORIGIN}/v1/me",
        f"{ORIGIN}/docs",
        f"{ORIGIN}/metrics",
        "http://127.0.0.1:80800/docs/",
        "http://127.0.0.1/docs/",
        "http://169.254.169.254/docs/",
    ):
        assert await who_fetches(url, first=True) == "guarded"


async def test_later_the_manual_is_as_forbidden_as_every_private_address() -> None:
    assert await who_fetches(f"{ORIGIN}/docs/", first=False) == "guarded"
    assert await who_fetches(f"{ORIGIN}/robots.txt", first=False) == "guarded"


async def test_only_the_own_manual_is_not_forbidden_beforehand() -> None:
    async def never(_: str) -> bool:
        return False

    fetcher = OwnManualFetcher(Named("guarded"), Named("unguarded"), ORIGIN, never)
    assert not fetcher.forbids(f"{ORIGIN}/docs/pt/")
    assert fetcher.forbids(f"{ORIGIN}/v1/me")
    assert not fetcher.forbids("https://example.org/docs/")
