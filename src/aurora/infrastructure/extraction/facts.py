"""What a page says about itself: JSON-LD and microdata, then meta elements, then what it shows."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from aurora.domains.transcript import Facts
from aurora.infrastructure.extraction import titles
from aurora.infrastructure.extraction.authors import author_names
from aurora.infrastructure.extraction.bylines import bylines
from aurora.infrastructure.extraction.called import BOTH, Called
from aurora.infrastructure.extraction.dates import written
from aurora.infrastructure.extraction.due import is_ahead
from aurora.infrastructure.extraction.linked_data import Thing, every, kinds, unmarked, words
from aurora.infrastructure.extraction.metadata import Metadata, language_tag, root_language
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.shown import Shown
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.works import Naming, about

DATES = ("datePublished", "uploadDate", "dateCreated", "datePosted")
PUBLISHED = (
    "article:published_time", "og:published_time", "citation_publication_date", "citation_date",
    "dc.date.issued", "dc.issued", "dc.date", "dc.created", "parsely-pub-date", "sailthru.date",
    "datepublished", "publish-date", "pubdate", "published_time", "publication_date", "date",
    "og:article:published_time", "publishdate",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "og:updated_time", "dc.modified", "dc.date.modified", "datemodified",
    "last-modified", "lastmod", "revised",
)  # fmt: skip
AUTHORS = (
    "author", "article:author", "citation_author", "dc.creator", "parsely-author",
    "sailthru.author", "byl",
)  # fmt: skip
SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
DESCRIPTIONS = ("og:description", "description", "dc.description", "twitter:description")
LICENCES = ("dc.license", "dc.rights.license", "license", "licence", "dc.rights")
LANGUAGES = ("content-language", "dc.language", "og:locale", "inlanguage")
IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src")
RELATIVE = ("/", "./", "../")
IMAGE_LIMIT, LINE_LIMIT = 10, 2_000


class PageFacts:
    """The facts of one page, each from where it is most likely to be right."""

    def __init__(self, page: ParsedPage, targets: Targets) -> None:
        self._page, self._targets = page, targets
        self.meta = Metadata(page)
        self.things, self._own = page.told
        self._called, self._shown = Called(page), Shown(page)

    def facts(self, otherwise: str | None) -> Facts:
        """Give all that is told; the title `otherwise` if none is."""
        return Facts(
            title=self._title() or otherwise,
            authors=self._authors(),
            published=self._published,
            modified=self._date(("dateModified",), MODIFIED),
            language=self._language,
            site=next(iter(self._sites), None),
            licence=self._licence(),
            description=self._description(),
            images=self._images(),
        )

    @cached_property
    def _main(self) -> Sequence[Thing]:
        """The work that the page is about, then the page itself."""
        naming = Naming.of(self._page, self.meta, self._own, self._targets)
        return about(self._own, naming)

    def _values(self, *names: str) -> Iterator[object]:
        for one in self._main:
            for name in names:
                if name in one:
                    yield one[name]

    def _said(self, name: str, limit: int) -> str | None:
        return next(filter(None, (words(value, limit) for value in self._values(name))), None)

    def _title(self) -> str | None:
        headline = self._of_page(self._said("headline", titles.LIMIT))
        named = self._of_page(self.meta.first(titles.NAMES))
        told = self._better(headline, named) if headline else named
        return told or self._called.title(self._sites)

    def _better(self, headline: str, named: str | None) -> str:
        """Give a headline, or where neither a heading nor the window says it the name beside it
        that one of them or `named` says, or what is `named` and said by both.
        """
        if self._called.says(headline):
            return headline
        names = (words(one.get("name"), titles.LIMIT) for one in self._main if "headline" in one)
        name = self._of_page(_first(names))
        if name and (self._called.says(name) or titles.same(name, titles.leading(named or ""))):
            return name
        return named if named and self._called.says(named) == BOTH else headline

    def _of_page(self, title: str | None) -> str | None:
        if not title or titles.same(title, self._sites):
            return None
        return titles.without_site(title[: titles.LIMIT], self._sites)

    def _authors(self) -> tuple[str, ...]:
        told = self._shown.people() if self._published and not self._named else None
        return self._named or author_names((told,))

    @cached_property
    def _named(self) -> tuple[str, ...]:
        """The authors that are marked as such."""
        linked = map(author_names, map(every, self._values("author", "creator")))
        named = next(filter(None, linked), None) or author_names(self.meta.all(AUTHORS))
        return named or author_names(bylines(self._page))

    @cached_property
    def _published(self) -> str | None:
        return self._date(DATES, PUBLISHED) or self._day()

    def _date(self, names: Sequence[str], metas: Sequence[str]) -> str | None:
        linked = map(words, self._values(*names))
        return _first(written(one, self._language) for one in (*linked, *self.meta.all(metas)))

    def _day(self) -> str | None:
        """Give the day that is shown; what is still to come was not published on it."""
        day = self._shown.published(self._language, self._named)
        return None if day and is_ahead(day) else day

    @cached_property
    def _language(self) -> str | None:
        told = (self.meta.first(LANGUAGES), self._said("inLanguage", LINE_LIMIT))
        return root_language(self._page.tree) or _first(map(language_tag, told))

    @cached_property
    def _sites(self) -> tuple[str, ...]:
        """The names of the site: as it is told, and as the page is called; else its publisher's."""
        sites = (words(one.get("name")) for one in self._own if "WebSite" in kinds(one))
        told = self.meta.first(SITES) or _first(sites)
        names = tuple(filter(None, (told, self._called.site(self.meta.first(titles.NAMES)))))
        return names or tuple(filter(None, (self._said("publisher", titles.LIMIT),)))

    def _description(self) -> str | None:
        linked = (unmarked(value, LINE_LIMIT) for value in self._values("description"))
        return unmarked(self.meta.first(DESCRIPTIONS)) or _first(linked)

    def _licence(self) -> str | None:
        linked = _first(map(self._targets, self._shown.licences()))
        told = self._said("license", LINE_LIMIT) or self.meta.first(LICENCES)
        return linked or (self._targets(told) if (told or "").startswith(RELATIVE) else told)

    def _images(self) -> tuple[str, ...]:
        linked = (words(_address(one)) for value in self._values("image") for one in every(value))
        told = map(self._targets, (*self.meta.all(IMAGES), *linked))
        return tuple(dict.fromkeys(filter(None, told)))[:IMAGE_LIMIT]


def _first(values: Iterable[str | None]) -> str | None:
    return next(filter(None, values), None)


def _address(image: object) -> object:
    return image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
