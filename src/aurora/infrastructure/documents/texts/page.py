"""HTML as part of other documents."""

import msgspec

from aurora.domains.transcript import Transcript
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.extraction.texts import markdown_text
from aurora.infrastructure.web.urls import AdaUrls


def read_html(content: bytes, content_type: str) -> Transcript:
    """Read HTML; raises NotText."""
    found = read(Source(content=content, content_type=content_type), AdaUrls())
    encoded = found.transcript or markdown_text(found.text, None).transcript
    return msgspec.json.decode(encoded, type=Transcript)
