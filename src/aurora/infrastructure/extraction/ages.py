"""How old a text is and how many comments it has, as bylines tell it in eight languages."""

import re

AGES = r"""
    (?:(?:\d+|an?)\s+\w+,?\s+)+ago | há\s+(?:\d+|uma?)\s+\w+ | \d+\s+\w+\s+atrás
    | hace\s+(?:\d+|una?)\s+\w+ | il\s+y\s+a\s+(?:\d+|une?)\s+\w+ | vor\s+(?:\d+|eine[mnr])\s+\w+
    | (?:\d+|una?|un['’])\s*\w+\s+fa | (?:\d+|een)\s+\w+\s+geleden | (?:\d+\s+)?\w+\s+temu
    | \d+\s?(?:[dhmwy]|hrs?|mins?|Std|godz)\.?
    """
COUNTS = r"""
    (?:\d[\d.,]*|no|sem|sin|aucun|keine?|nessun|geen|brak)\s+
    (?:comments?|coment[aá]rios?|commentaires?|kommentare?|comment[io]|reacties?|komentarz\w*)
    """
AGE_OR_COUNT = re.compile(rf"(?<!\w)(?:{AGES}|{COUNTS})(?!\w)", re.VERBOSE | re.IGNORECASE)
