"""Knowledge over HTTP: collections, documents, search and answers."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated
from uuid import UUID

import msgspec
from litestar import Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit, Page, page
from aurora.api.tags import Asking, known, tag, tagged
from aurora.api.texts import InFormat, in_format
from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.commands.knowledge.delete_document import DeleteDocument
from aurora.commands.knowledge.grant_access import GrantAccess
from aurora.commands.knowledge.revoke_access import RevokeAccess
from aurora.domains.forms import TextFormat
from aurora.domains.knowledge.types import Role
from aurora.queries.knowledge.answer_question import Answer, AnswerQuestion
from aurora.queries.knowledge.get_collection import GetCollection
from aurora.queries.knowledge.get_document import GetDocument
from aurora.queries.knowledge.get_document_text import GetDocumentText
from aurora.queries.knowledge.list_collections import ListCollections
from aurora.queries.knowledge.list_documents import ListDocuments
from aurora.queries.knowledge.list_duplicates import Duplicate, ListDuplicates
from aurora.queries.knowledge.search import Search, SearchResults
from aurora.queries.knowledge.views import CollectionView, DocumentView

Hits = Annotated[int, QueryParameter(ge=1, le=100, description="how many passages, 1 to 100")]
Within = Annotated[
    list[UUID] | None,
    QueryParameter(description="repeat it to name several; all readable ones else"),
]


class CreatedCollection(msgspec.Struct, frozen=True):
    """The collection that was made."""

    id: UUID


class Duplicates(msgspec.Struct, frozen=True):
    """Documents like another one."""

    items: Sequence[Duplicate]


class GrantBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The role to be held."""

    role: Role


@post("/collections", message=CreateCollection, status_code=201)
async def create_collection(
    data: JSONBody[CreateCollection], door: NamedDependency[Door]
) -> Response[CreatedCollection]:
    """Found a collection; the caller owns it."""
    id = await door.send(data)
    return Response(CreatedCollection(id), headers={"Location": f"/v1/collections/{id}"})


@get("/collections", message=ListCollections)
async def list_collections(
    door: NamedDependency[Door], limit: Limit = 50, cursor: Cursor = None
) -> Page[CollectionView]:
    """Give the collections that the caller may read."""
    return page(await door.ask(ListCollections(limit=limit, cursor=cursor)), limit)


@get("/collections/{collection_id:uuid}", message=GetCollection)
async def get_collection(
    collection_id: FromPath[UUID], request: Asking, door: NamedDependency[Door]
) -> Response[CollectionView | None]:
    """Give one collection and who holds which role on it."""
    return tagged(await door.ask(GetCollection(collection_id=collection_id)), request)


@put(
    "/collections/{collection_id:uuid}/grants/{principal_id:uuid}",
    message=GrantAccess,
    status_code=204,
)
async def grant_access(
    collection_id: FromPath[UUID],
    principal_id: FromPath[UUID],
    data: JSONBody[GrantBody],
    door: NamedDependency[Door],
) -> None:
    """Give a user or an API key a role on the collection."""
    await door.send(
        GrantAccess(collection_id=collection_id, principal_id=principal_id, role=data.role)
    )


@delete("/collections/{collection_id:uuid}/grants/{principal_id:uuid}", message=RevokeAccess)
async def revoke_access(
    collection_id: FromPath[UUID], principal_id: FromPath[UUID], door: NamedDependency[Door]
) -> None:
    """Take a user's or an API key's role on the collection away."""
    await door.send(RevokeAccess(collection_id=collection_id, principal_id=principal_id))


@get("/documents", message=ListDocuments)
async def list_documents(
    collection_id: FromQuery[UUID],
    door: NamedDependency[Door],
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[DocumentView]:
    """Give the documents of a collection."""
    query = ListDocuments(collection_id=collection_id, limit=limit, cursor=cursor)
    return page(await door.ask(query), limit)


@get("/documents/{document_id:uuid}", message=GetDocument)
async def get_document(
    document_id: FromPath[UUID], request: Asking, door: NamedDependency[Door]
) -> Response[DocumentView | None]:
    """Give one document as facts, and by what it is found already."""
    return tagged(await door.ask(GetDocument(document_id=document_id)), request)


@get("/documents/{document_id:uuid}/duplicates", message=ListDuplicates)
async def list_duplicates(
    document_id: FromPath[UUID], door: NamedDependency[Door], limit: Limit = 50
) -> Duplicates:
    """Give the documents of the collection that say the same, or nearly so, most alike first."""
    return Duplicates(await door.ask(ListDuplicates(document_id=document_id, limit=limit)))


@get(
    "/documents/{document_id:uuid}/versions/{version:int}/text",
    message=GetDocumentText,
    media_type="text/markdown",
)
async def get_document_text(
    document_id: FromPath[UUID],
    version: FromPath[int],
    request: Asking,
    door: NamedDependency[Door],
    format: InFormat = TextFormat.TEXT,
) -> Response[str]:
    """Give the stored text of a version as UTF-8; citations count its characters. Other forms are
    written from what was read; 404 where only the text was kept.
    """
    query = GetDocumentText(document_id=document_id, version=version, format=format)
    found = await door.ask(query)
    value = found.sha256 if format is TextFormat.TEXT else sha256(found.text.encode()).hexdigest()
    if known(value, request):
        return Response("", status_code=304, headers=tag(value))
    answer = in_format(found.text, format)
    answer.headers.update(tag(value))
    return answer


@delete("/documents/{document_id:uuid}", message=DeleteDocument)
async def delete_document(document_id: FromPath[UUID], door: NamedDependency[Door]) -> None:
    """Take a document and its versions out of every search."""
    await door.send(DeleteDocument(document_id=document_id))


@get("/search", message=Search)
async def search(
    q: FromQuery[str], door: NamedDependency[Door], collection_id: Within = None, limit: Hits = 10
) -> SearchResults:
    """Give the passages that fit best by word and by meaning."""
    within = tuple(collection_id) if collection_id else None
    return await door.ask(Search(q=q, collection_ids=within, limit=limit))


@post("/answers", message=AnswerQuestion, status_code=200)
async def answer_question(data: JSONBody[AnswerQuestion], door: NamedDependency[Door]) -> Answer:
    """Answer with sentences from the documents, each with its place; abstain where none answers."""
    return await door.ask(data)


ROUTES: tuple[HTTPRouteHandler, ...] = (
    create_collection,
    list_collections,
    get_collection,
    grant_access,
    revoke_access,
    list_documents,
    get_document,
    list_duplicates,
    get_document_text,
    delete_document,
    search,
    answer_question,
)
