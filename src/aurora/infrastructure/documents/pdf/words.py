"""The words of a page: characters, where they stand and how they look."""

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise
from operator import itemgetter
from statistics import median
from unicodedata import normalize

from pypdfium2 import PdfPage, PdfTextPage, raw

from aurora.infrastructure.documents.pdf.frame import Box, Frame
from aurora.infrastructure.documents.pdf.glyphs import UNTOLD, accented
from aurora.infrastructure.documents.pdf.spaced import Letter, spaced
from aurora.infrastructure.extraction.raised import NOTED, POWER, RAISED

HYPHEN = "\u00ad"  # what stands at the end of a line and belongs to no word
CHARACTERS = {2: HYPHEN, 0xFFFE: HYPHEN, 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi"}
CHARACTERS |= {0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
SHAPED = re.compile(r"[\ufb1d-\ufdff\ufe70-\ufefc]")  # letters as they look amid others
BLANK = frozenset(
    map(ord, " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000")
)
BLANK |= frozenset([*range(0x2000, 0x200C), 0, 0xFEFF, 0xFFFD, *range(0xD800, 0xE000)])
BOLD, ITALIC = ("bold", "black", "heavy", "demi", "cmbx", "medi"), ("ital", "obli", "cmti", "cmsl")
EVEN = ("courier", "mono", "nimbusmon", "consol", "typewriter", "cmtt", "menlo", "inconsolata")
FONT_NAME = 128
ASLANT = 10  # degrees
FAR, SHARED = 1.0, 0.3  # of the size: a jump along the line, and what letters of a line share
SPACE, TOUCHING = 0.2, 0.06  # of it: what parts words that no space parts, and what letters leave
SMALLER, HIGHER = 0.98, 0.25  # of the height of a letter: one that is raised beside it
TAIL = 8  # characters before it that tell what it is
SAME_PLACE = 0.1  # of the size
COVERED = 0.5  # of the width of a letter is that of its accent as well
BESIDE = 0.5  # of the height of the lower of two letters is shared


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space; `style` as in runs. Of what is `mirrored` the box is that of a
    mirror beside the page.
    """

    text: str
    box: Box
    size: float
    style: str = ""
    link: str | None = None
    mirrored: bool = False


def words(page: PdfPage, frame: Frame) -> dict[int, list[Word]]:
    """Give the words of the page that are seen, in the order in which they were written, by the
    degrees by which it is to be turned to read them, most words first. What runs aslant is left
    out: it is stamped across a page; and so is what is painted again where it stands.
    """
    textpage = page.get_textpage()
    try:
        found: dict[int, list[Word]] = {}
        for turned, word in _words(textpage, frame):
            found.setdefault(turned, []).append(word)
    finally:
        textpage.close()
    once = {turned: list(_once(group)) for turned, group in found.items()}
    return dict(sorted(once.items(), key=lambda one: len(one[1]), reverse=True))


def linked(found: list[Word], links: list[tuple[Box, str]]) -> list[Word]:
    """Give the words with where they lead."""
    if not links:
        return found
    return [replace(word, link=_leads(word, links)) for word in found]


def _leads(word: Word, links: list[tuple[Box, str]]) -> str | None:
    return next((target for box, target in links if box.holds(word.box.middle)), None)


def _once(found: Sequence[Word]) -> Iterator[Word]:
    """Leave out words that stand where the same ones do, as shadows and thick letters are painted:
    each marks the four corners of a grid around its middle.
    """
    marked: set[tuple[str, int, int]] = set()
    for word in found:
        x, y = (int(at / (SAME_PLACE * max(word.size, 1))) for at in word.box.middle)
        corners = {(word.text, x + right, y + down) for right in (0, 1) for down in (0, 1)}
        if marked.isdisjoint(corners):
            yield word
        marked |= corners


def _words(textpage: PdfTextPage, frame: Frame) -> Iterator[tuple[int, Word]]:
    for line in _lines(textpage):
        for letters in spaced(line):
            yield from _word(textpage, letters, frame)


def _lines(textpage: PdfTextPage) -> Iterator[list[list[Letter]]]:
    """Give letters by the words that they seem to be, words by where the page itself ends one or
    letters stand far apart.
    """
    line: list[list[Letter]] = []
    ended: bool | None = None
    for letter in _letters(textpage):
        if isinstance(letter, bool):
            ended = ended or letter
            continue
        if line and (ended or _breaks(line[-1][-1], letter)):
            yield line
            line = []
        if not line or (ended is False and not _touch(line[-1], letter)):
            line.append([])
        line[-1].append(letter)
        ended = None
    if line:
        yield line


def _letters(textpage: PdfTextPage) -> Iterator[Letter | bool]:
    """Give characters with their boxes as the page counts, and where a word ends whether the page
    itself says so.
    """
    handle, unicode, place = textpage.raw, raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    box = raw.FS_RECTF()
    pointer = ctypes.byref(box)
    for index in range(textpage.count_chars()):
        code = unicode(handle, index)
        if code in UNTOLD and raw.FPDFText_HasUnicodeMapError(handle, index) == 1:
            code = UNTOLD[code]
        if code in BLANK or not place(handle, index, pointer):
            yield raw.FPDFText_IsGenerated(handle, index) != 1
        else:
            yield index, code, box.left, box.bottom, box.right, box.top


def _touch(word: Sequence[Letter], letter: Letter) -> bool:
    """Tell whether a letter follows directly upon a word, be it higher or lower, or the letter
    below an accent.
    """
    return any(_follows(one, letter) for one in word[-2:])


def _follows(before: Letter, letter: Letter) -> bool:
    low, high = sorted((before[5] - before[3], letter[5] - letter[3]))
    shared = min(before[5], letter[5]) - max(before[3], letter[3])
    return abs(letter[2] - before[4]) <= TOUCHING * high and shared >= BESIDE * low


def _breaks(before: Letter, letter: Letter) -> bool:
    """Tell whether a letter stands too far from the one before, along the line or across it."""
    _, _, left, bottom, right, top = before
    size = max(right - left, top - bottom)
    beside = max(letter[2] - right, left - letter[4])
    above = max(letter[3] - top, bottom - letter[5])
    return max(beside, above) > FAR * size or min(beside, above) > -SHARED * size


def _direction(textpage: PdfTextPage, index: int) -> int | None:
    degrees = -math.degrees(raw.FPDFText_GetCharAngle(textpage.raw, index)) % 360
    quarter = round(degrees / 90) * 90
    return quarter % 360 if abs(degrees - quarter) <= ASLANT else None


def _word(textpage: PdfTextPage, letters: list[Letter], frame: Frame) -> Iterator[tuple[int, Word]]:
    turned = _direction(textpage, letters[0][0])
    if turned is None:
        return
    frame = frame._replace(turned=turned)
    whole = Box(0, 0, *frame.size)
    for part in _parted(letters) if turned == 0 else [letters]:
        first = part[0][0]
        _, _, lefts, bottoms, rights, tops = zip(*part, strict=True)
        box = frame.seen(min(lefts), min(bottoms), max(rights), max(tops))
        if whole.holds(box.middle):
            level = turned != 0 or min(bottoms) == max(bottoms)
            text = _text(part) if level else _told_apart(part)
            yield turned, Word(text, box, _size(textpage, first, box), _style(textpage, first))


def _parted(letters: list[Letter]) -> list[list[Letter]]:
    """Part words that stand apart without a space between them; letters that are spaced for their
    looks all stand apart, and stay together.
    """
    size = letters[0][5] - letters[0][3]
    gaps = [after[2] - before[4] for before, after in pairwise(letters)]
    if not gaps or max(gaps) < SPACE * size or median(gaps) > TOUCHING * size:
        return [letters]
    cuts = [at for at, gap in enumerate(gaps, 1) if gap >= SPACE * size]
    return [letters[start:end] for start, end in pairwise([0, *cuts, len(letters)])]


def _text(letters: Sequence[Letter]) -> str:
    text = "".join(_composed(letters))
    return SHAPED.sub(lambda found: normalize("NFKC", found[0]), text)


def _composed(letters: Sequence[Letter]) -> Iterator[str]:
    """Give what each letter says, and one of an accent and the letter at the same place."""
    said = [CHARACTERS.get(letter[1]) or chr(letter[1]) for letter in letters]
    before = ""
    above: Letter | None = None
    for letter, text in zip(letters, said, strict=True):
        one = None
        if above and _covers(above, letter):
            one = accented(text, before) or accented(before, text)
        if before and not one:
            yield before
        before, above = one or text, letter
    yield before


def _covers(one: Letter, other: Letter) -> bool:
    """Tell whether two letters share most of the width of the narrower."""
    shared = min(one[4], other[4]) - max(one[2], other[2])
    return shared > COVERED * min(one[4] - one[2], other[4] - other[2])


def _told_apart(letters: Sequence[Letter]) -> str:
    """Give what letters say, powers and marks of notes told apart as on pages of the web."""
    said = ""
    for raised, group in groupby(_levelled(letters), itemgetter(0)):
        text = _text([letter for _, letter in group])
        said += _lifted(said[-TAIL:], text) if raised else text
    return said


def _levelled(letters: Sequence[Letter]) -> Iterator[tuple[bool, Letter]]:
    """Give letters with whether they are raised."""
    base = letters[0]
    for letter in letters:
        raised = _raised(base, letter)
        base = base if raised else letter
        yield raised, letter


def _raised(base: Letter, letter: Letter) -> bool:
    height = base[5] - base[3]
    smaller = letter[5] - letter[3] < SMALLER * height
    return smaller and letter[3] - base[3] > HIGHER * height and letter[2] > base[2]


def _lifted(before: str, said: str) -> str:
    if POWER.fullmatch(said):
        if said.isdecimal() and NOTED.search(before):
            return f"[{said}]"
        if RAISED.search(before):
            return f"^{said}"
    return said


def _size(textpage: PdfTextPage, index: int, box: Box) -> float:
    """Give the size as seen: that of the font, enlarged as the page is; letters that are drawings
    have one of their own.
    """
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage.raw, index, ctypes.byref(matrix))
    size = raw.FPDFText_GetFontSize(textpage.raw, index) * math.hypot(matrix.c, matrix.d)
    return size if 0.5 < box.height / max(size, 0.1) < 2 else box.height / 1.2


def _style(textpage: PdfTextPage, index: int) -> str:
    """Tell by the name of the font: what it says of its weight is often wrong."""
    buffer = ctypes.create_string_buffer(FONT_NAME)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage.raw, index, buffer, FONT_NAME, ctypes.byref(flags))
    return _looks(buffer.value.decode("ascii", "ignore").lower())


@cache
def _looks(font: str) -> str:
    looks = (("b", BOLD), ("i", ITALIC), ("c", EVEN))
    return "".join(letter for letter, names in looks if any(name in font for name in names))
