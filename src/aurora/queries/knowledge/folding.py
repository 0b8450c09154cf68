"""Shows once what documents that are alike say in the same words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from unicodedata import normalize
from uuid import UUID

from aurora.queries.knowledge.passage import Passage

WORD = re.compile(r"\w+")


@dataclass
class Folding:
    """Passages in the order of their ranks. Where documents are alike, the same words stand there
    once, in the place of the best of them, as the first document says them.
    """

    passages: list[Passage] = field(default_factory=list)
    _kin: dict[UUID, list[int]] = field(default_factory=dict)

    def add(self, passage: Passage) -> None:
        """Take in the next passage, whatever documents it stands in."""
        kin = self._kin.setdefault(passage.document.duplicate_of or passage.document.id, [])
        for index in kin:
            if folded := _folded(self.passages[index], passage):
                self.passages[index] = folded
                return
        kin.append(len(self.passages))
        self.passages.append(passage)


def _folded(shown: Passage, other: Passage) -> Passage | None:
    if shown.document.id == other.document.id:
        same = (shown.start, shown.end) == (other.start, other.end)
        return _with(shown, other.duplicates) if same else None
    here, there = _words(shown.text), _words(other.text)
    if other.document.id == shown.document.duplicate_of and here in there:
        first = replace(other, ranked=shown.ranked)
        return _with(first, (shown.document.id, *shown.duplicates))
    return _with(shown, (other.document.id, *other.duplicates)) if there in here else None


def _with(passage: Passage, duplicates: Sequence[UUID]) -> Passage:
    known = dict.fromkeys([*passage.duplicates, *duplicates])
    known.pop(passage.document.id, None)
    return replace(passage, duplicates=tuple(known))


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(normalize('NFC', text.casefold())))} "
