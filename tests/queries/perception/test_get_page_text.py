"""What is kept of a captured page, and how it comes back."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import pytest
from msgspec.structs import replace
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR

from aurora.commands.perception.start_batch import StartBatch
from aurora.domains.errors import NotFound
from aurora.domains.forms import TextFormat, WholeReading
from aurora.domains.perception.fields import Field
from aurora.domains.perception.types import Extracted, Fetched
from aurora.domains.transcript import Facts, Transcript
from aurora.infrastructure.memory.web import MemoryExtractor
from aurora.queries.perception.get_page_text import GetPageText
from aurora.queries.perception.views import PageView
from aurora.queries.view import Slice


class JudgingExtractor(MemoryExtractor):
    """Says of every page what kind it is."""

    async def extract(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        said = await super().extract(page, fields)
        known = msgspec.json.decode(said.transcript, type=Transcript)
        judged = replace(
            known,
            facts=Facts(licence="CC0"),
            page_type="article",
            boilerplate=0.25,
            reasons=("og",),
        )
        return replace(said, transcript=msgspec.json.encode(judged))


async def captured(extractor: MemoryExtractor) -> tuple[Expedition, UUID, PageView]:
    pages = dict([page("a", said="# The ring\n\nFour miles.")])
    ground = Expedition(pages, extractor=extractor)
    fields = (Field(name="words", css="h1, p", many=True),)
    started = await ground.bus.send(StartBatch(urls=(SITE + "a",), fields=fields), EDITOR)
    await ground.finish()
    (view,) = await ground.views(PageView).list(Slice())
    return ground, started.id, view


async def test_a_page_comes_back_with_all_that_was_read_of_it() -> None:
    ground, batch, view = await captured(JudgingExtractor())
    assert (view.page_type, view.boilerplate) == ("article", 0.25)

    async def read(form: TextFormat) -> str:
        query = GetPageText(crawl_id=batch, page_id=view.id, format=form)
        return await ground.bus.ask(query, EDITOR)

    whole = msgspec.json.decode(await read(TextFormat.JSON), type=WholeReading)
    assert (whole.page_type, whole.boilerplate, whole.reasons) == ("article", 0.25, ("og",))
    assert whole.facts.licence == "CC0"
    assert whole.fields == {"words": ["# The ring Four miles."]}
    assert whole.text == await read(TextFormat.TEXT)
    assert "Four miles." in await read(TextFormat.PLAIN)
    assert "#" not in await read(TextFormat.PLAIN)


class BareExtractor(MemoryExtractor):
    """Tells nothing of a text's parts."""

    async def extract(self, page: Fetched, fields: Sequence[Field] = ()) -> Extracted:
        return replace(await super().extract(page, fields), elements=(), transcript=b"")


async def test_other_forms_of_a_page_whose_text_was_kept_alone_are_not_found() -> None:
    ground, batch, view = await captured(BareExtractor())
    assert (view.elements_sha256, view.transcript_sha256) == (None, None)
    query = GetPageText(crawl_id=batch, page_id=view.id, format=TextFormat.JSON)
    with pytest.raises(NotFound, match="read it anew"):
        await ground.bus.ask(query, EDITOR)
