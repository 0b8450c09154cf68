"""Talks to a Chroma server over the second version of its HTTP API."""

from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from aurora.domains.errors import NotFound, Unavailable
from aurora.infrastructure.chroma.lines import Lines

R = TypeVar("R")
ROOT = "/api/v2/tenants/default_tenant/databases/default_database/collections"


class NoSuchCollection(NotFound):
    """The server does not hold that collection, or not any more."""


class ChromaCollection(msgspec.Struct, frozen=True):
    """A collection as the server describes it."""

    id: str
    name: str
    metadata: dict[str, Any] | None = None


class ChromaServer:
    """The collections of one Chroma server; no message of an error names its address."""

    def __init__(self, url: str) -> None:
        self._lines = Lines(url)

    async def aclose(self) -> None:
        """Close the connections."""
        self._lines.close()

    async def create(self, name: str) -> ChromaCollection:
        """Give the collection of that name, made with cosine distance where there is none."""
        wanted = {
            "name": name,
            "get_or_create": True,
            "configuration": {"hnsw": {"space": "cosine"}, "embedding_function": None},
        }
        return await self._call("POST", "", ChromaCollection, wanted)

    async def find(self, name: str) -> ChromaCollection:
        """Give the collection of that name; raises NoSuchCollection."""
        return await self._call("GET", f"/{quote(name, safe='')}", ChromaCollection)

    async def page(self, limit: int, offset: int) -> list[ChromaCollection]:
        """List collections."""
        place = f"?limit={limit}&offset={offset}"
        return await self._call("GET", place, list[ChromaCollection])

    async def drop(self, name: str) -> None:
        """Delete a collection; raises NoSuchCollection."""
        await self._call("DELETE", f"/{quote(name, safe='')}", msgspec.Raw)

    async def describe(self, id: str, metadata: dict[str, Any]) -> None:
        """Replace a collection's metadata; raises NoSuchCollection."""
        await self._call("PUT", f"/{id}", msgspec.Raw, {"new_metadata": metadata})

    async def records(self, id: str, verb: str, body: object, answer: type[R]) -> R:
        """Do something with a collection's records; raises NoSuchCollection."""
        return await self._call("POST", f"/{id}/{verb}", answer, body)

    async def _call(self, method: str, path: str, answer: type[R], body: object = None) -> R:
        content = b"" if body is None else msgspec.json.encode(body)
        try:
            status, given = await self._lines.ask(method, ROOT + path, content)
            _check(status, given)
            return msgspec.json.decode(given, type=answer)
        except (OSError, msgspec.DecodeError) as fault:
            raise Unavailable("the meaning index does not answer", retry_after=2) from fault


def _check(status: int, given: bytes) -> None:
    if status == HTTPStatus.NOT_FOUND:
        raise NoSuchCollection("no such collection in the meaning index")
    if status >= HTTPStatus.BAD_REQUEST:
        reason = given[:200].decode(errors="replace")
        raise Unavailable(f"the meaning index refuses: {reason}", retry_after=2)
