"""Turns a question into a query made of analysed words, never of query syntax."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from tantivy import Occur, Query

from aurora.infrastructure.lexical.analysis import weighted_terms
from aurora.infrastructure.lexical.schema import SCHEMA

MOST_WORDS = 64
TITLE_BOOST = 1.5


def question(text: str, language: str, collections: Sequence[UUID]) -> Query:
    """Ask for passages of those collections that share words with the text."""
    shared = [(Occur.Should, term) for term in _terms(text, language)]
    readable = Query.term_set_query(SCHEMA, "collection", [id.hex for id in collections])
    return Query.boolean_query(
        [
            (Occur.Must, Query.boolean_query(shared)),
            (Occur.Must, Query.const_score_query(readable, 0.0)),
        ]
    )


def _terms(text: str, language: str) -> Iterator[Query]:
    for term, weight in weighted_terms(text, language, MOST_WORDS).items():
        for field, boost in (("text", weight), ("title", weight * TITLE_BOOST)):
            yield Query.boost_query(Query.term_query(SCHEMA, field, term, "freq"), boost)
