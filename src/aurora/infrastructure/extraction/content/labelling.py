"""Labels: short texts that come again and again, but for the numbers in them."""

from collections.abc import Sequence

from aurora.infrastructure.extraction.content.signs import DIGITS

SEVERAL, FEW, WORDS, CHARACTERS = 3, 4, 6, 20


def are_labels(texts: Sequence[str]) -> bool:
    """Tell whether several texts say much the same, or begin with the same label: what something is
    called, how many there are of it, what can be done with it.
    """
    if len(texts) < SEVERAL:
        return False
    labelled = [text.partition(":")[0] for text in texts if ":" in text[:CHARACTERS]]
    if len(labelled) == len(texts) and len(set(labelled)) == 1:
        return True
    short = sum(len(text.split()) for text in texts) <= WORDS * len(texts)
    return short and len({DIGITS.sub("", text) for text in texts}) <= max(1, len(texts) // FEW)
