"""Made-up pages of every kind, as sites make them: content inside of much that is none."""

from collections.abc import Sequence

MENU = {
    "en": ["Home", "News", "Business", "Science", "Sport", "Culture", "Shop", "Contact"],
    "pt": ["Início", "Notícias", "Negócios", "Ciência", "Esporte", "Cultura", "Loja", "Contato"],
}
WORDS = {
    "more": {"en": "Related stories", "pt": "Leia também"},
    "rights": {"en": "All rights reserved.", "pt": "Todos os direitos reservados."},
    "letter": {"en": "Subscribe to our newsletter", "pt": "Assine nossa newsletter"},
    "cookies": {"en": "We use cookies to improve your visit.", "pt": "Usamos cookies aqui."},
}
LAKE = (
    "The lake above the village had frozen by the end of November, three weeks earlier than anyone "
    "could remember, and the ferry to the northern shore stopped running on a Tuesday.",
    "Fishermen who had worked there for forty years said that the ice was thinner than it looked. "
    "They marked a path with branches and crossed it one at a time, with their nets on sledges.",
    "In the school, the teacher asked the children to measure the ice every morning. Their table, "
    "kept on the wall beside the stove, became the only record of that winter.",
    "When the thaw came in March, the path of branches floated away in a single afternoon, and the "
    "first boat left the harbour before anybody had thought of painting it.",
)
LAGO = (
    "O lago acima da vila congelou no fim de novembro, três semanas antes do que qualquer pessoa "
    "conseguia lembrar, e a balsa para a margem norte parou de circular numa terça-feira.",
    "Os pescadores que trabalhavam ali havia quarenta anos diziam que o gelo era mais fino do que "
    "parecia. Marcaram um caminho com galhos e o atravessaram um a um, com as redes em trenós.",
    "Na escola, a professora pediu às crianças que medissem o gelo todas as manhãs. A tabela, "
    "guardada na parede ao lado do fogão, tornou-se o único registro daquele inverno.",
    "Quando veio o degelo, em março, o caminho de galhos foi embora numa única tarde, e o primeiro "
    "barco deixou o porto antes que alguém tivesse pensado em pintá-lo.",
)
TEASER = {"en": "Storm closes the mountain pass", "pt": "Tempestade fecha a passagem da serra"}
NEWS = (
    "<meta property='og:type' content='article'>"
    "<meta property='article:published_time' content='2026-03-20'>"
    '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
)


def page(body: str, title: str, language: str = "en", head: str = "") -> str:
    """Put a body between what every page of a site has."""
    items = "".join(f"<li><a href='/{word.lower()}'>{word}</a></li>" for word in MENU[language])
    said = {name: words[language] for name, words in WORDS.items()}
    more = "".join(f"<li><a href='/m{n}'>{said['more']} {n}</a></li>" for n in range(1, 6))
    return f"""<!doctype html><html lang="{language}"><head><title>{title}</title>{head}</head>
    <body><div class="cookie-banner"><p>{said["cookies"]}</p><button>OK</button></div>
    <header class="site-header"><nav class="main-menu"><ul>{items}</ul></nav></header>
    {body}
    <aside class="sidebar"><h3>{said["more"]}</h3><ul class="related-list">{more}</ul>
    <form class="newsletter"><label>{said["letter"]}</label><input></form></aside>
    <footer class="site-footer"><ul>{items}</ul><p>© 2026 Site. {said["rights"]}</p></footer>
    </body></html>"""


def paragraphs(texts: Sequence[str]) -> str:
    """Write each text as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)


def article(language: str) -> str:
    """A report on a frozen lake."""
    title, texts = ("O lago congelado", LAGO) if language == "pt" else ("The frozen lake", LAKE)
    body = f"<main><article class='post'><h1>{title}</h1>{paragraphs(texts)}</article></main>"
    return page(body, title, language, NEWS)


def followed(language: str) -> str:
    """The same report with what sites put below it: more reports, each on a card."""
    title, texts = ("O lago congelado", LAGO) if language == "pt" else ("The frozen lake", LAKE)
    cards = "".join(
        f"<div class='card'><h3><a href='/m{n}'>{TEASER[language]} {n}</a></h3></div>"
        for n in range(9)
    )
    body = f"""<main><article class='post'><h1>{title}</h1>{paragraphs(texts * 2)}
    <section class='related'>{cards}</section></article></main>"""
    return page(body, title, language, NEWS)


def forum() -> str:
    """A thread of four posts by different people."""
    posts = "".join(
        f"<div class='post message' id='post-{n}'><div class='user-info'><a class='username' "
        f"href='/u/{n}'>member{n}</a><span>Posts: {n}00</span></div>"
        f"<div class='post-content message-body'><p>{text}</p></div>"
        "<div class='post-actions'><a href='#r'>Reply</a> <a href='#q'>Quote</a> "
        "<a href='#x'>Report</a></div></div>"
        for n, text in enumerate(LAKE, 1)
    )
    body = f"<div id='content' class='thread'><h1>Ice on the lake</h1>{posts}</div>"
    head = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    return page(body, "Ice on the lake - Forum", "en", head)


def product() -> str:
    """A kettle that can be bought."""
    body = f"""<main class="product-page"><div class="product-info"><h1>Kettle, two litres</h1>
    <span class="price">$49.00</span><button class="add-to-cart">Add to cart</button>
    <div class="product-description"><h2>Description</h2>{paragraphs(LAKE[:2])}</div>
    <div class="product-specifications"><h2>Specifications</h2><table><tr><th>Volume</th>
    <td>2 l</td></tr><tr><th>Weight</th><td>1.3 kg</td></tr></table></div></div></main>"""
    head = (
        "<meta property='og:type' content='product'>"
        '<script type="application/ld+json">{"@type": "Product", "offers": {}}</script>'
    )
    return page(body, "Enamel kettle", "en", head)


def documentation() -> str:
    """How a program is called."""
    parts = "".join(
        f"<section id='s{n}'><h2>Option {n}</h2><p>{text}</p><pre><code>kettle --option{n} on"
        "</code></pre></section>"
        for n, text in enumerate(LAKE, 1)
    )
    body = f"""<div class="sphinxsidebar toc"><ul><li><a href="#s1">Option 1</a></li>
    <li><a href="#s2">Option 2</a></li></ul></div><div class="document" role="main">
    <h1>Command line reference</h1>{parts}</div>"""
    head = (
        "<meta name='generator' content='Sphinx 8'><link rel=stylesheet href='/_static/sphinx.css'>"
    )
    return page(body, "Command line reference documentation", "en", head)
