"""What the word index holds, and how each language is analysed."""

from collections.abc import Mapping
from pathlib import Path

from tantivy import (
    Filter,
    Index,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    TextAnalyzer,
    TextAnalyzerBuilder,
    Tokenizer,
)

from aurora.domains.event import START, Position

LONGEST_WORD = 60
STEMMED = {"pt": "portuguese", "en": "english"}
OTHER = "other"


def field_language(tag: str) -> str:
    """Give the analysed language that serves a BCP 47 tag."""
    primary = tag.partition("-")[0].lower()
    return primary if primary in STEMMED else OTHER


def _words() -> TextAnalyzerBuilder:
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    return builder.filter(Filter.remove_long(LONGEST_WORD)).filter(Filter.lowercase())


def _content_words(language: str) -> TextAnalyzer:
    stopped = STEMMED.get(language)
    return (_words().filter(Filter.stopword(stopped)) if stopped else _words()).build()


def _analyzer(language: str) -> TextAnalyzer:
    """Fold before stemming: words typed without their accents then find the accented ones."""
    stemmed = STEMMED.get(language)
    if not stemmed:
        return _words().filter(Filter.ascii_fold()).build()
    stopped = _words().filter(Filter.stopword(stemmed))
    return stopped.filter(Filter.ascii_fold()).filter(Filter.stemmer(stemmed)).build()


ANALYZERS: Mapping[str, TextAnalyzer] = {name: _analyzer(name) for name in (*STEMMED, OTHER)}
CONTENT_WORDS: Mapping[str, TextAnalyzer] = {
    name: _content_words(name) for name in (*STEMMED, OTHER)
}


def _schema() -> Schema:
    builder = SchemaBuilder()
    for name in ("ref", "collection"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("document", "mark"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("generation", "position"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for language in ANALYZERS:
        for name in (f"title_{language}", f"text_{language}"):
            builder.add_text_field(name, tokenizer_name=language, index_option="freq")
    return builder.build()


SCHEMA = _schema()
MARK = "committed"


def open_index(path: Path) -> Index:
    """Open an index that exists; raises ValueError when it cannot be read or is of another kind."""
    return _prepared(Index.open(str(path)))


def create_index(path: Path) -> Index:
    """Open an index, made new where there is none; raises ValueError when it is damaged."""
    path.mkdir(parents=True, exist_ok=True)
    return _prepared(Index(SCHEMA, str(path), reuse=True))


def _prepared(index: Index) -> Index:
    for name, analyzer in ANALYZERS.items():
        index.register_tokenizer(name, analyzer)
    index.config_reader("manual")
    return index


def read_mark(searcher: Searcher) -> tuple[str, Position]:
    """Give the generation and position of the commit that the searcher sees."""
    marks = searcher.search(Query.term_query(SCHEMA, "mark", MARK, "basic"), 1, count=False).hits
    if not marks:
        return "", START
    mark = searcher.doc(marks[0][1])
    return str(mark.get_first("generation")), Position.parse(str(mark.get_first("position")))
