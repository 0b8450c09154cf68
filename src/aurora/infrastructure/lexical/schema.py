"""What the word index holds, and how it is opened."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID

from tantivy import (
    Document,
    Index,
    Occur,
    Query,
    Schema,
    SchemaBuilder,
    Searcher,
    TextAnalyzerBuilder,
    Tokenizer,
)

from aurora.domains.event import START, Position
from aurora.queries.knowledge.ports import LostText

MARK, LOST = "committed", "lost"
MOST_LOST = 10_000
SEEN = "seen"
TERMS = "terms"


def _schema() -> Schema:
    """Title and text come as analysed terms between spaces, so that every language shares one
    vocabulary and one length.
    """
    builder = SchemaBuilder()
    for name in ("ref", "collection", "generation", "position"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("document", "mark"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("title", "text"):
        builder.add_text_field(name, tokenizer_name=TERMS, index_option="freq")
    return builder.build()


SCHEMA = _schema()


def open_index(path: Path) -> Index:
    """Open an index that exists; raises ValueError when it cannot be read."""
    return _ready(Index.open(str(path)))


def create_index(path: Path) -> Index:
    """Open an index, made new where there is none; raises ValueError when it is damaged."""
    path.mkdir(parents=True, exist_ok=True)
    return _ready(Index(SCHEMA, str(path), reuse=True))


def _ready(index: Index) -> Index:
    index.register_tokenizer(TERMS, TextAnalyzerBuilder(Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


def read_mark(searcher: Searcher) -> tuple[str, Position]:
    """Give the generation and position of the commit that the searcher sees."""
    marks = searcher.search(Query.term_query(SCHEMA, "mark", MARK, "basic"), 1, count=False).hits
    if not marks:
        return "", START
    mark = searcher.doc(marks[0][1])
    return str(mark.get_first("generation")), Position.parse(str(mark.get_first("position")))


def read_lost(searcher: Searcher) -> list[LostText]:
    """Give the documents that are noted in place of their lost texts."""
    noted = Query.term_query(SCHEMA, "mark", LOST, "basic")
    hits = searcher.search(noted, MOST_LOST, count=False).hits
    return [_lost(searcher.doc(address)) for _, address in hits]


def is_lost(searcher: Searcher, text: LostText) -> bool:
    """Tell whether just that is noted already."""
    terms = [("mark", LOST), ("document", text.document_id.hex)]
    query = Query.boolean_query(
        [(Occur.Must, Query.term_query(SCHEMA, field, term, "basic")) for field, term in terms]
    )
    hits = searcher.search(query, 1, count=False).hits
    return [_lost(searcher.doc(address)) for _, address in hits] == [text]


def _lost(document: Document) -> LostText:
    return LostText(
        document_id=UUID(str(document.get_first("ref"))),
        at=Position.parse(str(document.get_first("position"))),
    )


def write_seen(path: Path, generation: str, upto: Position) -> None:
    """Note that the log was read on without a change to what a generation holds."""
    part = path / f"{SEEN}.part"
    part.write_text(f"{generation} {upto}")
    part.replace(path / SEEN)


def read_seen(path: Path, generation: str) -> Position:
    """Give how far the log was read for the generation; START where nothing is noted."""
    with suppress(OSError, ValueError):
        noted, upto = (path / SEEN).read_text().split(" ")
        return Position.parse(upto) if noted == generation else START
    return START
