"""Plain text and Markdown as parts of other documents."""

import msgspec

from aurora.domains.blocks import Code
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Transcript
from aurora.infrastructure.extraction.charset import clean, decode
from aurora.infrastructure.extraction.texts import markdown_text, plain_text


def read_plain(content: bytes, content_type: str) -> Transcript:
    """Read plain text; raises NotText."""
    return _transcript(plain_text(clean(content, content_type).text))


def read_source(content: bytes, content_type: str, language: str) -> Transcript:
    """Read a source, whose lines stand as they are; raises NotText."""
    code = Code(text=decode(content, content_type).rstrip(), language=language)
    return Transcript(facts=Facts(), blocks=(code,) if code.text else ())


def read_markdown(content: bytes, content_type: str) -> Transcript:
    """Read Markdown; raises NotText."""
    return _transcript(markdown_text(clean(content, content_type).text, None))


def _transcript(found: Extracted) -> Transcript:
    return msgspec.json.decode(found.transcript, type=Transcript)
