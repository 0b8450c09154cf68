"""Bring the passages of a document into the space of meanings, slice by slice."""

from uuid import UUID

from aurora.commands.command import Command
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.document import Document
from aurora.domains.knowledge.ports import Embedder, Embeddings, Knowledge
from aurora.domains.knowledge.types import Span
from aurora.domains.principal import Permission

SLICE = 128


class EmbedPassages(Command[None], frozen=True, kw_only=True):
    """Embed the next passages of one version of a document."""

    permission = Permission.OPERATE
    queue = "embed"
    document_id: UUID
    content_version: int


async def embed_passages(
    command: EmbedPassages,
    knowledge: Knowledge,
    blobs: Blobs,
    embedder: Embedder,
    embeddings: Embeddings,
) -> None:
    """Keep vectors of up to 128 passages, then ask for the next ones; nothing once replaced."""
    async with knowledge.work() as work:
        document = await work.documents.find(command.document_id)
    waiting = document.to_embed(command.content_version)[:SLICE] if document else ()
    if document is None or not waiting:
        return
    texts = await _texts(document, waiting, blobs)
    await _keep_vectors(texts, embedder, embeddings)
    async with knowledge.work() as work:
        document = await work.documents.get(command.document_id)
        document.embed(command.content_version, embedder.model, texts.keys())
        if document.to_embed(command.content_version):
            work.enqueue(command)


async def _texts(document: Document, passages: tuple[Span, ...], blobs: Blobs) -> dict[str, str]:
    if document.content is None:
        return {}
    text = (await blobs.get(document.content.text_sha256)).decode()
    return {span.sha256: span.within(text) for span in passages}


async def _keep_vectors(texts: dict[str, str], embedder: Embedder, embeddings: Embeddings) -> None:
    known = await embeddings.get(embedder.model, list(texts))
    missing = [hash for hash in texts if hash not in known]
    if missing:
        vectors = await embedder.passages([texts[hash] for hash in missing])
        await embeddings.put(embedder.model, dict(zip(missing, vectors, strict=True)))
