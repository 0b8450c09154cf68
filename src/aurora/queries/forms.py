"""Brings kept texts back in the form that is asked for."""

from asyncio import to_thread
from collections.abc import Mapping

import msgspec

from aurora.domains.blobs import Blobs
from aurora.domains.forms import KeptReading, TextFormat


class KeptText(msgspec.Struct, frozen=True, kw_only=True):
    """Where a text is kept, and what is known of its parts."""

    text_sha256: str
    elements_sha256: str | None
    transcript_sha256: str | None


async def in_form(kept: KeptText, format: TextFormat, blobs: Blobs) -> str:
    """Give the text in that form; raises NotFound where only the text was kept."""
    hashes = {kept.text_sha256}
    if format is not TextFormat.TEXT:
        hashes |= {*filter(None, (kept.elements_sha256, kept.transcript_sha256))}
    contents = await blobs.many(hashes)
    return await to_thread(_written, kept, contents, format)


def _written(kept: KeptText, contents: Mapping[str, bytes], format: TextFormat) -> str:
    reading = KeptReading.of(
        contents[kept.text_sha256],
        contents.get(kept.elements_sha256 or "", b""),
        contents.get(kept.transcript_sha256 or "", b""),
    )
    return reading.written(format)
