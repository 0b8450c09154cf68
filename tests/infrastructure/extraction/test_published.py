"""Documents are read where sites publish them, and pages as before."""

from collections.abc import AsyncIterator

import pytest
from tests.written import offices, pdfs

from aurora.container import Container
from aurora.domains.elements import Elements
from aurora.domains.perception.ports import Extractor
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.settings import Settings

URL = "https://example.org/report"


@pytest.fixture(scope="module")
async def extractor() -> AsyncIterator[Extractor]:
    container = Container(settings=Settings())
    yield container.extractor()
    await container.extraction().aclose()


def fetched(body: bytes, media_type: str, **headers: str) -> Fetched:
    return Fetched(url=URL, status=200, headers={"content-type": media_type, **headers}, body=body)


@pytest.mark.parametrize("stated", ["application/pdf", "application/octet-stream", ""])
async def test_a_pdf_is_read_with_its_pages_whatever_its_site_calls_it(
    extractor: Extractor, stated: str
) -> None:
    found = await extractor.extract(fetched(pdfs.report(), stated))
    assert (found.title, found.language) == ("Harbour Report 2025", "en")
    at = found.text.index("polvos")
    assert Elements(found.elements).pages(at, at + 6) == (2, 2)
    assert found.transcript


async def test_office_documents_are_read(extractor: Extractor) -> None:
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert "O cais é antigo" in (await extractor.extract(fetched(offices.text(), media_type))).text


async def test_pages_are_read_as_pages(extractor: Extractor) -> None:
    page = fetched(b"<title>Quay</title><p>Some words.</p>", "text/html")
    assert "Some words." in (await extractor.extract(page)).text
    assert (await extractor.outline(page)).title == "Quay"
    assert await extractor.decode(page) == page.body.decode()


async def test_of_a_document_in_outline_only_what_its_site_asks_is_told(
    extractor: Extractor,
) -> None:
    asked = {"x-robots-tag": "noindex"}
    found = await extractor.outline(fetched(b"%PDF-1.7", "application/pdf", **asked))
    assert (found.text, found.index, found.follow) == ("", False, True)


@pytest.mark.parametrize(
    ("body", "stated", "reason"),
    [
        (pdfs.locked(pdfs.report()), "application/pdf", FetchError.NO_TEXT),
        (b"%PDF-1.7", "application/pdf", FetchError.NO_TEXT),
        (b"ID3\x04", "application/octet-stream", FetchError.MEDIA_TYPE),
        (b"PK\x05\x06" + bytes(18), "application/zip", FetchError.MEDIA_TYPE),
    ],
)
async def test_what_cannot_be_read_fails_by_its_reason(
    extractor: Extractor, body: bytes, stated: str, reason: FetchError
) -> None:
    with pytest.raises(FetchFailed) as failed:
        await extractor.extract(fetched(body, stated))
    assert failed.value.reason is reason
