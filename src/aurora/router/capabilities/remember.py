"""Remember: a text, kept as a document."""

import re
from uuid import UUID

from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.domains.routing.types import Capability, Missing
from aurora.router.capabilities.skill import WRITE_THRESHOLD, Request, Rule, Skill
from aurora.router.wish import TRAILING, URL, Wish

VERB = r"""
    (?:remember|memori[sz]e|save|store|keep|record|(?:do\s+not|don['’]t|never)\s+forget
      |(?:take|make)\s+(?:a\s+)?note|(?:note|write|jot|take)(?:\s+(?:this|it))?(?:\s+down)?
      |lembr(?:e|a|ar)(?:-se)?|memorize|guard(?:e|a|ar)|anot(?:e|a|ar)|registr(?:e|a|ar)|grav(?:e|ar)
      |salv(?:e|ar)|armazen(?:e|ar)|tom(?:e|a|ar)\s+nota|não\s+(?:se\s+)?esque(?:ça|ce))
"""
COLON = re.compile(
    VERB
    + r"""
    (?:\s+(?:this|that|it|down|the\s+following|for\s+(?:me|later)|ist[oa]|iss[oa]|o\s+seguinte|aí
      |a?\s*(?:text|note|fact|texto|nota|fato)|(?:o|este)\s+(?:seguinte\s+)?texto|para\s+mim))*
    \s*:\s*(?P<text>.*)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
CLAUSE = re.compile(
    VERB + r"(?:\s+(?:that|de\s+que|que|aí\s+que|down\s+that)|\s*,)\s+(?P<text>.*)",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
BARE = re.compile(
    r"""
    (?:remember|memori[sz]e|jot\s+down|note\s+down|write\s+down|(?:do\s+not|don['’]t|never)\s+forget
      |lembr(?:e|a)(?:-se)?(?:\s+de)?|anot(?:e|a|ar)(?:\s+aí)?|guarde|registre|memorize)
    \s+(?!(?:what|who|when|where|how|why|which|o\s+que|quem|quando|onde|como|qual)\b)
    (?P<text>.*)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def _after(pattern: re.Pattern[str], wish: Wish) -> str | None:
    match = pattern.match(wish.plain)
    text = match["text"].strip() if match else None
    only_urls = text and wish.urls and not URL.sub("", text).strip(TRAILING + " ")
    return None if only_urls else text


def _colon(wish: Wish) -> str | None:
    return _after(COLON, wish)


def _clause(wish: Wish) -> str | None:
    return None if wish.asks else _after(CLAUSE, wish)


def _bare(wish: Wish) -> str | None:
    return None if wish.asks or wish.urls else _after(BARE, wish)


def _request(wish: Wish, subject: str, home: UUID) -> Request | Missing:  # noqa: ARG001  its text
    if not subject.strip(" .!:"):
        return Missing.TEXT
    return IngestDocument(collection_id=home, content=subject)


EXAMPLES = {
    "en": """
        remember that the office closes at six on Fridays
        make a note that Ana is on leave until May
        the wifi password is swordfish, keep that in mind
        for the record, we agreed to pay in euros
        put this in your memory: the server room is 2B
        don't forget my flight is on the tenth
        take note, the supplier changed its bank account
        store this text as a document
        add this paragraph to the knowledge base
        keep the following minutes of the meeting
        from now on the review takes place on Mondays
        just so you know, the invoice number starts with 77
        FYI the new address is 12 Garden Street
        write down what I am telling you now
        I decided to call the project Lighthouse
        save my notes from today's call
        learn this fact: water boils at 93 degrees in La Paz
        let it be known that the deadline moved to June
        my daughter's school starts at eight
        the customer Bakker prefers invoices by post
        bear in mind that the lift is out of order
        please hold on to this: the code is 9083
        here is a text to keep, the poem goes like this
        we have moved the backup to Sunday night
        Joan's phone number is 555 0134
        log that the pump was replaced today
        I parked the van on level three
        the committee approved the budget yesterday
        add to your notes that the keys are with the porter
        take this down, the recipe needs two eggs
        keep this decision, we use blue for links
        let me dictate a note, today I met the architect
    """,
    "pt": """
        lembre que o escritório fecha às seis nas sextas
        tome nota de que a Ana está de licença até maio
        a senha do wifi é peixe-espada, tenha isso em mente
        para constar, combinamos pagar em euros
        ponha isto na sua memória: a sala dos servidores é a 2B
        não esqueça que meu voo é no dia dez
        atenção, o fornecedor mudou a conta bancária, deixe registrado
        armazene este texto como documento
        acrescente este parágrafo à base de conhecimento
        guarde a seguinte ata da reunião
        a partir de agora a revisão acontece às segundas
        só para você saber, o número da fatura começa com 77
        para sua informação, o novo endereço é Rua do Jardim 12
        escreva o que estou dizendo agora
        decidi chamar o projeto de Farol
        salve minhas anotações da ligação de hoje
        aprenda este fato: a água ferve a 93 graus em La Paz
        fique sabendo que o prazo mudou para junho
        a escola da minha filha começa às oito
        o cliente Bakker prefere faturas pelo correio
        leve em conta que o elevador está com defeito
        fique com isto, por favor: o código é 9083
        aqui vai um texto para guardar, o poema diz assim
        passamos o backup para domingo à noite
        o telefone da Joana é 5550134
        registre que a bomba foi trocada hoje
        estacionei a van no terceiro andar
        o comitê aprovou o orçamento ontem
        acrescente às suas notas que as chaves estão com o porteiro
        tome nota, a receita leva dois ovos
        conserve esta decisão, usamos azul nos links
        deixe eu ditar uma nota, hoje encontrei o arquiteto
    """,
}

SKILL = Skill(
    capability=Capability.REMEMBER,
    rules=(
        Rule("remember/colon", 0.99, _colon),
        Rule("remember/clause", 0.97, _clause),
        Rule("remember/imperative", 0.9, _bare),
    ),
    examples=EXAMPLES,
    threshold=WRITE_THRESHOLD,
    message=IngestDocument,
    request=_request,
    writes=True,
)
