"""Extraction of fetched pages, each on one parse."""

import asyncio
from collections.abc import Sequence

import msgspec

from aurora.domains.knowledge.ports import Languages
from aurora.domains.perception.agent import OURS, product_token
from aurora.domains.perception.fields import Field
from aurora.domains.perception.types import Extracted, Fetched, FetchError, FetchFailed
from aurora.domains.unreadable import UnreadableReason
from aurora.infrastructure.documents.formats import PUBLISHED
from aurora.infrastructure.extraction.charset import NotText, decode
from aurora.infrastructure.extraction.directives import Directives, header_directives
from aurora.infrastructure.extraction.language import language
from aurora.infrastructure.extraction.page import HTML, READABLE, Source
from aurora.infrastructure.extraction.selecting import check_selectors
from aurora.infrastructure.extraction.workers import ExtractionWorkers

BINARY = "the page calls binary content text"


class LexborExtractor:
    """Reads HTML, Markdown and plain text in the extraction workers."""

    def __init__(
        self, workers: ExtractionWorkers, languages: Languages, *, agent: str = OURS
    ) -> None:
        self._workers, self._languages = workers, languages
        self._agent = product_token(agent)

    def check(self, fields: Sequence[Field]) -> None:
        """Raise Invalid for fields that cannot be selected."""
        check_selectors(fields)

    async def extract(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        """Give what the page says; raise FetchFailed (media-type, no-text)."""
        extracted = await self._read(page, fields, outline=False)
        if not extracted.text:
            raise FetchFailed(FetchError.NO_TEXT, "the page holds no text")
        known = language(extracted.text, extracted.language, self._languages)
        return msgspec.structs.replace(extracted, language=known)

    async def outline(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        """Give facts and links; raise FetchFailed (media-type, no-text)."""
        return await self._read(page, fields, outline=True)

    async def decode(self, page: Fetched) -> str:
        """Give the page as text; raise FetchFailed (media-type)."""
        source = self._source(page)
        html, kind = source.media_type in HTML, source.content_type
        try:
            return await asyncio.to_thread(decode, source.content, kind, html=html)
        except NotText:
            raise FetchFailed(FetchError.MEDIA_TYPE, BINARY) from None

    async def _read(self, page: Fetched, fields: Sequence[Field], *, outline: bool) -> Extracted:
        source = self._source(page, outline=outline)
        asked = msgspec.structs.replace(source, fields=tuple(fields))
        outcome = await self._workers.read(asked)
        if fields and outcome.reason is UnreadableReason.LIMIT:  # the page without them is no less
            asked = msgspec.structs.replace(asked, fields_given_up=True)
            outcome = await self._workers.read(asked)
        if outcome.binary:
            raise FetchFailed(FetchError.MEDIA_TYPE, BINARY)
        if outcome.extracted is None:
            raise FetchFailed(FetchError.NO_TEXT, f"the page cannot be read: {outcome.fault}")
        directives = header_directives(page.headers.get("x-robots-tag", ""), self._agent)
        return _directed(outcome.extracted, directives)

    def _source(self, page: Fetched, *, outline: bool = False) -> Source:
        source = Source(
            content=page.body,
            content_type=page.headers.get("content-type", ""),
            url=page.url,
            outline=outline,
            agent=self._agent,
        )
        if source.media_type not in READABLE | PUBLISHED:
            raise FetchFailed(FetchError.MEDIA_TYPE, f"{source.media_type} is not read as a page")
        return source


def _directed(extracted: Extracted, asked: Directives) -> Extracted:
    return msgspec.structs.replace(
        extracted,
        links=extracted.links if asked.follow else (),
        index=extracted.index and asked.index,
        follow=extracted.follow and asked.follow,
    )
