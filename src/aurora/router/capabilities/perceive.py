"""Perceive: a page or a site of the web, captured and kept."""

import re
from uuid import UUID

from aurora.commands.perception.start_crawl import StartCrawl
from aurora.domains.perception.types import Scope
from aurora.domains.routing.types import Capability, Missing
from aurora.router.capabilities.skill import WRITE_THRESHOLD, Request, Rule, Skill
from aurora.router.wish import TRAILING, URL, Wish

VERB = re.compile(
    r"""
    \b(?:crawl|spider|scrape|perceive|read|fetch|index|ingest|visit|browse|scan|download|import
      |capture|harvest|archive|save|keep|store|remember|memori[sz]e|learn|add
      |rastre(?:ie|ia|ar)|varr(?:a|er)|perceb(?:a|er)|le(?:ia|r)|lê|index(?:e|a|ar)|visit(?:e|ar)
      |baix(?:e|ar)|import(?:e|ar)|captur(?:e|a|ar)|colet(?:e|ar)|arquiv(?:e|ar)|salv(?:e|ar)
      |guard(?:e|a|ar)|armazen(?:e|ar)|anot(?:e|ar)|lembr(?:e|ar)|memorize|aprend(?:a|er)
      |adicion(?:e|ar)|extra(?:ia|ir)|absorv(?:a|er))\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
CRAWLING = re.compile(
    r"\b(?:crawl|spider|scrape|rastre\w+|varr\w+|site|website|every\w*|whole|all|tod[oa]s?|inteir[oa])\b",
    re.IGNORECASE,
)
PAGES_OF_A_SECTION = 200


def _url_alone(wish: Wish) -> str | None:
    rest = URL.sub("", wish.plain).strip(TRAILING + " ")
    return wish.text if wish.urls and not rest else None


def _url_and_verb(wish: Wish) -> str | None:
    asks = wish.asks and not VERB.match(wish.plain)
    return wish.text if wish.sites and VERB.search(wish.plain) and not asks else None


def _request(wish: Wish, subject: str, home: UUID) -> Request | Missing:  # noqa: ARG001  its URLs
    """Perceive what lies below a directory or is called a site; of anything else the one page."""
    if not wish.sites:
        return Missing.URL
    crawls = CRAWLING.search(URL.sub("", wish.text)) or any(map(_is_directory, wish.sites))
    return StartCrawl(
        start_urls=wish.sites,
        scope=Scope.PREFIX,
        depth=3 if crawls else 0,
        page_limit=PAGES_OF_A_SECTION if crawls else len(wish.sites),
        collection_id=home,
    )


def _is_directory(url: str) -> bool:
    path = url.partition("://")[2].partition("?")[0]
    return path.endswith("/") or "/" not in path


EXAMPLES = {
    "en": """
        crawl the website of the city council
        read the page at this address and keep it
        https://example.org/handbook
        go through the whole site and index every page
        fetch the article behind this link
        take in everything below this URL
        scrape the documentation site
        import our public wiki from the web
        follow the links on that page and capture them
        visit this address and learn what it says
        download the pages of the manual
        keep a copy of this web page
        add this site to the knowledge base
        have a look at the link and store the page
        index the blog of the company
        ingest the site https://example.com/docs for me
        crawl it again, the page has changed
        walk through the help centre online two levels deep
        get the web pages of the ministry of health
        collect all articles of the online magazine
        look at that web address and memorise its content
        pull in the project's GitHub pages
        start a crawl of the university's home page
        load the link I sent you
        capture the news site every page below /sports
        make a copy of the shop's website
        the URL is www.example.org, please read it
        explore the portal and its subpages
        bring the online documentation in
        archive the website of the festival
        open the page and extract the text
        harvest the forum threads on that site
    """,
    "pt": """
        rastreie o site da câmara municipal
        leia a página neste endereço e guarde
        https://exemplo.com.br/manual
        percorra o site inteiro e indexe cada página
        pegue o artigo deste link
        traga tudo o que está abaixo desta URL
        extraia o site da documentação
        importe a nossa wiki pública da internet
        siga os links dessa página e capture tudo
        visite este endereço e aprenda o que ele diz
        baixe as páginas do manual
        guarde uma cópia desta página da web
        adicione este site à base de conhecimento
        dê uma olhada no link e armazene a página
        indexe o blog da empresa
        absorva o site https://exemplo.com/docs para mim
        rastreie de novo, a página mudou
        varra a central de ajuda online em dois níveis
        pegue as páginas do ministério da saúde na web
        colete todos os artigos da revista online
        olhe aquele endereço da internet e memorize o conteúdo
        puxe as páginas do projeto no GitHub
        comece um rastreamento da página inicial da universidade
        carregue o link que te mandei
        capture o portal de notícias, cada página abaixo de /esportes
        faça uma cópia do site da loja
        a URL é www.exemplo.com.br, leia por favor
        explore o portal e as suas subpáginas
        traga para cá a documentação online
        arquive o site do festival
        abra a página e extraia o texto
        colha as discussões do fórum daquele site
    """,
}

SKILL = Skill(
    capability=Capability.PERCEIVE,
    rules=(
        Rule("perceive/url-alone", 0.98, _url_alone),
        Rule("perceive/url-and-verb", 0.98, _url_and_verb),
    ),
    examples=EXAMPLES,
    threshold=WRITE_THRESHOLD,
    message=StartCrawl,
    request=_request,
    writes=True,
    unguarded=True,
)
