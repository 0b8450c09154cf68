"""A small site on loopback with all that a crawler meets: articles, traps, bombs, redirects."""

import asyncio
import zlib
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from aiohttp import web
from tests.site.content import ARTICLES, Article

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

HUGE = 20 * 1024 * 1024
SLOW = 2.0
ROBOTS = "User-agent: *\nDisallow: /private/\nCrawl-delay: 0\n"
LATIN_1_SENTENCE = "A maçã do pomar da Conceição amadurece em julho, à sombra das nogueiras."
NOTICE = "/en/notice"
NOTICE_SENTENCE = "The ferry to Kestrel Point leaves at nine in the morning."
FORBIDDEN = "http://169.254.169.254/latest/meta-data/"


@dataclass
class Site:
    """The running site: its address, what it was asked for, and pages that a test may change."""

    url: str = ""
    hits: Counter[str] = field(default_factory=Counter)
    agents: set[str] = field(default_factory=set)
    pages: dict[str, str] = field(default_factory=dict)
    robots: str = ROBOTS

    @property
    def readable(self) -> list[str]:
        """The paths of all pages that a polite crawl from the start page captures."""
        return ["/", *self.pages, "/pt/latin-1", "/slow"]


def page(title: str, body: str, *, language: str = "en", head: str = "") -> str:
    """Give a page with the usual furniture around its body."""
    menu = "".join(f'<li><a href="{path}">{name}</a></li>' for path, name in MENU.items())
    return (
        f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head><body><header><nav><ul>{menu}</ul></nav></header>"
        f"<main>{body}</main><footer><p>Lume Valley Heritage Trust</p></footer></body></html>"
    )


MENU = {"/": "Lume", "/pt/indice": "Português", "/en/index": "English", "/private/": "Members"}


def article_page(article: Article) -> str:
    """Give an article as HTML, with a table of its particulars and a link to its neighbour."""
    after = ARTICLES[(ARTICLES.index(article) + 1) % len(ARTICLES)]
    parts = [
        (f"<h2>{head}</h2>" if head else "") + f"<p>{' '.join(lines)}</p>"
        for head, lines in article.sections
    ]
    rows = "".join(f"<tr><th>{name}</th><td>{value}</td></tr>" for name, value in article.rows)
    body = (
        f"<article><h1>{article.title}</h1>{''.join(parts)}<table>{rows}</table></article>"
        f'<aside><a href="{after.path}?utm_source=a&amp;utm_medium=b">{after.title}</a></aside>'
    )
    head = (
        f'<link rel="canonical" href="{article.path}">'
        f'<meta name="author" content="{article.author}">'
        f'<meta property="article:published_time" content="{article.published}T08:00:00Z">'
    )
    return page(article.title, body, language=article.language, head=head)


def index_page(language: str, title: str) -> str:
    """Give a list of the articles in one language; every second one with a tracking parameter."""
    items = "".join(
        f'<li><a href="{article.path}{"?fbclid=x1" if number % 2 else ""}">{article.title}</a></li>'
        for number, article in enumerate(ARTICLES)
        if article.language == language
    )
    return page(title, f"<h1>{title}</h1><ul>{items}</ul>", language=language)


def start_page() -> str:
    """Give the page that leads everywhere, into the traps as well."""
    items = "".join(f'<li><a href="{path}">{path}</a></li>' for path in TRAPS)
    intro = "The Lume valley keeps its lighthouses, bridges, libraries, museums and railways open."
    return page("Lume Valley", f"<h1>Lume Valley</h1><p>{intro}</p><ul>{items}</ul>")


TRAPS = (
    "/pt/latin-1", NOTICE, "/slow", "/missing", "/moved/1", "/loop/a", "/huge", "/bomb",
    "/metadata", "/private/letters", "/copy", "/image.png", "/broken",
)  # fmt: skip


