"""What readers left below: in threads and shops people come for it, elsewhere for what it is about.

Many old blogs have more comments than post, and the pages that forests learned from have few.
"""

import re

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS, HEADING
from aurora.infrastructure.extraction.content.visible import Visible

COMMENT, REVIEW = BITS["comment"], BITS["review"]
# headings in English, Portuguese, Spanish, French, German, Italian, Dutch and Polish: what stands
# alone or after a number, what only after one, how either goes on, and how readers are asked
ALONE = "comments|coment[áa]rios|commentaires|kommentare|commenti|reacties|komentarze"
COUNTED = """
    comment|repl(?:y|ies)|responses?|thoughts?|reactions?|coment[áa]rio|respostas?|respuestas?
    commentaire|réponses?|kommentar|antwort(?:en)?|gedanken?|reaktion(?:en)?|commento|rispost[ae]
    reactie|komentarzy?|odpowied[źz]i?
"""
ONWARD = "on|to|for|about|so far|yet|em|para|sobre|a|en|sur|à|zu|auf|su|op|do"
ASKING = """
    (?:leave|post|add|write|submit) (?:a|your)(?: new)? (?:comment|reply|response)
    join the (?:discussion|conversation)|speak your mind|have your say
    (?:deixe|escreva|faça) (?:um|o seu|seu) comentário|deixe (?:uma|sua) resposta
    (?:deja|escribe) (?:un|tu) comentario|deja una respuesta|laisser un commentaire
    schreiben? (?:sie )?(?:einen|deinen|ihren) kommentar|kommentar (?:schreiben|hinterlassen)
    lascia un commento|geef een reactie|laat een reactie achter|dodaj komentarz
"""


def _any(lines: str) -> str:
    return "|".join(line.strip() for line in lines.strip().splitlines())


COUNT = rf"(?:\d+|no|one|two|three) (?:{ALONE}|{_any(COUNTED)})"
ANNOUNCED = re.compile(
    rf"\W*(?:(?:{_any(ASKING)})\b.*|(?:{ALONE}|{COUNT})(?: (?:{ONWARD})\b.*)?)[\W\d]*",
    re.IGNORECASE,
)
LONGEST, ENOUGH, LEVELS = 100, 20, 4
LONG, PROSE = 12, 40

Chances = NDArray[np.float32]


def comments(visible: Visible, words: Chances) -> NDArray[np.bool_]:
    """Tell which blocks are comments, as the names of elements or a heading above them say; what
    customers say of what is offered is none, nor is what a page with hardly any prose besides is
    about, as those are that comment on a match.
    """
    blocks = visible.blocks
    left = np.array([block.marks & (COMMENT | REVIEW) == COMMENT for block in blocks])
    for number, block in enumerate(blocks):
        titled = block.marks & HEADING and len(block.text) < LONGEST
        if titled and not left[number] and ANNOUNCED.fullmatch(block.text):
            left[number : _end(visible, words, number)] = True
    besides = words[(words >= LONG) & ~left].sum()
    return left if besides >= PROSE else np.zeros(len(left), bool)


def _end(visible: Visible, words: Chances, number: int) -> int:
    """Give the first block after what a heading stands above: the rest of the element around it, or
    of one around that, where it holds no more.
    """
    shape, elements = visible.shape, visible.elements
    element, end = int(elements[number]), number + 1
    for _ in range(LEVELS):
        element = shape.parents[element]
        inside = (elements[number:] >= element) & (elements[number:] < shape.ends[element])
        end = number + (len(inside) if inside.all() else int(inside.argmin()))
        if words[number + 1 : end].sum() >= ENOUGH:
            break
    return end


def undiscussed(chances: Chances, left: NDArray[np.bool_], discussed: float) -> Chances:
    """Lower the chances of comments where it is less likely than not (`discussed`, from 0 to 1)
    that the page is read for them.
    """
    lowered = chances.copy()
    if discussed < 1 - discussed:
        lowered[left] *= discussed / (1 - discussed)
    return lowered
