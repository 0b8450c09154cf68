"""Powers in rich text, and marks of notes, told apart from what they stand raised beside."""

import re
from collections.abc import Iterator

from aurora.infrastructure.documents.office.powers import NEAR, signs
from aurora.infrastructure.documents.office.rich_text_tokens import number_of, tokens

MARKS = re.compile(rb"\\(?:super(?![a-zA-Z])|up[1-9])")
RAISING = frozenset({b"super", b"up"})
LEVEL = frozenset({b"nosupersub", b"plain", b"sub", b"dn"})
APART = frozenset({b"par", b"line", b"cell", b"nestcell", b"row", b"tab", b"sect", b"page"})
CHARACTER, STAND_INS = b"u", b"uc"
BY_NUMBER = b"\\u"  # as a character begins that others follow to stand in for it
ASIDE = b"\\*"  # of a group that only some programs know
SIGNS = {rb"\~": " ", rb"\_": "-", rb"\{": "{", rb"\}": "}", rb"\\": "\\"}
ENDS = str.maketrans("", "", "\r\n")


def with_powers(content: bytes) -> bytes:
    """Give the document with the signs of what is raised."""
    return b"".join(_marked(content)) if MARKS.search(content) else content


def _marked(content: bytes) -> Iterator[bytes]:
    telling, before, held = Telling(), "", Held()
    for token, whole in tokens(content):
        said = telling.of(token)
        if said and held.tokens and not telling.raised:
            yield from held.told(before)
            before, held = held.said, Held()
        if held.tokens or (said and telling.raised):
            held.add(whole, said)
        else:
            before = (before + said)[-NEAR:]
            yield whole
    yield from held.told(before)


class Held:
    """Tokens from the first one that says something raised, and what they say."""

    def __init__(self) -> None:
        self.tokens = list[bytes]()
        self.said = ""
        self._end = 0

    def add(self, token: bytes, said: str) -> None:
        """Take in a token."""
        self.tokens.append(token)
        self.said = (self.said + said)[-2 * NEAR :]
        if said.strip():
            self._end = len(self.tokens)

    def told(self, before: str) -> list[bytes]:
        """Give the tokens, with signs around what they say after a text."""
        around = signs(self.said, before)
        if not around.before:
            return self.tokens
        said, rest = self.tokens[: self._end], self.tokens[self._end :]
        said[0] = said[0].lstrip(b" ")
        last = said.pop()
        if around.after and last.startswith(BY_NUMBER):
            return self.tokens
        words = last.rstrip(b" ")
        end = (words, around.after.encode(), last[len(words) :])
        return [around.before.encode(), *said, *end, *rest]


class Telling:
    """What tokens say, one after the other, and whether that stands raised."""

    def __init__(self) -> None:
        self.raised = self._aside = False
        self._around: list[tuple[bool, bool]] = []
        self._stand_ins, self._left = 1, 0  # for a character, and how many of them are to come

    def of(self, token: re.Match[bytes]) -> str:
        """Give what the next token says, nothing of what only some programs know."""
        said = ""
        if token[0] == b"{":
            self._around.append((self.raised, self._aside))
        elif token[0] == b"}":
            self.raised, self._aside = self._around.pop() if self._around else (False, False)
        elif token["word"]:
            said = self._word(token["word"], number_of(token))
        elif token[0] == ASIDE:
            self._aside = True
        else:
            said = self._letters(token[0])
        return "" if self._aside else said

    def _word(self, word: bytes, number: int | None) -> str:
        if word in RAISING or word in LEVEL:
            self.raised = word in RAISING and number != 0
        elif word == STAND_INS:
            self._stand_ins = number or 0
        elif word == CHARACTER:
            self._left = self._stand_ins
            return chr((number or 0) % 0x10000)
        return " " if word in APART else ""

    def _letters(self, written: bytes) -> str:
        said = SIGNS.get(written, "")
        if written[:1] != b"\\":
            said = written.decode("latin-1").translate(ENDS)
        elif len(written) > len(ASIDE):
            said = bytes.fromhex(written[2:].decode()).decode("latin-1")
        passed = min(self._left, len(said))
        self._left -= passed
        return said[passed:]
