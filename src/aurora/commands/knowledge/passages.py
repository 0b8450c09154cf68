"""The passages of a text, and the languages of those that are not in the text's own."""

from msgspec.structs import replace

from aurora.domains.knowledge.ports import Languages, Splitter
from aurora.domains.knowledge.types import Span

UNKNOWN = "und"
ENOUGH, GLANCE = 100, 300  # so many characters tell a language, and a few more tell no more


def passages(
    text: str, language: str, splitter: Splitter, languages: Languages
) -> tuple[Span, ...]:
    """Mark the passages; those that are long enough to tell carry their language where it is not
    the text's. Where none of them seems to be in that one, it is none that is known, and nothing
    that seems so is believed.
    """
    spans = [Span.of(text, start, end) for start, end in splitter.split(text)]
    if len(spans) == 1:
        return tuple(spans)
    seen = [_language(text[span.start : span.end], languages) for span in spans]
    own = language.partition("-")[0].lower()
    if own not in seen:
        return tuple(spans)
    foreign = (None if one in (own, UNKNOWN) else one for one in seen)
    return tuple(replace(span, language=one) for span, one in zip(spans, foreign, strict=True))


def _language(passage: str, languages: Languages) -> str:
    return languages.detect(passage[:GLANCE]) if len(passage) >= ENOUGH else UNKNOWN
