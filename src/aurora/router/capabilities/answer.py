"""Answer: a question, answered with citations."""

import re
from uuid import UUID

from aurora.domains.routing.types import Capability, Missing
from aurora.queries.knowledge.answer_question import AnswerQuestion
from aurora.router.capabilities.skill import READ_THRESHOLD, Request, Rule, Skill
from aurora.router.wish import Wish

QUESTION_WORD = re.compile(
    r"""
    (?:what(?:['’]s)?|who(?:se|m|['’]s)?|when|where|why|how|which
      |o\s+que|quem|quando|onde|por\s+qu[eê]|para\s+que|de\s+quem|qual|quais|quant[oa]s?|cadê
      |como\s+(?:se|é|são|foi|está|eu|a\s+gente|\w+(?:[aei]r|o|amos|emos|a|am|em|e)))
    \s+\S
    """,
    re.IGNORECASE | re.VERBOSE,
)


def _question_mark(wish: Wish) -> str | None:
    return wish.text if wish.asks and not wish.urls else None


def _question_word(wish: Wish) -> str | None:
    return wish.text if QUESTION_WORD.match(wish.plain) and not wish.urls else None


def _request(wish: Wish, subject: str, home: UUID) -> Request | Missing:  # noqa: ARG001  no home
    if not subject.strip(" ?!.:"):
        return Missing.TEXT
    within = (wish.collection_id,) if wish.collection_id else None
    return AnswerQuestion(question=subject, collection_ids=within)


EXAMPLES = {
    "en": """
        what is the maximum size of an upload
        tell me how long the warranty lasts
        explain why the crawler waits between two requests
        who is responsible for the payroll
        when was the company founded
        I want to know how refunds work
        describe what happens when a worker dies
        is remote work allowed on Fridays
        how many vacation days do I get
        tell me the difference between a reader and a writer
        does the plan include phone support
        where do I change my password
        I wonder why the index is rebuilt at night
        the capital of Mozambique is which city
        help me understand how the licence fee is calculated
        do we ship to the Azores
        I would like an explanation of the refund rules
        can employees bring pets to the office
        give me the reason for the price increase
        how old must one be to apply
        say in a few words what a frontier is
        are the results of the survey confirmed
        which of the two engines is faster
        I don't understand why my claim was rejected
        clarify the rule on overtime
        until what hour can I hand in the form
        what happened in the meeting of the 3rd of May
        do you know who painted the chapel
        I'm curious what the sensor measures
        how does one cancel a booking
        the difference between gross and net salary, please
        is it true that the bridge is closed
    """,
    "pt": """
        qual é o tamanho máximo de um envio
        me diga quanto tempo dura a garantia
        explique por que o rastreador espera entre dois pedidos
        quem é responsável pela folha de pagamento
        quando a empresa foi fundada
        quero saber como funcionam os reembolsos
        descreva o que acontece quando um processo morre
        é permitido trabalhar de casa às sextas
        quantos dias de férias eu tenho
        me fale a diferença entre leitor e escritor
        o plano inclui suporte por telefone
        onde eu troco a minha senha
        fico pensando por que o índice é refeito à noite
        a capital de Moçambique é qual cidade
        me ajude a entender como se calcula a taxa de licença
        a gente entrega nos Açores
        gostaria de uma explicação das regras de reembolso
        os funcionários podem trazer animais ao escritório
        me dê o motivo do aumento de preço
        que idade é preciso ter para se candidatar
        diga em poucas palavras o que é uma fronteira
        os resultados da pesquisa estão confirmados
        qual dos dois motores é mais rápido
        não entendo por que meu pedido foi recusado
        esclareça a regra das horas extras
        até que horas posso entregar o formulário
        o que aconteceu na reunião do dia 3 de maio
        você sabe quem pintou a capela
        tenho curiosidade de saber o que o sensor mede
        como se cancela uma reserva
        a diferença entre salário bruto e líquido, por favor
        é verdade que a ponte está fechada
    """,
}

SKILL = Skill(
    capability=Capability.ANSWER,
    rules=(
        Rule("answer/question-mark", 0.95, _question_mark),
        Rule("answer/question-word", 0.9, _question_word),
    ),
    examples=EXAMPLES,
    threshold=READ_THRESHOLD,
    message=AnswerQuestion,
    request=_request,
)
