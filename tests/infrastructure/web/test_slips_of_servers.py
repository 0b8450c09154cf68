"""Slips of servers that lose no page, as they lose none for whoever browses."""

import pytest
from tests.infrastructure.web.wire import response, talking


@pytest.mark.parametrize("size", [4, 300_000])
@pytest.mark.parametrize("behind", [b"l>", b"</html>\n", b"\n\n ", b"x" * 100_000, b"\r\n\r\nx"])
@pytest.mark.parametrize("header", ["Connection: close", "Connection: keep-alive"])
async def test_a_body_that_is_longer_than_it_says_is_taken_as_far_as_it_says(
    header: str, behind: bytes, size: int
) -> None:
    body = bytes(size)
    async with talking(response(body, header) + behind) as (server, fetcher):
        for _ in range(2):
            assert (await fetcher.fetch(server.url, follow=False)).body == body
    assert server.connections == 2


@pytest.mark.parametrize(
    ("stated", "taken"),
    [
        (["text/html, text/html; charset=utf-8"], "text/html; charset=utf-8"),
        (["text/html", "text/html; charset=utf-8"], "text/html; charset=utf-8"),
        (["text/html; charset=koi8-r, text/html"], "text/html; charset=koi8-r"),
        (["text/plain; charset=koi8-r, text/html"], "text/html"),
        (["text/html; charset=utf-8, gzip"], "text/html; charset=utf-8"),
        (["text/html, */*,"], "text/html"),
        (["nothing, of the kind"], "nothing, of the kind"),
        (["Text/HTML"], "Text/HTML"),
    ],
)
async def test_of_several_types_the_last_one_counts(stated: list[str], taken: str) -> None:
    answer = response(b"x", *(f"Content-Type: {one}" for one in stated))
    async with talking(answer) as (server, fetcher):
        assert (await fetcher.fetch(server.url)).headers["content-type"] == taken


@pytest.mark.parametrize("encoding", ["none", "UTF-8", "identity", "text/html"])
async def test_what_is_no_content_encoding_changes_nothing(encoding: str) -> None:
    answer = response(b"a page", f"Content-Encoding: {encoding}")
    async with talking(answer) as (server, fetcher):
        assert (await fetcher.fetch(server.url)).body == b"a page"
