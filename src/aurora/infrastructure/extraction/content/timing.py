"""How likely it is that what stands in each post of a thread is when it was written."""

import re
from collections.abc import Sequence

from aurora.infrastructure.extraction.content.beside_texts import Alike
from aurora.infrastructure.extraction.content.signs import LINE, TIME, TIMED, is_dated
from aurora.infrastructure.extraction.content.visible import Block

STAMP = re.compile(r"date|time|posted|publish|ago|meta|head", re.IGNORECASE)
EDITED = re.compile(
    r"edit|modif|alterad|a[ct]*ualizad|bearbeitet|geändert|gewijzigd|zmienian", re.IGNORECASE
)
# in English, Portuguese, Spanish, French, German, Italian, Dutch and Polish
JOINED = re.compile(
    r"join|since|regist|member|posts|location|membro|mensagens|desde|ingress|miembro|mensaje"
    r"|membre|inscri|depuis|mitglied|beigetreten|beiträge|\bseit\b|iscri|messaggi|lid sinds"
    r"|berichten|dołączył|rejestracja|posty",
    re.IGNORECASE,
)
MOSTLY, SEVERAL, POSSIBLE = 0.6, 3, 3


def times(alike: Alike, blocks: Sequence[Block]) -> float:
    """Score blocks of posts as times of these; 0 for what is none, as since when somebody is a
    member.
    """
    texts = [block.text for block in blocks]
    dated = sum(is_dated(text) for text in texts)
    short = sum(len(text.split()) for text in texts) <= LINE * len(texts)
    if dated < MOSTLY * len(texts) or not short or any(map(JOINED.search, texts[:SEVERAL])):
        return 0.0
    edited = EDITED.search(alike.own) or EDITED.search(texts[0])
    return (
        POSSIBLE
        + 2 * bool(blocks[0].marks & TIME)
        + bool(TIMED.search(texts[0]))
        + bool(STAMP.search(alike.own))
        - (POSSIBLE - 1) * bool(edited)
    )
