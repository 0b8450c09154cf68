"""Texts over HTTP, in the form that is asked for."""

from typing import Annotated

from litestar import Response
from litestar.params import QueryParameter

from aurora.domains.forms import TextFormat

MEDIA_TYPES = {
    TextFormat.TEXT: "text/markdown",
    TextFormat.MARKDOWN: "text/markdown",
    TextFormat.PLAIN: "text/plain",
    TextFormat.JSON: "application/json",
}
InFormat = Annotated[
    TextFormat,
    QueryParameter(
        description="`text` as it is kept and cited, `markdown` with links and emphasis, `plain`"
        " without marks, or `json`: all three, where each part stands in them, and what was read"
    ),
]


def in_format(text: str, format: TextFormat) -> Response[str]:
    """Answer with a text of that form."""
    return Response(text, media_type=MEDIA_TYPES[format])
