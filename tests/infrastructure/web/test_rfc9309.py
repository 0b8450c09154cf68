"""RFC 9309 as a table: which URLs a robots.txt opens, by section of the standard."""

from collections.abc import Callable

import pytest
from tests.infrastructure.web.wire import LOOPBACK, fetching, redirect, response, wire

from aurora.domains.perception.types import Fetched
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.infrastructure.web.robots import SIZE_LIMIT, ProtegoRobots

SITE = "https://example.org"
ALL = "User-agent: *\n"
OURS = "User-agent: Aurora\n"
CLOSED = "User-agent: *\nDisallow: /\n"

# what the site says, which path is asked for, whether it is allowed
CASES: dict[str, list[tuple[str, str, bool]]] = {
    "2.1 a group begins with its agents": [
        ("Disallow: /", "/a", True),
        ("Disallow: /a\n" + ALL + "Disallow: /b", "/a", True),
        ("User-agent: one\nUser-agent: Aurora\nUser-agent: two\nDisallow: /", "/a", False),
        ("User-agent: one\n\nUser-agent: Aurora\nDisallow: /", "/a", False),
        ("User-agent: one\nDisallow: /\nUser-agent: two\nDisallow: /a", "/a", True),
        (OURS + "\n\n# rest\n\nDisallow: /", "/a", False),
    ],
    "2.2.1 the agent is a product token in any case": [
        ("User-agent: AURORA\nDisallow: /", "/a", False),
        ("user-agent: aurora\ndisallow: /", "/a", False),
        ("USER-AGENT: aUrOrA\nDISALLOW: /", "/a", False),
        ("User-agent:Aurora\nDisallow:/", "/a", False),
        ("  User-agent  :  Aurora  \n\tDisallow\t:\t/a\t", "/a", False),
        ("User-agent: Auroras\nDisallow: /", "/a", True),
        ("User-agent: Aurora-Images\nDisallow: /", "/a", True),
        ("User-agent: BigAurora\nDisallow: /", "/a", True),
        ("User-agent: Googlebot\nDisallow: /", "/a", True),
        ("User-agent: Aur\nDisallow: /", "/a", True),
        (CLOSED + "User-agent: Aur\nAllow: /", "/a", False),
        ("User-agent: Aurora/1.0\nDisallow: /", "/a", False),
        ("User-agent: Aurora/1.0 (+https://site.example)\rDisallow: /", "/a", False),
    ],
    "2.2.1 its own group goes before the one for all": [
        (CLOSED + OURS + "Allow: /", "/a", True),
        (CLOSED + OURS + "Disallow: /b", "/a", True),
        (OURS + "Disallow: /b\n" + CLOSED, "/a", True),
        (CLOSED + OURS + "Disallow:", "/a", True),
        (ALL + "Allow: /\n" + OURS + "Disallow: /", "/a", False),
        (CLOSED + "User-agent: other\nAllow: /", "/a", False),
        (CLOSED, "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
    ],
    "2.2.1 groups for the same agent are one": [
        (OURS + "Disallow: /a\n" + ALL + "Allow: /\n" + OURS + "Disallow: /b", "/a", False),
        (OURS + "Disallow: /a\n" + ALL + "Allow: /\n" + OURS + "Disallow: /b", "/b", False),
        (OURS + "Disallow: /a\n\nUser-agent: aurora\nAllow: /a/b", "/a/b", True),
        (ALL + "Disallow: /a\n" + OURS + "Disallow: /c\n" + ALL + "Disallow: /b", "/b", True),
        (ALL + "Disallow: /a\nUser-agent: other\nAllow: /\n" + ALL + "Disallow: /b", "/b", False),
    ],
    "2.2.2 the longest rule decides": [
        (ALL + "Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        (ALL + "Allow: /a/b\nDisallow: /a", "/a/b/c", True),
        (ALL + "Allow: /a\nDisallow: /a/b", "/a/b", False),
        (ALL + "Allow: /a\nDisallow: /a/b", "/a/c", True),
        (ALL + "Allow: /example/page/\nDisallow: /example/page/disallowed.gif",
         "/example/page/disallowed.gif", False),
        (ALL + "Disallow: /\nAllow: /p", "/page", True),
        (ALL + "Disallow: /folder\nAllow: /folder/", "/folder/page", True),
        (ALL + "Disallow: /*.htm\nAllow: /page", "/page.htm", False),
        (ALL + "Allow: /$\nDisallow: /", "/", True),
        (ALL + "Allow: /$\nDisallow: /", "/page.htm", False),
    ],
    "2.2.2 of two as long the kinder one wins": [
        (ALL + "Allow: /a\nDisallow: /a", "/a", True),
        (ALL + "Disallow: /a\nAllow: /a", "/a", True),
        (ALL + "Disallow: /a*\nAllow: /a$", "/a", True),
        (ALL + "Disallow: /page\nAllow: /*ge", "/page", False),
        (ALL + "Disallow: /page\nAllow: /*age", "/page", True),
    ],
    "2.2.2 paths begin alike, in the same case": [
        (ALL + "Disallow: /fish", "/fish.html", False),
        (ALL + "Disallow: /fish", "/fishheads/yummy.html", False),
        (ALL + "Disallow: /fish", "/Fish.asp", True),
        (ALL + "Disallow: /fish", "/catfish", True),
        (ALL + "Disallow: /fish/", "/fish", True),
        (ALL + "Disallow: /fish/", "/fish/?id=1", False),
        (ALL + "Disallow: /?id=", "/?id=1", False),
        (ALL + "Disallow: /a?b", "/a?b=c", False),
        (ALL + "Disallow: /a?b", "/a", True),
        (ALL + "Disallow:", "/a", True),
        (ALL + "Disallow:   # nothing", "/a", True),
        (ALL + "Allow:", "/a", True),
        (ALL + "Disallow: /a//b", "/a/b", True),
    ],
    "2.2.2 escapes are compared as what they stand for": [
        (ALL + "Disallow: /foo?baz=https://foo.bar", "/foo?baz=https://foo.bar", False),
        (ALL + "Disallow: /foo/bar/ツ", "/foo/bar/%E3%83%84", False),
        (ALL + "Disallow: /foo/bar/%E3%83%84", "/foo/bar/%E3%83%84", False),
        (ALL + "Disallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", False),
        (ALL + "Disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", False),
        (ALL + "Disallow: /foo/bar/baz", "/foo/bar/%62%61%7A", False),
        (ALL + "Disallow: /a%2Fb", "/a/b", True),
        (ALL + "Disallow: /a/b", "/a%2Fb", True),
        (ALL + "Disallow: /a%2fb", "/a%2Fb", False),
        (ALL + "Disallow: /a%3Cd.html", "/a%3cd.html", False),
        (ALL + "Disallow: /%7Ejoe/", "/~joe/index.html", False),
        (ALL + "Disallow: /~joe/", "/%7Ejoe/index.html", False),
    ],
    "2.2.3 the asterisk stands for anything, the dollar for the end": [
        (ALL + "Disallow: *", "/a", False),
        (ALL + "Disallow: /*", "/a", False),
        (ALL + "Disallow: /*.php", "/filename.php?parameters", False),
        (ALL + "Disallow: /*.php", "/folder/any.php.file.html", False),
        (ALL + "Disallow: /*.php", "/windows.PHP", True),
        (ALL + "Disallow: /*.php$", "/filename.php", False),
        (ALL + "Disallow: /*.php$", "/filename.php?parameters", True),
        (ALL + "Disallow: /*.php$", "/filename.php5", True),
        (ALL + "Disallow: /fish*.php", "/fishheads/catfish.php?x=1", False),
        (ALL + "Disallow: /fish*.php", "/Fish.PHP", True),
        (ALL + "Disallow: /a*b*c$", "/a1b2b3c", False),
        (ALL + "Disallow: /a*b*c$", "/a1b2b3cd", True),
        (ALL + "Disallow: /a**b", "/axxb", False),
        (ALL + "Disallow: /a$b", "/a$b", False),
        (ALL + "Disallow: /a$b", "/a", True),
        (ALL + "Disallow: /*?*sid=", "/a?b=c&sid=1", False),
        (ALL + "Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-*.html", False),
        (ALL + "Disallow: /path/file-with-a-%2A.html", "/path/file-with-a-b.html", True),
        (ALL + "Disallow: /path/foo-%24", "/path/foo-$", False),
        (ALL + "Disallow: /*/*/*/*/*/*/*/*/*/*/x$", "/" + "a/" * 500 + "y", True),
    ],
    "2.2.4 other lines do not interfere": [
        (OURS + "Sitemap: https://example.org/s.xml\nDisallow: /", "/a", False),
        ("Sitemap: https://example.org/s.xml\n" + CLOSED, "/a", False),
        (CLOSED + "Sitemap: https://example.org/s.xml\n" + OURS + "Allow: /", "/a", True),
        (OURS + "Crawl-delay: 5\nDisallow: /", "/a", False),
        (OURS + "Noindex: /b\nDisallow: /", "/a", False),
        (OURS + "Host: example.org\nDisallow: /", "/a", False),
        (OURS + "nonsense\n: :\n:\n=\nDisallow: /", "/a", False),
        ("<!DOCTYPE html><html><body>Page not found</body></html>", "/a", True),
    ],
    "2.2 lines end in any way, comments and marks are left out": [
        ("User-agent: *\r\nDisallow: /\r\n", "/a", False),
        ("User-agent: *\rDisallow: /\r", "/a", False),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /", "/a", False),
        ("# who\nUser-agent: * # all\nDisallow: /a # why", "/a", False),
        (ALL + "#Disallow: /", "/a", True),
        (ALL + "Disallow: /a#b", "/ab", False),
        ("User-agent: *\n\n\nDisallow: /", "/a", False),
    ],
    "2.2.2 the rules themselves are always open": [
        (CLOSED, "/robots.txt", True),
        (CLOSED, "/robots.txt.old", False),
        (CLOSED, "/a/robots.txt", False),
    ],
    "2.5 at least 500 KiB are read": [
        (ALL + "#" * (SIZE_LIMIT - 40) + "\nDisallow: /", "/a", False),
        (ALL + "# more\n" * 20_000 + "Disallow: /", "/a", False),
    ],
}  # fmt: skip
ROWS = [(section, *row) for section, rows in CASES.items() for row in rows]

# where Protego 0.7 reads something else than the standard says
DIFFERS = [
    ("2.2.2 reserved characters in a query are escaped",
     ALL + "Disallow: /foo?baz=https://foo.bar", "/foo?baz=https%3A%2F%2Ffoo.bar", False),
    ("2.2.4 other lines interfere", "User-agent: Aurora\nX: y\n" + CLOSED, "/a", False),
]  # fmt: skip


def answering(text: str) -> ProtegoRobots:
    url = f"{SITE}/robots.txt"
    answer = Fetched(url=url, status=200, headers={}, body=text.encode())
    return ProtegoRobots(MemoryFetcher({url: answer}), at_once=0.0)


@pytest.mark.parametrize(("section", "text", "path", "allowed"), ROWS)
async def test_rules_are_read_as_the_standard_says(
    section: str, text: str, path: str, allowed: bool
) -> None:
    assert await answering(text).allows(f"{SITE}{path}") is allowed, section


@pytest.mark.xfail(strict=True, reason="Protego 0.7 reads this in its own way")
@pytest.mark.parametrize(("section", "text", "path", "allowed"), DIFFERS)
async def test_where_the_parser_differs_from_the_standard(
    section: str, text: str, path: str, allowed: bool
) -> None:
    assert await answering(text).allows(f"{SITE}{path}") is allowed, section


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("1", 1.0), ("2.5", 2.5), (".5", 0.5), ("0", 0.0), ("10 # slowly", 10.0), ("1e1", 10.0),
        ("", 0.0), ("-1", 0.0), ("soon", 0.0), ("inf", 0.0), ("nan", 0.0), ("1,5", 0.0),
    ],
)  # fmt: skip
async def test_the_delay_is_told_in_seconds(said: str, seconds: float) -> None:
    assert await answering(f"{ALL}Crawl-delay: {said}\n").delay(f"{SITE}/a") == seconds


