"""Pages that say something of themselves, for tests."""

from aurora.domains.transcript import Facts
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.facts import PageFacts
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.targets import Targets

URL = "https://example.org/a/page"
TARGETS = Targets(URL)


def page_facts(html: str, url: str = URL) -> PageFacts:
    page = parse(Text(html, html.encode()), url)
    assert page
    return PageFacts(page, TARGETS)


def facts(html: str, url: str = URL) -> Facts:
    return page_facts(html, url).facts(None)


def linked(json: str) -> str:
    return f"<script type='application/ld+json'>{json}</script>"
