"""Which language a text is in: what it says of itself, checked where that is often wrong."""

from collections.abc import Sequence

from aurora.domains.knowledge.ports import Languages

SAMPLE = 4_000
ENOUGH = 200
TEMPLATE = "en"  # the language that page templates claim for texts in any other
LETTERS, LEAST, STRETCH, STRETCHES = 60, 3, 350, 3
ENGLISH = frozenset(
    """
    the and of that with this from which are for was by you your not have has be it they
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def language(text: str, stated: str, languages: Languages) -> str:
    """Give the stated language, or the detected one where none or only the template's is stated and
    not plain to see.
    """
    believed = stated not in ("und", TEMPLATE) or (stated == TEMPLATE and len(text) < ENOUGH)
    if believed or (stated == TEMPLATE and _plainly_english(text)):
        return stated
    detected = languages.detect(text[:SAMPLE])
    return stated if detected == "und" else detected


def _plainly_english(text: str) -> bool:
    """Tell whether in each of the first stretches so many words are frequent ones of English that
    it is hardly anything else: far quicker to see than to compare with every language.
    """
    stretches = (text[STRETCH * n :][:STRETCH].lower().split() for n in range(STRETCHES))
    return all(map(_plain, stretches))


def _plain(stretch: Sequence[str]) -> bool:
    """Look at words alone, not at numbers and marks, and at how many letters there are to each
    frequent one: some languages have no spaces.
    """
    words = [one for one in stretch if one[:1].isalpha()]
    frequent = sum(map(ENGLISH.__contains__, words))
    return frequent >= max(LEAST, sum(map(len, words)) / LETTERS)
