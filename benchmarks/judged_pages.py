"""Pages whose content people have marked, and how well a text agrees with it."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.judged import DATA

PAGES = DATA / "extraction" / "wcxb-dev"
TOKEN = re.compile(r"\w+")
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})


@dataclass(frozen=True)
class JudgedPage:
    """The bytes of a page, where it comes from, its kind, and what its content is."""

    name: str
    url: str
    page_type: str
    html: bytes
    content: str

    @cached_property
    def site(self) -> str:
        """The domain that was registered, or the page itself where that is not known."""
        labels = (urlsplit(self.url).hostname or self.name).split(".")
        beyond = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL
        return ".".join(labels[-3:] if beyond else labels[-2:])

    @cached_property
    def wanted(self) -> Counter[str]:
        """The words of the content, and how often each stands in it."""
        return Counter(tokens(self.content))


def judged_pages(place: Path = PAGES) -> Iterator[JudgedPage]:
    """Read the pages in the order of their names."""
    for file in sorted((place / "ground-truth").glob("*.json")):
        kept = json.loads(file.read_text())
        yield JudgedPage(
            name=file.stem,
            url=kept["url"],
            page_type=kept["_internal"]["page_type"]["primary"],
            html=gzip.decompress((place / "html" / f"{file.stem}.html.gz").read_bytes()),
            content=kept["ground_truth"]["main_content"],
        )


def tokens(text: str) -> list[str]:
    """Give the words that the measure counts."""
    return TOKEN.findall(text.lower())


def f1(found: Sequence[str], wanted: Counter[str]) -> float:
    """Give the harmonic mean of precision and recall over bags of words."""
    given = Counter(found)
    common = (given & wanted).total()
    if not common:
        return float(not given and not wanted)
    return 2 * common / (given.total() + wanted.total())
