"""Bodies: JSON or forms that say what they are, or a refusal that says what is wrong."""

from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlencode

import msgspec
from litestar import Request
from litestar.exceptions import (
    ClientException,
    HTTPException,
    SerializationException,
    ValidationException,
)

T = TypeVar("T")
MEDIA_TYPE = "application/json"
FORM_TYPE = "application/x-www-form-urlencoded"
FIELDS = 20


class JsonRequest(Request[Any, Any, Any]):
    """A request whose body, where the route takes one, is JSON in UTF-8 of the route's type, or a
    form where the route says so: each field once, those without a value left out.
    """

    async def body(self) -> bytes:
        """Give the body; raises 400 for none, 415 for one that does not say what it is."""
        form = self.route_handler.opt.get("form", False)
        body, wanted = await super().body(), FORM_TYPE if form else MEDIA_TYPE
        if not body:
            kind = "form" if form else "JSON object"
            raise ClientException(f"the request has no body; a {kind} is expected")
        if self.content_type[0].lower() != wanted:
            detail = f"the body is sent as Content-Type: {wanted}"
            raise HTTPException(status_code=415, detail=detail)
        return _plain(body) if form else body

    async def json(self) -> Any:  # noqa: ANN401  any JSON
        """Give the body as the type that the route takes: numbers are numbers and no texts that
        look like some. Raises 400 for what is no JSON, nested too deeply or of another type.
        """
        wanted = self.route_handler.parsed_data_field
        read_by_itself = self.route_handler.opt.get("body", Any)
        return typed(await self._decoded(), wanted.annotation if wanted else read_by_itself)

    async def _decoded(self) -> object:
        try:
            return await super().json()
        except RecursionError:
            raise ClientException("the body is nested too deeply") from None
        except (SerializationException, UnicodeDecodeError) as error:
            raise ClientException(f"the body is no JSON: {error}") from error


def _plain(body: bytes) -> bytes:
    try:
        pairs = parse_qsl(
            body.decode("ascii"), strict_parsing=True, errors="strict", max_num_fields=FIELDS
        )
    except ValueError:
        raise ClientException("the body is no form") from None
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ClientException("a parameter is there more than once")
    return urlencode(fields).encode()


def typed(content: object, wanted: type[T], *, strict: bool = True) -> T:
    """Give the content as that type, of texts too where not `strict`; raises 400 by field."""
    try:
        return msgspec.convert(content, wanted, strict=strict)
    except msgspec.ValidationError as error:
        extra = [{"message": str(error), "key": "data"}]
        raise ValidationException(str(error), extra=extra) from error
