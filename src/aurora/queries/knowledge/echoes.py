"""Tells sentences that merely repeat a question from those that say something."""

import re
from collections.abc import Collection

from aurora.queries.knowledge.evidence import roots_of
from aurora.queries.knowledge.words import WORD, content_roots, folded

INTERROGATIVES = frozenset(
    """
    who whom whose what when where which why how
    quem que quando quanto quanta quantos quantas onde qual quais como porque
    """.split()  # noqa: SIM905  a list of words reads best as text
)
OPENING = 2
MARKED = re.compile(r".*\?(?!\w)", re.DOTALL)
ENTRY = re.compile(r"\d+(?:\.\d+)+\.?\s+(\S.*?)[\s.–]*\s\d{1,4}", re.DOTALL)
MOSTLY = 0.6


def repeats(question: str, sentence: str) -> bool:
    """Tell whether the sentence is the question, quotes it, or says none but its words, as an entry
    of a table of contents does with its number and page.

    A statement in the question's own words does answer where the question asks for yes or no.
    """
    if entry := ENTRY.fullmatch(sentence.strip()):
        sentence = entry[1]
    asked = content_roots(question).keys()
    marked = MARKED.match(sentence)
    if marked and _share(asked, roots_of(marked[0])) >= MOSTLY:
        return True
    if _asks(sentence, 1):
        return content_roots(sentence).keys() <= asked
    return _asks(question, OPENING) and roots_of(sentence) <= roots_of(question)


def _share(asked: Collection[str], said: frozenset[str]) -> float:
    return sum(root in said for root in asked) / len(asked) if asked else 0.0


def _asks(text: str, opening: int) -> bool:
    """Tell whether one of the first words asks for more than yes or no."""
    return any(folded(word) in INTERROGATIVES for word in WORD.findall(text)[:opening])
