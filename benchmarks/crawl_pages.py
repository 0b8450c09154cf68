"""Pages of a made-up site: five usual types, about 35 KB each, every one from its number alone."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pydoc_data.topics import topics

KINDS = ("article", "docs", "shop", "product", "thread")
LINKS = 60
CHILDREN = 10
PIECES = 160
BYTES = 35_000
FRAME_BYTES = 10_000
END = ".</"  # of a text; each is made a page's own, so that what was read of others is no help
LETTERS = str.maketrans("0123456789", "abcdefghij")
MENU = tuple(f"Section {number}" for number in range(12))
STYLE = "".join(
    f".c{number}{{margin:{number}px;padding:0 {number % 7}px;color:#{number * 4097:06x}}}"
    for number in range(90)
)
WORDS = re.findall(r"[a-z]{2,}", " ".join(topics.values()))
TRACKED = ("utm_source=feed&utm_medium=rss", "fbclid=IwAR0aurora", "gclid=Cj0KCQ", "utm_term=page")


class Pages:
    """The pages of one host of the site; a page's links lead to the next ones and down a tree."""

    def __init__(self, number: int, hosts: Sequence[str], count: int, seed: int, across: int = 0):
        self._number = number
        self._hosts = hosts
        self._count = count
        self._across = across
        self._dice = seed * 1_000_003 + number * 7_919
        self._pieces = {kind: _pieces(kind, seed) for kind in KINDS}
        self._enough = {kind: _enough(pieces) for kind, pieces in self._pieces.items()}

    def answer(self, path: str) -> bytes | None:
        """Give a page by its path without query, or nothing where there is none."""
        number = path.rpartition("-")[2]
        if not number.isdecimal() or int(number) >= self._count or path != place(int(number)):
            return None
        return self._page(int(number))

    def _page(self, number: int) -> bytes:
        kind = KINDS[number % len(KINDS)]
        dice = random.Random(self._dice + number)
        pieces = dice.choices(self._pieces[kind], k=self._enough[kind])
        links = self._links(number, dice)
        pieces.insert(3, "<p>See also " + ", ".join(links[12:24]) + ".</p>")
        own = f" {self._number}x{number}{END}".translate(LETTERS)
        title = f"{kind.capitalize()} {self._dice}-{number}: {dice.choice(MENU)}"
        return FRAME.format(
            title=title,
            url=self._hosts[self._number] + place(number),
            menu="".join(f"<li class='menu-item'>{link}</li>" for link in links[:12]),
            content=WRAPPED[kind]("".join(pieces).replace(END, own)),
            related="".join(f"<li class='related'>{link}</li>" for link in links[24:]),
            style=STYLE,
        ).encode()

    def _links(self, number: int, dice: random.Random) -> Sequence[str]:
        below = range(number * CHILDREN + 1, number * CHILDREN + 1 + CHILDREN)
        targets = [one % self._count for one in below]
        targets += [(number + step) % self._count for step in range(1, LINKS - CHILDREN + 1)]
        elsewhere = LINKS - self._across
        return [self._link(target, at, at >= elsewhere, dice) for at, target in enumerate(targets)]

    def _link(self, target: int, at: int, elsewhere: bool, dice: random.Random) -> str:
        path = place(target)
        own = self._hosts[self._number]
        if elsewhere:
            href = self._hosts[(self._number + at) % len(self._hosts)] + path
        else:
            href = (path, ".." + path, own + path, path + "#comments", f"/./{path[1:]}")[at % 5]
        if at % 7 == 0:
            bare, mark, fragment = href.partition("#")
            href = f"{bare}?{TRACKED[at % len(TRACKED)]}{mark}{fragment}".replace("&", "&amp;")
        return f'<a class="link c{at}" href="{href}">{dice.choice(MENU)} {target}</a>'


def place(number: int) -> str:
    """Give the path of a page."""
    return f"/{KINDS[number % len(KINDS)]}/page-{number}"


def _enough(pieces: Sequence[str]) -> int:
    return (BYTES - FRAME_BYTES) * len(pieces) // sum(map(len, pieces))


@cache
def _pieces(kind: str, seed: int) -> Sequence[str]:
    dice = random.Random(f"{kind} {seed}")
    return [PIECE[kind](dice) for _ in range(PIECES)]


def _text(dice: random.Random, length: int) -> str:
    start = dice.randrange(len(WORDS) - length)
    return " ".join(WORDS[start : start + length]).capitalize() + "."


def _paragraph(dice: random.Random) -> str:
    heading = f"<h2>{_text(dice, 4)}</h2>" if dice.random() < 0.2 else ""
    return f"{heading}<p class='c1'>{_text(dice, 85)}</p>\n"


def _manual(dice: random.Random) -> str:
    code = "\n".join(f"{dice.choice(WORDS)} = {dice.randrange(99)}" for _ in range(6))
    return f"<h3>{_text(dice, 3)}</h3><p>{_text(dice, 55)}</p><pre><code>{code}</code></pre>\n"


def _offer(dice: random.Random) -> str:
    return (
        f"<div class='card c7'><img src='/static/{dice.randrange(999)}.jpg' alt=''>"
        f"<h3>{_text(dice, 5)}</h3><p class='blurb'>{_text(dice, 60)}</p>"
        f"<span class='price'>€ {dice.randrange(1, 900)}.99</span></div>\n"
    )


def _table(dice: random.Random) -> str:
    rows = (f"<tr><th>{dice.choice(WORDS)}</th><td>{_text(dice, 8)}</td></tr>" for _ in range(6))
    return f"<p>{_text(dice, 20)}</p><table class='specs'>{''.join(rows)}</table>\n"


def _post(dice: random.Random) -> str:
    return (
        f"<div class='post c3'><div class='author'>{dice.choice(WORDS)}</div>"
        f"<time datetime='2026-03-0{dice.randrange(1, 10)}'>March</time>"
        f"<div class='body'><p>{_text(dice, 70)}</p></div></div>\n"
    )


PIECE: Mapping[str, Callable[[random.Random], str]] = {
    "article": _paragraph,
    "docs": _manual,
    "shop": _offer,
    "product": _table,
    "thread": _post,
}
WRAPPED: Mapping[str, Callable[[str], str]] = {
    "article": "<article><div class='byline'>By Ana Sousa</div>{}</article>".format,
    "docs": "<div class='content markdown'>{}</div>".format,
    "shop": "<div class='grid listing'>{}</div>".format,
    "product": "<div class='product' itemscope>{}<button>Buy</button></div>".format,
    "thread": "<div class='thread'>{}</div>".format,
}
FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="About {title}, and what follows from it.">
<meta property="og:title" content="{title}"><meta property="og:type" content="website">
<link rel="canonical" href="{url}"><link rel="stylesheet" href="/static/site.css">
<style>{style}</style>
<script type="application/ld+json">
{{"@type": "WebPage", "name": "{title}", "url": "{url}"}}</script>
</head><body class="c0">
<header><nav aria-label="Main"><ul>{menu}</ul></nav></header>
<main><h1>{title}</h1>
{content}
</main>
<aside><h2>Related</h2><ul>{related}</ul></aside>
<footer><p>© A made-up site. All rights reserved.</p></footer>
<script>window.dataLayer=window.dataLayer||[];function track(e){{dataLayer.push(e)}}</script>
</body></html>
"""
