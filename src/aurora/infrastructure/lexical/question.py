"""Turns a question into a query made of analysed words, never of query syntax."""

from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

from tantivy import Occur, Query

from aurora.infrastructure.lexical.schema import ANALYZERS, CONTENT_WORDS, SCHEMA, field_language

MOST_WORDS = 64
TITLE_BOOST = 1.5


def question(text: str, language: str, collections: Sequence[UUID]) -> Query:
    """Ask for passages of those collections that share words with the text, in any language."""
    words = " ".join(_words(text, field_language(language)))
    shared = [(Occur.Should, query) for name in ANALYZERS for query in _terms(words, name)]
    readable = Query.term_set_query(SCHEMA, "collection", [id.hex for id in collections])
    return Query.boolean_query(
        [
            (Occur.Must, Query.boolean_query(shared)),
            (Occur.Must, Query.const_score_query(readable, 0.0)),
        ]
    )


def _words(text: str, language: str) -> Iterator[str]:
    """Give the first distinct words of the text that its language does not pass over."""
    encodable = text.encode(errors="ignore").decode()
    return islice(dict.fromkeys(CONTENT_WORDS[language].analyze(encodable)), MOST_WORDS)


def _terms(words: str, language: str) -> Iterator[Query]:
    for term in dict.fromkeys(ANALYZERS[language].analyze(words)):
        yield Query.term_query(SCHEMA, f"text_{language}", term, "freq")
        in_title = Query.term_query(SCHEMA, f"title_{language}", term, "freq")
        yield Query.boost_query(in_title, TITLE_BOOST)
