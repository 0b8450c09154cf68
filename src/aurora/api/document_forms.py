"""How the two ways to hand a document in are described to clients."""

from dataclasses import dataclass

from litestar.openapi.spec import (
    OpenAPIFormat,
    OpenAPIMediaType,
    OpenAPIType,
    Reference,
    RequestBody,
    Schema,
)

from aurora.api.described import Keyed
from aurora.api.multipart_form import FILE, MEDIA_TYPE

TEXT, ID = (
    Schema(type=OpenAPIType.STRING),
    Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.UUID),
)
URL = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.URI)
SAID = {"collection_id": ID, "title": TEXT, "source_url": URL, "document_id": ID}


@dataclass
class TextOrFile(Keyed):
    """Takes a text as JSON, or a form whose last part is a file."""

    def __post_init__(self) -> None:
        """Describe the body, which the route reads by itself."""
        super().__post_init__()
        self.request_body = RequestBody(
            required=True,
            content={
                "application/json": _body("content", TEXT),
                MEDIA_TYPE: _body(
                    FILE, Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
                ),
            },
        )


def _body(field: str, schema: Schema) -> OpenAPIMediaType:
    properties: dict[str, Reference | Schema] = {**SAID, "media_type": TEXT, field: schema}
    return OpenAPIMediaType(
        schema=Schema(
            type=OpenAPIType.OBJECT,
            properties=properties,
            required=["collection_id", field],
            additional_properties=False,
        )
    )
