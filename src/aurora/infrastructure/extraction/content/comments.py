"""What readers left below: in threads and shops people come for it, elsewhere for what it is about.

Many old blogs have more comments than post, and the pages that forests learned from have few.
"""

import re
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS, HEADING
from aurora.infrastructure.extraction.content.sections import LONG, Sections
from aurora.infrastructure.extraction.content.visible import NONE, Block, Visible

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
SPEAKING = re.compile(rf"\W*(?:{_any(ASKING)}|{ALONE}|{COUNT})\b", re.IGNORECASE)
BARE = re.compile(rf"\W*(?:{ALONE})\W*", re.IGNORECASE)  # manuals say how comments are written
LONGEST, PROSE = 100, 40

Chances = NDArray[np.float32]


def comments(visible: Visible, words: Chances) -> NDArray[np.bool_]:
    """Tell which blocks are comments, as the names of elements or a heading above them say; what
    customers say of what is offered is none, nor is what a page with hardly any prose besides is
    about, as those are that comment on a match.
    """
    called = _called(visible)
    left = called | _announced(visible, words, called)
    besides = words[(words >= LONG) & ~left].sum()
    return left if besides >= PROSE else np.zeros(len(left), bool)


def _called(visible: Visible) -> NDArray[np.bool_]:
    """Tell which blocks stand in elements called comments. What is called so within a line is none
    of readers: highlighters of code do that.
    """
    named = {element for element, own in enumerate(visible.shape.marks) if own & COMMENT}
    reviews = np.array([bool(block.marks & REVIEW) for block in visible.blocks], np.bool_)
    return (visible.innermost(named) > NONE) & ~reviews


def _announced(visible: Visible, words: Chances, called: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which blocks stand under headings that announce comments and are not called so."""
    announced = np.zeros(len(words), bool)
    titles = [_title(block) for block in visible.blocks]
    announcing = [number for number, title in enumerate(titles) if ANNOUNCED.fullmatch(title)]
    if announcing:
        sections = Sections(visible, words, [SPEAKING.match(title) is not None for title in titles])
        for number in compress(announcing, ~called[announcing]):
            bare = BARE.fullmatch(titles[number]) is not None
            announced[number : sections.end(number, prose=not bare)] = True
    return announced


def _title(block: Block) -> str:
    return block.text if block.marks & HEADING and len(block.text) < LONGEST else ""


def undiscussed(chances: Chances, left: NDArray[np.bool_], discussed: float) -> Chances:
    """Lower the chances of comments where it is less likely than not (`discussed`, from 0 to 1)
    that the page is read for them.
    """
    lowered = chances.copy()
    if discussed < 1 - discussed:
        lowered[left] *= discussed / (1 - discussed)
    return lowered
