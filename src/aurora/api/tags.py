"""Entity tags: a client that has the answer already gets only its tag (RFC 9110, section 13)."""

from hashlib import sha256
from typing import Any

import msgspec
from litestar import Request, Response

Asking = Request[Any, Any, Any]


def tagged(view: Any, request: Asking) -> Response[Any]:  # noqa: ANN401  any view
    """Give a view with its entity tag, or only the tag where the caller has it already."""
    value = sha256(msgspec.json.encode(view)).hexdigest()[:32]
    if known(value, request):
        return Response(None, status_code=304, headers=tag(value))
    return Response(view, headers=tag(value))


def tag(value: str) -> dict[str, str]:
    """Give the header that tags an answer."""
    return {"ETag": f'"{value}"'}


def known(value: str, request: Asking) -> bool:
    """Tell whether the caller has the answer with that tag."""
    return f'"{value}"' in request.headers.get("If-None-Match", "")
