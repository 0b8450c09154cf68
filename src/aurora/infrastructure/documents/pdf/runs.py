"""Words as running text: looks kept, and words mended that a line end had cut."""

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from aurora.domains.blocks import Run, Runs
from aurora.infrastructure.documents.pdf.lines import Line
from aurora.infrastructure.documents.pdf.words import HYPHEN, Word

CUT = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
VOWELS = "aeiouyàáâäæèéêëìíîïòóôöøùúûü"
# before these a hyphen stands for the end of a later word; words are cut before no vowel that
# follows a consonant
SUSPENDED = re.compile(
    r".[-\u2010](?:and|und|oder|bzw\.?|sowie|bis|noch|lub|[eioyu])"
    rf"|[^\W\d_{VOWELS}][-\u2010](?:als|en|et|of|or|ou)"
)
HYPHENATED = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)++")
# what Portuguese never writes as one word
COMPOUND = re.compile(
    r"(?:recém|além|aquém)-.+|pós-(?!t).+|(?:segunda|terça|quarta|quinta|sexta)-feiras?"
    r"|.*[áéêíóô]-l[ao]s?"
)
PRONOUN = re.compile(r".+-(?P<pronoun>se|lhes?)")
# Han, Kana and what stands between them; Hangul has spaces as other letters have
WIDE = (
    r"[\u2e80-\u2fff\u3001-\u312f\u3190-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\ufe30-\ufe4f\uff01-\uff9f\U00020000-\U0003ffff]"
)
WIDE_LETTER = re.compile(WIDE)
SOLID = re.compile(f"{WIDE}{WIDE}|{WIDE}[‘“…—]|[’”…—]{WIDE}")
LEAST_STEP = 0.8  # of the size from a line of code to the next
PRIVATE = re.compile(r"[\ue000-\uf8ff]")  # glyphs of a font's own


class Mending:
    """Which words are written with a hyphen in the middle of a line, and so at its end as well."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._hyphenated = {
            word.lower() for text in texts if "-" in text for word in HYPHENATED.findall(text)
        }
        found = map(PRONOUN.fullmatch, self._hyphenated)
        self._pronouns = {word["pronoun"][:2] for word in found if word}

    def runs(self, words: Sequence[Word]) -> Runs:
        """Give words as runs, with a space between each two, but at a line end that had cut one or
        stands in a script without spaces.
        """
        found: list[Run] = []
        for index, word in enumerate(words):
            after = words[index + 1] if index + 1 < len(words) else None
            text = PRIVATE.sub("", self._ended(word, after))
            same = found and (found[-1].style, found[-1].link) == (word.style, word.link)
            if same:
                found[-1] = Run(found[-1].text + text, word.style, word.link)
            else:
                found.append(Run(text, word.style, word.link))
        return tuple(found)

    def _ended(self, word: Word, after: Word | None) -> str:
        text = word.text.replace(HYPHEN, "-")
        if after is None:
            return text
        if not _on_next_line(word, after):
            return text + " "
        if SOLID.match(word.text[-1:] + after.text[:1]):
            return text
        if not CUT.search(word.text) or SUSPENDED.fullmatch(f"{text[-2:]}{after.text}".lower()):
            return text + " "
        head = CUT.sub("", text)
        whole = f"{_last_letters(head)}-{_letters(after.text)}".lower()
        return f"{head}-" if not after.text[:1].islower() or self._is_two(whole) else head

    def _is_two(self, word: str) -> bool:
        """Tell whether a word with a hyphen is written so: anywhere in the document, or as others
        with its pronoun are.
        """
        if word in self._hyphenated or COMPOUND.fullmatch(word):
            return True
        found = PRONOUN.fullmatch(word)
        return found is not None and found["pronoun"][:2] in self._pronouns


def typed(lines: Sequence[Line]) -> str:
    """Give lines in letters of one width as they stand: indents and columns kept by spaces, and
    empty lines.
    """
    left = min(line.box.left for line in lines)
    word = lines[0].words[0]
    width = max(word.box.width / len(word.text), 1.0)
    steps = [below.box.bottom - above.box.bottom for above, below in pairwise(lines)]
    step = min((step for step in steps if step > LEAST_STEP * word.size), default=math.inf)
    text = _typed(lines[0], left, width)
    for line, down in zip(lines[1:], steps, strict=True):
        empty = max(round(down / step) - 1, 0)
        text += "\n" * (1 + empty) + _typed(line, left, width)
    return text


def _typed(line: Line, left: float, width: float) -> str:
    text = ""
    for word in line.words:
        at = round((word.box.left - left) / width)
        text = text.ljust(at if not text else max(at, len(text) + 1)) + word.text
    return text


def _on_next_line(word: Word, after: Word) -> bool:
    beside = word.box.top <= after.box.middle[1] <= word.box.bottom
    return after.box.left < word.box.left or not beside


def _letters(text: str) -> str:
    found = re.match(r"[^\W\d_]+", text)
    return found[0] if found else ""


def _last_letters(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:-[^\W\d_]+)*$", text)
    return found[0] if found else ""
