"""Search: passages about something."""

import re
from uuid import UUID

from aurora.domains.routing.types import Capability, Missing
from aurora.queries.knowledge.search import Search
from aurora.router.capabilities.skill import READ_THRESHOLD, Request, Rule, Skill
from aurora.router.wish import Wish

VERB = re.compile(
    r"""
    (?:search|find(?!\s+out\b)|look\s+(?:for|up)
      |procur(?:e|a|ar)|busc(?:a|ar)|busque|encontr(?:e|a|ar)|pesquis(?:e|a|ar)|localiz(?:e|a|ar))
    \b(?:\s+me\b)?\s*:?\s*(?:(?:for|por)\b\s*:?)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
OBJECT = re.compile(
    r"""
    (?:(?:all|any|some|the|our|todos|todas|os|as|nossos|nossas)\s+)*
    (?:documents?|docs|passages?|texts?|pages?|notes?|articles?|everything|anything|information
      |documentos?|passagens|trechos?|textos?|páginas?|notas?|artigos?|tudo|algo|informaç(?:ão|ões))
    \s+
    (?:(?:that\s+)?(?:about|on|regarding|mentioning|mentions?|talks?\s+about|related\s+to)
      |sobre|a\s+respeito\s+d[eoa]s?|que\s+(?:falam?\s+(?:d[eoa]s?|sobre)|mencionam?))
    \s+
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _imperative(wish: Wish) -> str | None:
    verb = VERB.match(wish.plain)
    if verb is None or wish.urls:
        return None
    return wish.plain[verb.end() :].strip()


def _request(wish: Wish, subject: str, home: UUID) -> Request | Missing:  # noqa: ARG001  no home
    sought = subject[match.end() :] if (match := OBJECT.match(subject)) else subject
    if not sought.strip(" ?!.:"):
        return Missing.TEXT
    within = (wish.collection_id,) if wish.collection_id else None
    return Search(q=sought, collection_ids=within)


EXAMPLES = {
    "en": """
        passages about politeness delays
        show me everything we have about data retention
        anything on the new pricing model
        give me the documents that mention Kubernetes
        list the pages that talk about onboarding
        documents related to the merger with Acme
        pull up the notes on last year's audit
        I am looking for material on vector databases
        which documents mention the ISO certificate
        get me the sources on coral bleaching
        more results about Portuguese monetary policy
        incident reports database outage
        the chapter on photosynthesis
        contract templates for freelancers
        PostgreSQL logical replication
        texts by Machado de Assis about jealousy
        bring up the guidelines for code review
        I need references about battery recycling
        what we wrote about the strike
        see if there is anything concerning asbestos
        everything filed under insurance
        papers by Turing on machine intelligence
        results for heat pump subsidies
        is there a document about evacuation
        the letters that speak of grandmother
        minutes where the new office is mentioned
        passages dealing with grief
        lease agreement clause early termination
        recipes with chickpeas
        could you show the files regarding the tender
        a list of texts on urban gardening
        browse our reports on river levels
    """,
    "pt": """
        trechos sobre atraso de cortesia
        mostre tudo o que temos sobre retenção de dados
        alguma coisa sobre o novo modelo de preços
        me dê os documentos que mencionam Kubernetes
        liste as páginas que falam de integração de funcionários
        documentos relacionados à fusão com a Acme
        traga as notas da auditoria do ano passado
        estou atrás de material sobre bancos de dados vetoriais
        quais documentos citam o certificado ISO
        quero ver as fontes sobre branqueamento de corais
        mais resultados sobre política monetária portuguesa
        relatórios de incidente queda do banco de dados
        o capítulo sobre fotossíntese
        modelos de contrato para autônomos
        replicação lógica no PostgreSQL
        textos de Machado de Assis sobre ciúme
        levante as diretrizes de revisão de código
        preciso de referências sobre reciclagem de baterias
        o que escrevemos sobre a greve
        veja se existe algo a respeito de amianto
        tudo o que está arquivado em seguros
        artigos de Turing acerca da inteligência das máquinas
        resultados para subsídios de bombas de calor
        existe algum documento sobre evacuação
        as cartas que falam da avó
        atas em que o novo prédio é mencionado
        passagens que tratam do luto
        cláusula de rescisão antecipada do aluguel
        receitas com grão-de-bico
        poderia mostrar os arquivos referentes à licitação
        uma lista de textos de jardinagem urbana
        consulte nossos relatórios de nível do rio
    """,
}

SKILL = Skill(
    capability=Capability.SEARCH,
    rules=(Rule("search/imperative", 0.97, _imperative),),
    examples=EXAMPLES,
    threshold=READ_THRESHOLD,
    message=Search,
    request=_request,
)
