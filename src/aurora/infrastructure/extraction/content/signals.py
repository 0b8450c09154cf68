"""What a page as a whole says of its kind: its address, its head, and what it is made of."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urlsplit

import numpy as np
from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.makers import makers
from aurora.infrastructure.extraction.content.marks import NAMES
from aurora.infrastructure.extraction.content.phrases import Measures
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import TYPED

Signals = dict[str, float]

YEARS = " ".join(map(str, range(1995, 2040)))  # as blogs and newspapers have them
PATHS = {
    "article": f"""blog news article articles post posts story stories noticia noticias magazine
        opinion artigo artigos articulo articulos actualites artikel beitrag nachrichten aktuelles
        articolo articoli notizie nieuws artykul wiadomosci {YEARS}""",
    "documentation": """docs doc documentation guide guides reference manual tutorial tutorials wiki
        api learn help support kb html en-us latest stable ajuda ayuda aide guia handbuch anleitung
        hilfe""",
    "forum": """forum forums thread threads topic t r comments questions question community discuss
        discussion boards viewtopic showthread d answers foro foros topico""",
    "product": """product products p dp item itm pd prod buy shop store produto sku app producto
        produit produkt prodotto""",
    "collection": """category categories collection collections c cat catalog shop browse department
        b genre search all sale categoria produtos productos produits produkte prodotti""",
    "listing": """list listing listings directory search tag tags topics category archive index
        latest author news jobs courses events best top autor etiqueta kategorie categorie""",
    "service": """service services solutions solution pricing about company consulting programs
        plans treatments practice locations servicos servicios leistungen dienstleistungen servizi
        diensten uslugi""",
}
PATH_WORDS = {kind: frozenset(words.split()) for kind, words in PATHS.items()}
HOSTS = "docs forum forums community blog store shop discuss support developer help learn news"
OPEN_GRAPH = ("article", "product", "website", "profile", "book", "video")
LINKED = """
    Article NewsArticle BlogPosting TechArticle WebPage Product ProductGroup Offer AggregateRating
    QAPage DiscussionForumPosting Question FAQPage ItemList CollectionPage Service LocalBusiness
    Organization WebSite SoftwareApplication VideoObject Course BreadcrumbList Person Event Recipe
    SearchAction ListItem
    """
MICRODATA = (
    "Article BlogPosting Product Offer DiscussionForumPosting QAPage Question ItemList Person"
)
MAKERS = """
    wordpress woocommerce shopify magento discourse phpbb vbulletin xenforo sphinx docusaurus mkdocs
    drupal wix squarespace hubspot mediawiki prestashop bigcommerce invision nuxt __next
    stackexchange elementor vitepress gitbook jekyll hugo flarum nodebb smf
    """
SHARES = (
    "<main>", "<article>", "content", "<paragraph>", "<item>", "<table>", "<code>", "product",
    "price", "forum", "user", "comment", "review", "list", "description", "code", "filter", "cart",
    "byline", "panel", "hero", "<terms>", "<quote>",
)  # fmt: skip
SHARED = [NAMES.index(name) for name in SHARES]
COUNTED = ("article", "h2", "h3", "p", "li", "form", "table", "pre")
LEFT = "meta[name=generator], link[href], script[src], html, body, body > div"
LINKED_TYPE = re.compile(r'"@type"\s*+:\s*+\[?\s*+"(?:https?://schema\.org/)?(\w+)"')
ITEM_TYPE = re.compile(r"https?://schema\.org/(\w+)")
LINKED_DATA = 'script[type="application/ld+json"]'
SEPARATORS = re.compile(r"[/.?=&_-]+")
MOST, LARGEST = 20, 5


def signals(page: ParsedPage, visible: Visible, ground: Ground, said: Measures) -> Signals:
    """Give all signals by name, in the same order for every page."""
    left = page.tree.css(LEFT)
    return (
        _address(page.url or "")
        | _head(page.tree)
        | _linked_data(page.tree)
        | _microdata(page)
        | _made_with(left)
        | makers(left)
        | _text(ground, said)
        | _structure(visible, ground)
    )


def _address(url: str) -> Signals:
    parts = urlsplit(url)
    path = parts.path.lower()
    steps = [step for step in path.split("/") if step]
    words = set(SEPARATORS.split(path))
    labels = set(re.split(r"[.-]", parts.netloc.lower()))
    found: Signals = {}
    for kind, named in PATH_WORDS.items():
        found[f"step {kind}"] = float(not named.isdisjoint(steps))
        found[f"word {kind}"] = float(not named.isdisjoint(words))
    found |= {f"host {label}": float(label in labels) for label in HOSTS.split()}
    return found | {
        "steps": float(len(steps)),
        "path length": float(len(path)),
        "path digits": float(sum(map(str.isdigit, path))),
        "hyphens": float(steps[-1].count("-") if steps else 0),
        "query": float(bool(parts.query)),
        "file": float(path.endswith((".html", ".htm", ".php"))),
    }


def _head(tree: LexborHTMLParser) -> Signals:
    named: dict[str, str] = {}
    for node in tree.css("meta[property], meta[name]"):
        given = node.attributes
        key = (given.get("property") or given.get("name") or "").lower()
        named.setdefault(key, given.get("content") or "")
    kind = named.get("og:type", "").lower()
    return {f"og {word}": float(word in kind) for word in OPEN_GRAPH} | {
        "dated": float("article:published_time" in named),
        "authored": float("author" in named or "article:author" in named),
        "priced": float("product:price:amount" in named or "og:price:amount" in named),
    }


def _linked_data(tree: LexborHTMLParser) -> Signals:
    scripts = "\n".join(node.text() for node in tree.css(LINKED_DATA))
    return _counted("ld ", LINKED, LINKED_TYPE.findall(scripts)) | {
        "ld body": float("articleBody" in scripts)
    }


def _microdata(page: ParsedPage) -> Signals:
    typed = page.tree.css("[itemtype]") if page.may_have(TYPED) else ()
    types = (node.attributes.get("itemtype") or "" for node in typed)
    names = (name for value in types for name in ITEM_TYPE.findall(value))
    return _counted("md ", MICRODATA, names)


def _counted(prefix: str, wanted: str, found: Iterable[str]) -> Signals:
    counts = Counter(found)
    return {f"{prefix}{name}": float(min(counts[name], MOST)) for name in wanted.split()}


def _made_with(left: Iterable[LexborNode]) -> Signals:
    """Look for the letters of the names of programs, where they may stand by chance too: in meta
    elements and in what is loaded.
    """
    places = "\n".join(_places(left)).lower()
    return {f"made with {name}": float(name in places) for name in MAKERS.split()}


def _places(left: Iterable[LexborNode]) -> Iterator[str]:
    for node in left:
        given: Mapping[str, str | None] = node.attributes
        for name in ("content", "href", "src", "id", "class"):
            yield given.get(name) or ""


def _text(ground: Ground, said: Measures) -> Signals:
    sums, total = ground.sums, ground.all_words
    count = len(ground.words)
    return {
        "words": float(np.log1p(total)),
        "blocks": float(count),
        "block words": total / max(count, 1),
        "largest": float(ground.words.max()),
        "largest share": float(np.sort(ground.words)[-LARGEST:].sum() / total),
        "link share": float(sums.linked[0] / total),
        "stop share": float(sums.stops[0] / total),
        "function share": float(sums.functions[0] / total),
        "long share": float(sums.long[0] / total),
        "images": float(sums.images[0]),
        "prices": float(said["price"].sum()),
        "dates": float(said["date"].sum()),
        "root share": float(sums.words[int(ground.prose.argmax())] / total),
        "alike": float(ground.alike[0].max()),
        "buying": float(said["buying"].sum()),
    }


def _structure(visible: Visible, ground: Ground) -> Signals:
    has = ground.flags[:, SHARED].astype(np.float64)
    words, blocks = ground.words @ has / ground.all_words, has.sum(axis=0)
    found: Signals = {}
    for name, share, count in zip(SHARES, words.tolist(), blocks.tolist(), strict=True):
        found[f"share {name}"] = share
        found[f"blocks {name}"] = count
    tags = Counter(visible.shape.tags)
    return found | {f"tag {tag}": float(tags[tag]) for tag in COUNTED}