def pages() -> dict[str, str]:
    """Give the plain pages of the site by path."""
    loops = {
        f"/ring/{number}": page(
            f"Ring {number}",
            f"<h1>Ring {number}</h1><p>Walk number {number} of the ring path returns to its start "
            f'after {number + 3} miles of moorland.</p><a href="/ring/{(number + 1) % 4}">on</a>',
        )
        for number in range(4)
    }
    notice = f'<h1>Notice</h1><p>{NOTICE_SENTENCE}</p><a href="/ring/0">The ring path</a>'
    return {
        "/pt/indice": index_page("pt", "Índice do vale"),
        "/en/index": index_page("en", "Index of the valley"),
        NOTICE: page("Notice", notice),
        **loops,
        **{article.path: article_page(article) for article in ARTICLES},
    }


@asynccontextmanager
async def serve_site() -> AsyncIterator[Site]:
    """Serve a fresh site on a free loopback port."""
    site = Site(pages=pages())
    runner = web.AppRunner(_application(site), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        endpoint = web.TCPSite(runner, "127.0.0.1", 0)
        await endpoint.start()
        site.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield site
    finally:
        await runner.cleanup()


def _application(site: Site) -> web.Application:
    async def answer(request: web.Request) -> web.StreamResponse:
        site.hits[request.path] += 1
        site.agents.add(request.headers.get("User-Agent", ""))
        if request.path in SPECIAL:
            return await SPECIAL[request.path](request)
        if request.path == "/robots.txt":
            return web.Response(text=site.robots)
        if request.path in site.pages:
            return web.Response(text=site.pages[request.path], content_type="text/html")
        return web.Response(status=404, text=page("Missing", "<p>There is no such page.</p>"),
                            content_type="text/html")  # fmt: skip

    application = web.Application()
    application.router.add_get("/{path:.*}", answer)
    return application


def _html(text: str) -> Handler:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(text=text, content_type="text/html")

    return answer


def _redirect(target: str, status: int = 301) -> Handler:
    async def answer(_: web.Request) -> web.StreamResponse:
        return web.Response(status=status, headers={"Location": target})

    return answer


async def _slow(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(SLOW)
    text = "<h1>Slow</h1><p>The old telegraph of Eskhaven answers after two seconds.</p>"
    return web.Response(text=page("Slow", text), content_type="text/html")


async def _latin_1(_: web.Request) -> web.StreamResponse:
    text = page("Pomar", f"<h1>Maçãs</h1><p>{LATIN_1_SENTENCE}</p>", language="pt")
    body = text.replace('<meta charset="utf-8">', "").encode("latin-1")
    return web.Response(body=body, headers={"Content-Type": "text/html; charset=ISO-8859-1"})


async def _huge(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/html"})
    await response.prepare(request)
    with suppress(ConnectionError):
        for _ in range(HUGE // 65_536):
            await response.write(b"<p>more and more words</p>".ljust(65_536))
    return response


async def _bomb(_: web.Request) -> web.StreamResponse:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    return web.Response(
        body=body, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}
    )


async def _image(_: web.Request) -> web.StreamResponse:
    return web.Response(body=b"\x89PNG\r\n\x1a\n" + bytes(64), content_type="image/png")


async def _broken(request: web.Request) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return web.Response()


COPY = page("Copy", "<p>A copy.</p>", head=f'<link rel="canonical" href="{ARTICLES[0].path}">')
SPECIAL: dict[str, Handler] = {
    "/": _html(start_page()),
    "/slow": _slow,
    "/pt/latin-1": _latin_1,
    "/moved/1": _redirect("/moved/2"),
    "/moved/2": _redirect("/moved/3", 302),
    "/moved/3": _redirect(ARTICLES[0].path, 308),
    "/loop/a": _redirect("/loop/b"),
    "/loop/b": _redirect("/loop/a"),
    "/huge": _huge,
    "/bomb": _bomb,
    "/metadata": _redirect(FORBIDDEN),
    "/private/letters": _html(page("Letters", "<p>Nobody but the members reads this.</p>")),
    "/private/": _html(page("Members", "<p>Nobody but the members reads this.</p>")),
    "/copy": _html(COPY),
    "/image.png": _image,
    "/broken": _broken,
}
