"""What single blocks of text look like: how long, how much of it sentences, what it speaks of."""

import re
from functools import lru_cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Measures: TypeAlias = dict[str, NDArray[np.floating]]

# the most frequent words of languages that many pages are written in
FUNCTION_WORDS = frozenset(
    """
    the of and to in a is that for it as was with be by on not he his but at are this have from or
    had an they which you were their one all we can her has there been if more when will would who
    so no your our its do how what about into than them also may out up
    de o que e do da em um para é com não uma os se na por mais as dos como mas foi ao ele das tem à
    seu sua ou ser quando muito há nos já está eu só pelo pela até isso ela entre era depois sem
    mesmo aos ter seus quem nas me esse eles estão você tinha foram essa num nem suas meu às minha
    el la los las y en del un su lo pero sus le este sí porque esta cuando sin sobre también hasta
    hay donde desde todo nos durante uno les ni contra otros
    les des et du est dans qui pour pas au sur plus par avec ne ce il sont mais nous vous leur elle
    cette ont aux être
    der die und das den von zu mit sich auf für ist im dem nicht ein eine auch es werden aus er hat
    dass sie nach wird bei einer um am sind noch wie einem über einen zum war haben nur oder aber
    vor zur bis mehr durch
    di che per non sono si con della dei nel alla al gli più anche come ma delle ha nella
    van het een op te dat voor met zijn niet aan er om ook naar maar dan bij nog uit door
    och att det som på är av till inte har ett men var jag från så
    w z nie to jest od jak ale być przez dla są
    """.split()  # noqa: SIM905
)
WORD = re.compile(r"\w+")
DENSE = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
STOP = re.compile(r"[.!?…。！？]")
COMMA = re.compile(r"[,;:，、；：]")
DIGIT = re.compile(r"\d")
CAPITAL = re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f]")
ENDS = tuple('.!?…。！？:"”')
PRICE = re.compile(r"[$€£¥₹]\s?\d|(?<![\d.,])[.,]*+\d[\d.,]*+\s?(?:€|£|USD|EUR|kr|zł|R\$)|R\$")
DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|ago|há|atrás|hours?|minutes?|days?|jan|feb|"
    r"fev|mar|apr|abr|may|mai|jun|jul|aug|ago|sep|set|oct|out|nov|dec|dez)\b",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"©|\(c\)|copyright|all rights reserved|todos os direitos|derechos reservados|tous droits|"
    r"alle rechte|cookie|privacy|privacidade",
    re.IGNORECASE,
)
OFFER = re.compile(
    r"\b(?:sign ?(?:up|in)|log ?in|subscribe|newsletter|share|tweet|click here|read more|"
    r"learn more|(?:view|see) all|(?:show|load) more|add to|(?:buy|shop) now|skip to|menu|search|"
    r"follow us|reply|report|quote|permalink|edit|print|compartilh\w+|entrar|cadastr\w+|assin\w+|"
    r"leia mais|ver mais|saiba mais|comprar|carrinho|buscar|responder|denunciar)\b",
    re.IGNORECASE,
)
SHORT, HEADING, NOTE, REMEMBERED = 60, 80, 400, 4_096


def words(text: str) -> list[str]:
    """Give the words of a text in lower case."""
    return WORD.findall(text.lower())


def phrases(texts: list[str]) -> Measures:
    """Measure each text by itself: sizes, shares of its words or characters, and yes or no."""
    rows = [
        _remembered(text) if len(text) < SHORT else _measured(text, words(text)) for text in texts
    ]
    columns = np.array(rows, np.float32)
    return dict(zip(COLUMNS, columns.reshape(-1, len(COLUMNS)).T, strict=True))


COLUMNS = (
    "words", "characters", "stops", "commas", "functions", "digits", "capitals", "price", "date",
    "legal", "offer", "ended",
)  # fmt: skip


@lru_cache(REMEMBERED)
def _remembered(text: str) -> tuple[float, ...]:
    """Measure what stands on many pages of a site."""
    return _measured(text, words(text))


def _measured(text: str, tokens: list[str]) -> tuple[float, ...]:
    dense = 0 if text.isascii() else len(DENSE.findall(text))
    size = len(text)
    return (
        len(tokens) + dense / 2,
        size,
        len(STOP.findall(text)),
        len(COMMA.findall(text)),
        len([token for token in tokens if token in FUNCTION_WORDS]),
        len(DIGIT.findall(text)),
        len(CAPITAL.findall(text)),
        bool(PRICE.search(text)),
        size < HEADING and bool(DATE.search(text)),
        size < NOTE and bool(LEGAL.search(text)),
        size < SHORT and bool(OFFER.search(text)),
        text.endswith(ENDS),
    )
