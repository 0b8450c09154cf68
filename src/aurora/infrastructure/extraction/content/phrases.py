"""What single blocks of text look like: how long, how much of it sentences, what it speaks of."""

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

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
from aurora.infrastructure.extraction.content.wording import (
    BETWEEN,
    BUYING,
    DATES,
    LEGAL,
    LEGAL_SIGNS,
    OFFERS,
    YEARS,
    Wording,
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
CURRENCIES = ("USD", "EUR", "kr", "zł")
SHORT, HEADING, NOTE = 60, 80, 400
DATE_DIGITS = 4


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
        "date": _seen(DATES, texts, characters, HEADING, _numbered(texts, characters, digits)),
        "legal": _seen(LEGAL, texts, characters, NOTE)
        | (characters.holding(LEGAL_SIGNS) & (characters.lengths < NOTE)),
        "buying": _seen(BUYING, texts, characters, NOTE),
        "offer": _seen(OFFERS, texts, characters, SHORT),
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


def _numbered(texts: Sequence[str], characters: Characters, digits: Counts) -> NDArray[np.bool_]:
    """Tell which texts have a year, or numbers that may be a date."""
    numbered = characters.words_of(YEARS) > 0
    maybe = np.flatnonzero((digits >= DATE_DIGITS) & (characters.lengths < HEADING) & ~numbered)
    numbered[[one for one in maybe.tolist() if any(map(texts[one].__contains__, BETWEEN))]] = True
    return numbered


def _seen(
    wanted: Wording,
    texts: Sequence[str],
    characters: Characters,
    shorter: int,
    others: NDArray[np.bool_] | Literal[False] = False,
) -> NDArray[np.bool_]:
    """Tell which texts of fewer characters have a wording: to look closely takes long, and few hold
    a word that one begins or ends with or are among the `others` that may have it.
    """
    maybe = (characters.words_of(wanted.edges) > 0) | characters.turned | others
    seen = np.zeros(len(texts), bool)
    for number in np.flatnonzero(maybe & (characters.lengths < shorter)).tolist():
        seen[number] = bool(wanted.pattern.search(folded(texts[number])))
    return seen
