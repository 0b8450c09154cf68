"""What somebody hands to the router, and how it becomes a wish."""

import asyncio
import re
from uuid import UUID

import msgspec

from aurora.domains.errors import Invalid
from aurora.domains.knowledge.ports import Languages
from aurora.router.wish import Wish

LENGTH_LIMIT = 50_000
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
ACCENTED = re.compile(r"[ãõçáéíóúâêô]", re.IGNORECASE)


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is wanted, in plain English or Portuguese.

    `collection_id` is where to look, or where to keep; `language` (BCP 47) is the language to
    speak in, found out where it is missing.
    """

    text: str
    collection_id: UUID | None = None
    language: str | None = None


async def read(wanted: Wanted, languages: Languages) -> Wish:
    """Read what is wanted; raises Invalid naming the field."""
    if not (text := wanted.text.strip()):
        raise Invalid("say what you want", "text")
    if "\0" in text:
        raise Invalid("the text holds a NUL character", "text")
    if len(text) > LENGTH_LIMIT:
        raise Invalid(f"at most {LENGTH_LIMIT:,} characters", "text")
    if wanted.language is not None and not LANGUAGE.fullmatch(wanted.language):
        raise Invalid("a language is a BCP 47 tag such as pt-BR", "language")
    language = await _language(wanted, text, languages)
    return Wish(text=text, language=language, collection_id=wanted.collection_id)


async def _language(wanted: Wanted, text: str, languages: Languages) -> str:
    if wanted.language is not None:
        return "pt" if wanted.language.lower().startswith("pt") else "en"
    tag = await asyncio.to_thread(languages.detect, text)
    unsure = tag == "und" and ACCENTED.search(text)
    return "pt" if tag in {"pt", "es"} or unsure else "en"
