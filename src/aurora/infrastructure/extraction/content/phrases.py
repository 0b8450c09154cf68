"""What single blocks of text look like: how long, how much of it sentences, what it speaks of."""

import re
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.characters import (
    CAPITALS,
    COMMAS,
    DENSE,
    DIGITS,
    ENDS,
    MONEY,
    STOPS,
    Characters,
    Counts,
    folded,
    vocabulary,
)

Measures: TypeAlias = dict[str, NDArray[np.floating]]

# the most frequent words of languages that many pages are written in
FUNCTION_WORDS = vocabulary(
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
PRICE = re.compile(r"[$€£¥₹]\s?\d|(?<![\d.,])[.,]*+\d[\d.,]*+\s?(?:€|£|USD|EUR|kr|zł|R\$)|R\$")
DATE = re.compile(
    r"\b(?:(?:19|20)\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|ago|há|atrás|hours?|minutes?|days?|jan|feb|"
    r"fev|mar|apr|abr|may|mai|jun|jul|aug|ago|sep|set|oct|out|nov|dec|dez)\b"
)
LEGAL = (
    "©", "(c)", "copyright", "all rights reserved", "todos os direitos", "derechos reservados",
    "tous droits", "alle rechte", "cookie", "privacy", "privacidade",
)  # fmt: skip
OFFER = re.compile(
    r"\b(?:sign ?(?:up|in)|log ?in|subscribe|newsletter|share|tweet|click here|read more|"
    r"learn more|(?:view|see) all|(?:show|load) more|add to|(?:buy|shop) now|skip to|menu|search|"
    r"follow us|reply|report|quote|permalink|edit|print|compartilh\w+|entrar|cadastr\w+|assin\w+|"
    r"leia mais|ver mais|saiba mais|comprar|carrinho|buscar|responder|denunciar)\b"
)
# in all that is looked for stands one of the first, and few texts have any
BUY = ("add to", "add-to", "addto", "nar ao carr", "comprar agora")
BUYING = re.compile(r"add[ -]?to[ -]?(?:cart|bag|basket)|adicionar ao carrinho|comprar agora")
CURRENCIES = ("USD", "EUR", "kr", "zł")
SHORT, HEADING, NOTE = 60, 80, 400
# what a date without a digit has, and what an offer begins with
DATE_WORDS = vocabulary(
    """
    ago há atrás hour hours minute minutes day days jan feb fev mar apr abr may mai jun jul aug ago
    sep set oct out nov dec dez
    """.split()  # noqa: SIM905
)
OFFER_WORDS = vocabulary(
    """
    sign signup signin log login subscribe newsletter share tweet click read learn view see show
    load add buy shop skip menu search follow reply report quote permalink edit print entrar leia
    ver saiba comprar carrinho buscar responder denunciar
    """.split()  # noqa: SIM905
)
OFFER_STEMS = ("compartilh", "cadastr", "assin")


def phrases(texts: Sequence[str]) -> Measures:
    """Measure each text, one line, by itself: its size, how many of its words or characters are of
    a kind, and yes or no.
    """
    characters = Characters(texts)
    digits = characters.count(DIGITS)
    found = {
        "words": characters.words() + characters.count(DENSE) / 2,
        "characters": characters.lengths,
        "stops": characters.count(STOPS),
        "commas": characters.count(COMMAS),
        "functions": characters.words_of(FUNCTION_WORDS),
        "digits": digits,
        "capitals": characters.count(CAPITALS),
        "price": _priced(texts, digits, characters.count(MONEY)),
        "date": _dated(texts, digits, characters),
        "legal": (characters.lengths < NOTE) & characters.holding(LEGAL),
        "buying": _seen(BUYING, texts, characters.holding(BUY)),
        "offer": _offering(texts, characters),
        "ended": characters.end(ENDS),
    }
    return {name: column.astype(np.float32) for name, column in found.items()}


def _priced(texts: Sequence[str], digits: Counts, money: Counts) -> NDArray[np.bool_]:
    """Tell which texts name a price, looking closely where there may be one alone."""
    priced = np.zeros(len(texts), bool)
    for number in np.flatnonzero((digits > 0) | (money > 0)).tolist():
        text = texts[number]
        if money[number] or any(map(text.__contains__, CURRENCIES)):
            priced[number] = bool(PRICE.search(text))
    return priced


def _dated(texts: Sequence[str], digits: Counts, characters: Characters) -> NDArray[np.bool_]:
    """Tell which short texts speak of a date."""
    maybe = (digits > 0) | (characters.words_of(DATE_WORDS) > 0) | characters.turned
    return _seen(DATE, texts, maybe & (characters.lengths < HEADING))


def _offering(texts: Sequence[str], characters: Characters) -> NDArray[np.bool_]:
    """Tell which short texts offer to do something."""
    maybe = (characters.words_of(OFFER_WORDS) > 0) | characters.turned
    maybe |= characters.holding(OFFER_STEMS)
    return _seen(OFFER, texts, maybe & (characters.lengths < SHORT))


def _seen(
    pattern: re.Pattern[str], texts: Sequence[str], among: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Tell which of these texts a pattern is found in: few are, and to look takes long."""
    seen = np.zeros(len(texts), bool)
    for number in np.flatnonzero(among).tolist():
        seen[number] = bool(pattern.search(folded(texts[number])))
    return seen
