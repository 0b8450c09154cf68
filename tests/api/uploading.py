"""Sending files over HTTP, and hearing what became of them."""

from typing import Any

from tests.api.reception import Client, as_
from tests.library import Library
from tests.people import EDITOR

from aurora.api import handing_in, knowledge, uploads

NOTES = "# Rios\n\nO Amazonas é o maior rio do mundo em vazão de água.\n".encode()
ROUTES = (*knowledge.ROUTES, *handing_in.ROUTES, *uploads.ROUTES)


async def send(
    client: Client,
    collection: object,
    content: bytes = NOTES,
    name: str = "rios.md",
    by: Any = EDITOR,
    headers: dict[str, str] | None = None,
    **fields: object,
) -> Any:
    return await client.post(
        "/v1/documents",
        data={"collection_id": str(collection), **{name: str(one) for name, one in fields.items()}},
        files={"file": (name, content)},
        headers=as_(by, **(headers or {})),
    )


async def told(client: Client, library: Library, answer: Any) -> dict[str, Any]:
    """Give what became of the file in the end."""
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"] == f"/v1/uploads/{answer.json()['id']}"
    assert answer.headers["Aurora-Position"]
    await library.settle()
    found: dict[str, Any] = (
        await client.get(answer.headers["Location"], headers=as_(EDITOR))
    ).json()
    return found
