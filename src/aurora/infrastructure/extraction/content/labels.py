"""Words that stand above what is no part of an article: more articles, comments, offers."""

import re
from functools import lru_cache

import numpy as np

from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.marks import HEADING
from aurora.infrastructure.extraction.content.phrases import Measures
from aurora.infrastructure.extraction.content.visible import Visible

# how such labels begin in English, Portuguese, Spanish, French, German, Italian, Dutch, Polish
BEGINNINGS = """
    related|recommend|more (?:about|articles|from|in|like|news|on|posts|stories|to)|popular|latest
    recent|read (?:also|more|next)|you (?:may|might|will|'ll)|also (?:on|read)|trending|share\\b
    most (?:popular|read|shared|viewed)|top stories|comments?\\b|leave a|responses|replies|follow
    discussion|join the|newsletter|subscribe|sign up|advert|sponsored|promoted|written by|tags\\b
    about (?:the author|us)|topics\\b|filed under|next (?:article|post|story)|previous|up next
    editor'?s|don'?t miss|what to read
    relacionad|leia (?:mais|também)|veja (?:mais|também)|comentário|compart|últim|recomendad|assine
    mais (?:lidas|lidos|notícias|sobre|vistas)|inscreva|publicidade|sobre o autor|deixe
    comentarios|más (?:leíd|notic|sobre|en\\b)|lo más|te puede|también te|suscr|etiquet
    sobre el autor
    à lire|sur le même|partag|articles? (?:liés|récents|similaires)|les plus|abonne|inscri|derni
    publicité|laisser
    kommentar|ähnliche|mehr (?:artikel|aus|von|zu)|weitere|das könnte|meistgelesen|teilen|anmelden
    auch interessant|beliebt|neueste|schreib|lesen sie|diskussion|verwandte|schlagw|über den|empfehl
    anzeige|antwort|passend
    commenti|leggi anche|correlat|condivid|più (?:letti|visti)|iscriviti|potrebbe|articoli|lascia
    reacties|gerelateerd|lees ook|delen|meest|aanbevolen|reageer
    komentarze|podobne|czytaj|zobacz|udostępnij|polecane|najnowsze|najczęściej|tagi
"""
ALTERNATIVES = "|".join(line.strip() for line in BEGINNINGS.strip().splitlines())
LABEL = re.compile(rf"[\W\d]*(?:{ALTERNATIVES})", re.IGNORECASE)
STARTS = frozenset(one[:2] for one in ALTERNATIVES.split("|"))
LONGEST_WORDS, LONGEST, NONE, REMEMBERED = 8, 80, 99.0, 4_096


def labels(visible: Visible, ground: Ground) -> Measures:
    """Measure whether the heading before a block is such a label, how many blocks ago the last one
    stood, and how many there were.
    """
    sizes = ground.words.tolist()
    label = np.array(
        [
            size <= LONGEST_WORDS and is_label(block.text[:LONGEST])
            for block, size in zip(visible.blocks, sizes, strict=True)
        ]
    )
    numbers = np.arange(len(sizes))
    last = np.maximum.accumulate(np.where(label, numbers, -1))
    heading = np.maximum.accumulate(np.where(ground.marks & HEADING, numbers, -1))
    return {
        "foreign heading": (heading >= 0) & label[heading],
        "since foreign": np.where(last >= 0, np.minimum(numbers - last, NONE), NONE),
        "foreign before": np.cumsum(label),
    }


def is_label(text: str) -> bool:
    """Tell whether a short text announces something else than the page is about; that most do not
    is plain from their first two letters.
    """
    start = text[:2]
    plain = start.isascii() and start.isalpha() and start.lower() not in STARTS
    return not plain and _remembered(text)


@lru_cache(REMEMBERED)
def _remembered(text: str) -> bool:
    return LABEL.match(text) is not None
