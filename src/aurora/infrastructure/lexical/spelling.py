"""Portuguese typed without its accents, as questions often are."""

import re

ENDINGS = {
    "coes": "ções",
    "cao": "ção",
    "oes": "ões",
    "ao": "ão",
    "encia": "ência",
    "encias": "ências",
    "ancia": "ância",
    "ancias": "âncias",
    "ario": "ário",
    "arios": "ários",
    "orio": "ório",
    "orios": "órios",
    "avel": "ável",
    "aveis": "áveis",
    "ivel": "ível",
    "iveis": "íveis",
}
ENDING = re.compile(f"(?:{'|'.join(ENDINGS)})$")


def accented(word: str) -> str:
    """Put the accent that the ending of a Portuguese word asks for: the stemmer goes by it."""
    return ENDING.sub(lambda ending: ENDINGS[ending.group()], word)
