"""Plain text and Markdown as parts of other documents."""

import msgspec

from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Transcript
from aurora.infrastructure.extraction.charset import clean
from aurora.infrastructure.extraction.texts import markdown_text, plain_text


def read_plain(content: bytes, content_type: str) -> Transcript:
    """Read plain text; raises NotText."""
    return _transcript(plain_text(clean(content, content_type).text))


def read_markdown(content: bytes, content_type: str) -> Transcript:
    """Read Markdown; raises NotText."""
    return _transcript(markdown_text(clean(content, content_type).text, None))


def _transcript(found: Extracted) -> Transcript:
    return msgspec.json.decode(found.transcript, type=Transcript)
