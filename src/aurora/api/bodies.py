"""Bodies: JSON that says it is JSON, or a refusal that says what is wrong."""

from typing import Any

import msgspec
from litestar import Request
from litestar.exceptions import (
    ClientException,
    HTTPException,
    SerializationException,
    ValidationException,
)

MEDIA_TYPE = "application/json"


class JsonRequest(Request[Any, Any, Any]):
    """A request whose body, where the route takes one, is JSON in UTF-8 of the route's type."""

    async def body(self) -> bytes:
        """Give the body; raises 400 for none, 415 for one that does not say it is JSON."""
        body = await super().body()
        if not body:
            raise ClientException("the request has no body; a JSON object is expected")
        if self.content_type[0].lower() != MEDIA_TYPE:
            detail = f"the body is sent as Content-Type: {MEDIA_TYPE}"
            raise HTTPException(status_code=415, detail=detail)
        return body

    async def json(self) -> Any:  # noqa: ANN401  any JSON
        """Give the body as the type that the route takes: numbers are numbers and no texts that
        look like some. Raises 400 for what is no JSON, nested too deeply or of another type.
        """
        wanted = self.route_handler.parsed_data_field
        return _typed(await self._decoded(), wanted.annotation if wanted else Any)

    async def _decoded(self) -> object:
        try:
            return await super().json()
        except RecursionError:
            raise ClientException("the body is nested too deeply") from None
        except (SerializationException, UnicodeDecodeError) as error:
            raise ClientException(f"the body is no JSON: {error}") from error


def _typed(content: object, wanted: Any) -> object:  # noqa: ANN401  any type
    try:
        return msgspec.convert(content, wanted)
    except msgspec.ValidationError as error:
        extra = [{"message": str(error), "key": "data"}]
        raise ValidationException(str(error), extra=extra) from error
