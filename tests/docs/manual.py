"""The built manual, as a reader's browser sees it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


@dataclass(frozen=True)
class ManualPage:
    """One page of the site; `name` is its path without the file's name."""

    site: Path
    file: Path

    @property
    def name(self) -> str:
        return self.file.parent.relative_to(self.site).as_posix()

    @cached_property
    def tree(self) -> html.HtmlElement:
        return html.fromstring(self.file.read_bytes())

    @cached_property
    def text(self) -> str:
        return " ".join(self.tree.xpath("string(//article)").split())

    @cached_property
    def anchors(self) -> set[str]:
        return {str(anchor) for anchor in self.tree.xpath("//@id | //a/@name")}

    def addresses(self) -> Iterator[str]:
        """Give whatever the page links to or loads."""
        yield from map(str, self.tree.xpath("//@href | //@src | //@srcset"))

    def assets(self) -> Iterator[str]:
        """Give what the browser loads without being asked."""
        loaded = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link/@href"
        yield from map(str, self.tree.xpath(loaded))

    def target(self, address: str) -> Path:
        """Give the file that a relative address leads to."""
        path = (self.file.parent / unquote(urlsplit(address).path)).resolve()
        return path / "index.html" if path.is_dir() else path


@dataclass(frozen=True)
class Manual:
    """The whole site."""

    site: Path

    @cached_property
    def pages(self) -> dict[str, ManualPage]:
        found = (ManualPage(self.site, file) for file in sorted(self.site.rglob("*.html")))
        return {page.name: page for page in found}

    def names(self, language: str) -> set[str]:
        """Give the names of one language's pages, decision records and the map left out."""
        portuguese = {name for name in self.pages if name == "pt" or name.startswith("pt/")}
        if language == "pt":
            return {name.removeprefix("pt").removeprefix("/") or "." for name in portuguese}
        return {
            name
            for name in self.pages.keys() - portuguese
            if not name.startswith(("decisions/", "map"))
        }
