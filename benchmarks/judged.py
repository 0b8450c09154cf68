"""Test collections: documents, questions, and which documents answer which question."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

DATA = Path(os.environ.get("AURORA_BENCH_DATA", "../shared/data"))


class Text(msgspec.Struct, frozen=True):
    """A document or a question."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class JudgedCollection:
    """Texts by name; `relevant` gives each question the grades of the documents that answer it."""

    name: str
    documents: Mapping[str, str]
    questions: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, float]]


def judged_collections(data: Path = DATA) -> Iterator[JudgedCollection]:
    """Read every collection below `retrieval/`, in the order of their names."""
    for place in sorted((data / "retrieval").iterdir()):
        if (place / "qrels.tsv").is_file():
            yield _read(place)


def _read(place: Path) -> JudgedCollection:
    relevant: dict[str, dict[str, float]] = {}
    for line in (place / "qrels.tsv").read_text().splitlines():
        question, document, grade = line.split("\t")
        relevant.setdefault(question, {})[document] = float(grade)
    return JudgedCollection(
        name=place.name,
        documents=_texts(place / "docs.jsonl"),
        questions=_texts(place / "queries.jsonl"),
        relevant=relevant,
    )


def _texts(file: Path) -> dict[str, str]:
    lines = file.read_bytes().splitlines()
    texts = (msgspec.json.decode(line, type=Text) for line in lines if line.strip())
    return {one.id: one.text for one in texts}