async def test_the_delay_of_its_own_group_goes_before_the_one_for_all() -> None:
    robots = answering(f"{ALL}Crawl-delay: 9\n{OURS}Crawl-delay: 0.5\n")
    assert await robots.delay(f"{SITE}/a") == 0.5


Answer = Callable[[bytes], bytes]


async def allowed_by(answer: Answer) -> bool:
    async with wire(answer) as server, fetching(LOOPBACK) as fetcher:
        return await ProtegoRobots(fetcher, at_once=0.0).allows(f"{server.url}/page")


def moved(times: int) -> Answer:
    def answer(request: bytes) -> bytes:
        path = request.split(b" ")[1].decode()
        number = int(path.rpartition("/")[2]) if path.startswith("/moved/") else 0
        return redirect(f"/moved/{number + 1}") if number < times else response(CLOSED.encode())

    return answer


@pytest.mark.parametrize("times", [0, 1, 5])
async def test_redirects_are_followed_and_the_rules_there_hold_here(times: int) -> None:
    assert not await allowed_by(moved(times))


async def test_redirects_without_end_are_a_missing_file() -> None:
    assert await allowed_by(moved(1_000))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
async def test_rules_that_are_unavailable_allow(status: int) -> None:
    assert await allowed_by(lambda _: response(CLOSED.encode(), status=f"{status} No"))


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
async def test_rules_that_are_unreachable_forbid(status: int) -> None:
    assert not await allowed_by(lambda _: response(b"", status=f"{status} No"))


@pytest.mark.parametrize(
    "broken",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nUser",
        redirect("file:///robots.txt"),
    ],
)
async def test_rules_of_a_broken_server_forbid(broken: bytes) -> None:
    assert not await allowed_by(lambda _: broken)
