"""The numbers of a line that may be that of its page, and what the line says beside them."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from aurora.infrastructure.documents.pdf.numerals import ROMAN, roman
from aurora.infrastructure.documents.pdf.words import Word

MOST_NUMBERS = 8  # of a line that are looked at
MOST = 999  # pages that are counted otherwise: larger numbers are years
COUNTER = re.compile(r"(?<![\w-])(?<!\d[.,:/])\d{1,4}(?![\w-]|[.,:]\d|/\d{1,4}/)")
OF = r"\s*(?:/|of|de|di|sur|van|von|z)\s*"
TOTAL = re.compile(rf"{OF}(\d{{1,4}})(?![\w-]|[.,:/]\d)", re.IGNORECASE)
NUMBERED = re.compile(r"n(?:[ro]|um|úm|umer)?\.?[ºo°]?[.:]?|[#№]", re.IGNORECASE)
LABEL = re.compile(
    r"page|p\.|pag\.|pág\.|página|pagina|seite|folha|folie|slide|strona|str\.|blz\.", re.IGNORECASE
)
LABELLED = re.compile(
    rf"[-–—·|\s]*(?:(?:{LABEL.pattern})\s*(?:\d{{1,4}}|[ivxlc]{{1,7}})(?:{OF}\d{{1,4}})?"
    rf"|\d{{1,4}}{OF}\d{{1,4}})[-–—·|\s]*",
    re.IGNORECASE,
)
APART = 0.6  # of the size between a number and the words beside it
HERE = "\0"  # where in a line the number stood
AROUND = "-–—·| "  # what page numbers are set between

Count = tuple[str, int | None]  # a line without a number, and what that were on the first page


def counts_of(line: Sequence[Word], page: int) -> Iterator[Count]:
    """Give the numbers of a line that may be that of its page; one that is set off and said to be
    one of so many may also count otherwise, as on slides that are shown bit by bit.
    """
    texts = [word.text for word in line]
    bare = " ".join(texts).strip(AROUND).lower()
    if ROMAN.fullmatch(bare):
        yield HERE, roman(bare) - page
    numbers = ((at, found) for at, text in enumerate(texts) if (found := COUNTER.search(text)))
    for at, found in islice(numbers, MOST_NUMBERS):
        text, first = found.string, int(found[0]) - page
        after = " ".join([text[found.end() :], *texts[at + 1 : at + 3]])
        total = TOTAL.match(after)
        said = after[: total.end()] if total else ""
        last = at + said.count(" ")
        head, tail = text[: found.start()], after[len(said) :].partition(" ")[0]
        if NUMBERED.fullmatch(head or "".join(texts[max(at - 1, 0) : at])):
            continue
        labelled = at > 0 and LABEL.fullmatch(texts[at - 1]) is not None
        rest = " ".join([*texts[: at - labelled], f"{head}{HERE}{tail}", *texts[last + 1 :]])
        apart = labelled or _stands_apart(line, at, last)
        if first == 1 or apart:
            yield rest, first
        if apart and total and int(found[0]) <= int(total[1]) <= MOST:
            yield f"{rest}/{total[1]}", None


def _stands_apart(line: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether words are set off from those beside them: other numbers are those of invoices
    and the like, of which each has a page.
    """
    before, after = line[max(start - 1, 0) : start + 1], line[end : end + 2]
    return all(
        right.box.left - left.box.right >= APART * left.size
        or left.text[-1:] in AROUND
        or right.text[:1] in AROUND
        for left, right in (*pairwise(before), *pairwise(after))
    )
