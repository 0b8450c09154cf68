"""Bring the passages of documents into the space of meanings, slice by slice."""

from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import groupby, islice
from operator import itemgetter
from typing import ClassVar
from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.domains.blobs import Blobs, ContentLost
from aurora.domains.knowledge.document import Document
from aurora.domains.knowledge.ports import Embedder, Embeddings, Knowledge, KnowledgeWork
from aurora.domains.knowledge.types import Span
from aurora.domains.principal import Permission

SLICE, AT_ONCE = 128, 1_024
LOST_SECONDS = 3_600.0

Waiting = Sequence[tuple[Document, Span]]


class Version(msgspec.Struct, frozen=True):
    """One version of a document."""

    document_id: UUID
    content_version: int


class EmbedPassages(Command[None], frozen=True, kw_only=True):
    """Embed the next passages of versions of documents."""

    permission = Permission.OPERATE
    queue = "embed"
    gathers: ClassVar[str | None] = "versions"
    versions: tuple[Version, ...]


async def embed_passages(
    command: EmbedPassages,
    knowledge: Knowledge,
    blobs: Blobs,
    embedder: Embedder,
    embeddings: Embeddings,
) -> None:
    """Keep vectors of up to 128 passages beside those that are kept already, then ask for the next
    ones; nothing of a version once replaced. A text that is lost is looked for again an hour later,
    and keeps no other waiting.
    """
    async with knowledge.work() as work:
        documents = await work.documents.many(_ids(command))
    waiting = list(islice(_waiting(command.versions, documents), AT_ONCE))
    if not waiting:
        return
    hashes, lost = await _keep_vectors(waiting, blobs, embedder, embeddings)
    async with knowledge.work() as work:
        documents = await work.documents.many(_ids(command))
        for version in command.versions:
            if document := documents.get(version.document_id):
                document.embed(version.content_version, embedder.model, hashes)
        _go_on(work, _left(command.versions, documents, hashes), lost)


def _ids(command: EmbedPassages) -> set[UUID]:
    return {version.document_id for version in command.versions}


def _waiting(
    versions: Sequence[Version], documents: Mapping[UUID, Document]
) -> Iterator[tuple[Document, Span]]:
    for version in versions:
        if document := documents.get(version.document_id):
            for span in document.to_embed(version.content_version):
                yield document, span


def _left(
    versions: Sequence[Version], documents: Mapping[UUID, Document], hashes: Set[str]
) -> tuple[Version, ...]:
    """Give the versions that still want vectors, those that have had a turn behind the others."""
    left = [version for version in versions if any(_waiting([version], documents))]
    return tuple(sorted(left, key=lambda one: bool(documents[one.document_id].embedded & hashes)))


def _go_on(work: KnowledgeWork, left: Sequence[Version], lost: Set[UUID]) -> None:
    if there := tuple(one for one in left if one.document_id not in lost):
        work.enqueue(EmbedPassages(versions=there))
    if gone := tuple(one for one in left if one.document_id in lost):
        work.enqueue(EmbedPassages(versions=gone), delay=LOST_SECONDS)


async def _keep_vectors(
    waiting: Waiting, blobs: Blobs, embedder: Embedder, embeddings: Embeddings
) -> tuple[Set[str], Set[UUID]]:
    """Give the hashes of texts whose vectors are kept now, and the documents whose text is lost."""
    hashes = {span.sha256 for _, span in waiting}
    known = await embeddings.known(embedder.model, hashes)
    texts, lost = await _texts(waiting, hashes - known, blobs)
    if texts:
        vectors = await embedder.passages(list(texts.values()))
        await embeddings.put(embedder.model, dict(zip(texts, vectors, strict=True)))
    return known | texts.keys(), lost


async def _texts(
    waiting: Waiting, missing: Set[str], blobs: Blobs
) -> tuple[Mapping[str, str], Set[UUID]]:
    """Give up to 128 of the missing passages by their hashes, and documents whose text is lost."""
    texts: dict[str, str] = {}
    lost: set[UUID] = set()
    for document, spans in groupby(waiting, itemgetter(0)):
        wanted = [span for _, span in spans if span.sha256 in missing]
        if wanted and document.content and len(texts) < SLICE:
            try:
                text = (await blobs.get(document.content.text_sha256)).decode()
            except ContentLost:
                lost.add(document.id)
                continue
            texts |= {span.sha256: span.within(text) for span in wanted}
    return dict(islice(texts.items(), SLICE)), lost
