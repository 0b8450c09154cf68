"""What a query string names: what the route takes and nothing else, so that no slip is passed
over.
"""

from collections.abc import Iterator
from typing import Any

from litestar.connection import ASGIConnection
from litestar.exceptions import ClientException
from litestar.handlers import BaseRouteHandler
from litestar.params import QueryParameter


async def spelled(
    connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
) -> None:
    """Refuse a query string with a name that the route does not take. OAuth's doors pass such names
    over, as its clients expect (RFC 6749, section 3.2).
    """
    if "message" not in handler.opt or handler.opt.get("form"):
        return
    taken = sorted(_taken(handler))
    unknown = next((name for name in connection.query_params if name not in taken), None)
    if unknown is not None:
        said = f"the query has the unknown field `{unknown}`"
        raise ClientException(f"{said}; it may have {', '.join(taken) or 'none'}")


def _taken(handler: BaseRouteHandler) -> Iterator[str]:
    for name, field in handler.parsed_fn_signature.parameters.items():
        if isinstance(field.kwarg_definition, QueryParameter):
            yield field.kwarg_definition.name or name
