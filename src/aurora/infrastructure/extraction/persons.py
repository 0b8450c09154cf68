"""What reads as the names of persons, where nothing marks it as such."""

import re

from aurora.infrastructure.extraction.authors import CAPITAL
from aurora.infrastructure.extraction.linked_data import words

WORD = rf"{CAPITAL}(?:\w{{0,2}}\.(?:{CAPITAL}\.)*|[\w'’-]*)"
# words between a given name and a family name, and between two family names
PARTICLE = r"(?:d[aeo]s?|del|di|du|la|le|van|von|der|den|ter|bin|al|e|y)"
PERSON = rf"{WORD}(?:\s+(?:{PARTICLE}\s+){{0,2}}{WORD}){{1,4}}"
AND = r"(?:and|und|et|e|y|en|&)"
END = r"(?=\s*(?:$|[,;|·•(—–-]|\s(?:on|em|in|am|le|el|il|op)\s))"
PEOPLE = rf"{PERSON}(?:(?:,\s{PERSON})*,?\s{AND}\s{PERSON})?"
JOINED = re.compile(rf"\s*((?:,\s*{PERSON})*),?\s+{AND}\s+({PERSON}){END}")
LIMIT = 500


def joined(after: str) -> list[str]:
    """Give whom a text that follows a name joins to it with a word such as `and`."""
    found = JOINED.match(after[:LIMIT])
    return list(filter(None, map(words, (*found[1].split(","), found[2])))) if found else []
