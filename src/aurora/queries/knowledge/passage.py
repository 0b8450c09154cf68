"""A ranked passage in the text it stands in."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from aurora.domains.elements import ElementKind, Elements
from aurora.queries.knowledge.fusion import Fused
from aurora.queries.knowledge.headings import heading_path
from aurora.queries.knowledge.views import DocumentView


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """What characters of a text belong to: the titles above them, outermost first, the first and
    the last page they are on, where the document has pages, and the kind of most of them.
    """

    headings: tuple[str, ...]
    pages: tuple[int, int] | None = None
    kind: ElementKind | None = None


@dataclass(frozen=True, kw_only=True)
class Passage:
    """A ranked passage, its document, and the whole text of the document's present version; it is
    characters `[start, end)` of that. `parts` are those of the text, where they are known;
    `duplicates` are documents like this one that say the same.
    """

    ranked: Fused
    start: int
    end: int
    document: DocumentView
    whole: str
    parts: Elements | None = None
    duplicates: tuple[UUID, ...] = ()

    @property
    def text(self) -> str:
        """The passage's own characters."""
        return self.whole[self.start : self.end]

    @property
    def language(self) -> str:
        """The language that the passage is in, as a BCP 47 tag."""
        return self.document.languages.get(self.start, self.document.language)

    @property
    def context(self) -> str:
        """The passage's characters below the titles that they belong to, a line each."""
        above = self.setting(self.start, self.end).headings
        return "\n".join((self.document.title, *above, self.text))

    def setting(self, start: int, end: int) -> Setting:
        """Tell what characters `[start, end)` of the whole text belong to."""
        if self.parts is None:
            return Setting(headings=heading_path(self.whole, start))
        return Setting(
            headings=self.parts.headings(self.whole, start, end),
            pages=self.parts.pages(start, end),
            kind=self.parts.kind(start, end),
        )
