"""The names of who wrote a page, without what is written around them."""

import re
from collections.abc import Iterable, Iterator

from aurora.infrastructure.extraction.linked_data import words

LIMIT, LONGEST = 20, 100
CAPITAL = r"(?-i:[^\W\d_a-zß-öø-ÿ])"
WRITTEN = re.compile(
    r"^(?:written|posted|published|escrito|publicado|geschrieben|veröffentlicht|écrit|publié"
    r"|rédigé|scritto|pubblicato|geschreven|geplaatst|gepubliceerd|napisane|opublikowane)\s+",
    re.IGNORECASE,
)
# words of links to what somebody wrote, and to who that is
MORE = (
    r"(?:view |see |read )?(?:all|more) (?:posts|articles|stories) (?:by|from)"
    r"|(?:ver |veja )?(?:todos os|mais|más) (?:posts|artigos|textos|artículos) d[eoa]"
    r"|(?:alle|weitere|mehr) (?:artikel|beiträge) von|(?:voir )?tous les articles d[eu]"
)
ABOUT = re.compile(
    r"(?:see|view|read|show|ver|veja|voir)\s.*\b(?:bio(?:graphy)?|profile?|posts|articles|perfil"
    r"|biograf[ií]a)|(?:read|learn) more.*|(?:saiba|leia) mais|mehr (?:lesen|erfahren)",
    re.IGNORECASE,
)
BEFORE = re.compile(
    rf"^(?:{WRITTEN.pattern})?"
    rf"(?:(?:{MORE}|by|por|de autoria de|author|autore?|autora|autorin|auteur|texto)\b\s*:?\s+"
    rf"|(?:von|par|di|da|door|przez)\s+(?={CAPITAL}\S*\s+\S))",
    re.IGNORECASE,
)
APART = re.compile(r"\s*[;|]\s*|\s+[•·]\s+")
AND = re.compile(r",?\s+(?:and|und|et)\s+")
# these stand within names too: José Ortega y Gasset, Maria do Céu e Silva, Johnson & Johnson
PERHAPS_AND = re.compile(r",?\s+(?:e|y|i|en|&)\s+(?=\S+\s+\S)")
COMMA = re.compile(r"\s*,\s*")
NO_NAME = re.compile(r"https?:|www\.|\S+@\S+|^@|^\W*$|\d{4}", re.IGNORECASE)


def author_names(values: Iterable[object]) -> tuple[str, ...]:
    """Give each name once, in order; of a person or an organisation the whole name, of a text those
    that are named in it.
    """
    found: dict[str, str] = {}
    for value in values:
        names = (_name(value),) if isinstance(value, dict) else _names(words(value) or "")
        for name in filter(_is_name, (one.strip(" ,.•·") for one in names)):
            found.setdefault(name.casefold(), name)
        if len(found) >= LIMIT:
            break
    return tuple(found.values())[:LIMIT]


def _name(thing: dict[str, object]) -> str:
    parts = (words(thing.get("givenName")), words(thing.get("familyName")))
    return words(thing.get("name")) or " ".join(filter(None, parts))


def _names(text: str) -> Iterator[str]:
    for line in APART.split(BEFORE.sub("", text)):
        named = [name for part in AND.split(line) for name in PERHAPS_AND.split(part)]
        for name in named:
            yield from _listed(name) if len(named) > 1 else (name,)


def _listed(names: str) -> list[str]:
    """Give what commas set apart; they also stand between the names of one person."""
    parts = COMMA.split(names)
    return parts if all(" " in part for part in parts) else [names]


def _is_name(name: str) -> bool:
    return 1 < len(name) <= LONGEST and not (NO_NAME.search(name) or ABOUT.fullmatch(name))
