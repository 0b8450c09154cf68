"""The sentences that might answer a question."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from uuid import UUID

from aurora.queries.knowledge.echoes import repeats
from aurora.queries.knowledge.evidence import Evidence, evidence, roots_of
from aurora.queries.knowledge.fences import prose
from aurora.queries.knowledge.passage import Passage
from aurora.queries.knowledge.sentences import sentences
from aurora.queries.knowledge.words import content_roots

SENTENCE_LIMIT = 16
PASSAGE_SHARE = 0.3
MARK = re.compile(r"(?:(?:[#>]+|[-*+]|\d{1,3}[.)]|\[\^[^\]\s]+\]:)\s+)+")
RULE = re.compile(r"\|[-:| \t]*-[-:| \t]*")
QUESTION = re.compile(r"\?[*_~| \t]*\Z")
HEAD = re.compile(r"(?:(?:From|To|Cc|Subject|Date): [^\n]*(?:\n|\Z)){2,}")  # of an e-mail
SHORTEST = 2


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """Characters `[start, end)` of a passage's whole text.

    `coverage` is the share of the question's weight that its own words bring, `around` the share
    that those of its passage and title bring.
    """

    passage: Passage
    start: int
    end: int
    coverage: float
    around: float

    @property
    def text(self) -> str:
        """The sentence's characters."""
        return self.passage.whole[self.start : self.end]

    @property
    def place(self) -> tuple[UUID, tuple[str, ...]]:
        """The document, and the titles above."""
        return self.passage.document.id, self.passage.setting(self.start, self.end).headings


def candidates(question: str, passages: Sequence[Passage]) -> Sequence[Sentence]:
    """Give the sentences that are worth a closer look, each wording once, best first by words and
    passage; none that repeats the question, and no code.
    """
    bags = [roots_of(f"{one.document.title} {one.text}") for one in passages]
    weighed = evidence(question, bags)
    found = [
        sentence
        for passage, bag in zip(passages, bags, strict=True)
        for sentence in _within(passage, weighed, weighed.coverage(bag))
        if not repeats(question, sentence.text)
    ]
    asked = frozenset(content_roots(question))
    found = [one for one in found if not _is_outdone(one, found, asked)]
    wordings = {sentence.text: sentence for sentence in sorted(found, key=_promise)}
    return sorted(wordings.values(), key=_promise, reverse=True)[:SENTENCE_LIMIT]


def _is_outdone(head: Sentence, others: Sequence[Sentence], asked: frozenset[str]) -> bool:
    """Tell whether something is the head of an e-mail, which only says who wrote and when, and
    words of that e-mail speak of what else is asked for.
    """
    if not HEAD.fullmatch(head.text):
        return False
    missing = asked - roots_of(head.text)
    telling = (one for one in others if one is not head and missing & roots_of(one.text))
    return any(one.place == head.place for one in telling)


def _promise(sentence: Sentence) -> float:
    return sentence.coverage + PASSAGE_SHARE * sentence.passage.ranked.score


def _within(passage: Passage, weighed: Evidence, around: float) -> Iterator[Sentence]:
    for start, end, roots in _statements(passage):
        if len(roots) >= SHORTEST:
            coverage = weighed.coverage(roots)
            yield Sentence(passage=passage, start=start, end=end, coverage=coverage, around=around)


def _statements(passage: Passage) -> Iterator[tuple[int, int, frozenset[str]]]:
    for start, end in prose(passage.whole, passage.start, passage.end):
        yield from _stated(passage.whole, start, end)


def _stated(whole: str, start: int, end: int) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Give what states something, with the words that it speaks of: rows of a table speak of their
    header's as well.
    """
    header: frozenset[str] = frozenset()
    cut = list(sentences(whole, start, end))
    for (left, right), after in zip_longest(cut, cut[1:]):
        text = whole[left:right]
        roots = roots_of(text)
        if after and RULE.fullmatch(whole, *after):
            header = roots
        elif text.startswith("#") or QUESTION.search(text):
            continue
        elif text.startswith("|"):
            yield left, right, roots | header
        else:
            mark = MARK.match(text)
            yield left + mark.end() if mark else left, right, roots
