"""Headings that announce what readers wrote, or ask them to."""

import re

from aurora.infrastructure.extraction.content.marks import HEADING
from aurora.infrastructure.extraction.content.visible import Visible

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
LONGEST = 100


def headings(visible: Visible) -> dict[int, str]:
    """Give the texts of headings, by the numbers of their blocks."""
    numbers = (visible.marks & HEADING).nonzero()[0].tolist()
    texts = ((number, visible.blocks[number].text) for number in numbers)
    return {number: text for number, text in texts if len(text) < LONGEST}
