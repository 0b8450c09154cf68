"""Which links a crawl follows, and which rule keeps the others out."""

from aurora.domains.perception.crawl import Crawl, CrawlPlan
from aurora.domains.perception.patterns import Patterns
from aurora.domains.perception.traps import KINDS, trap

SCOPE, INCLUDE, EXCLUDE, TRAP = "scope", "include", "exclude", "trap"
SITEMAP = "sitemap"
REMEMBERED = 100_000


def rules_of(plan: CrawlPlan) -> tuple[str, ...]:
    """Give every rule that can keep a link out."""
    patterns = (f"{EXCLUDE}: {pattern}" for pattern in plan.exclude)
    return (SCOPE, INCLUDE, *patterns, *(f"{TRAP}: {kind}" for kind in KINDS))


class Rules:
    """The rules of one crawl: its scope, its patterns, and signs of an endless site.

    Sites link to the same pages again and again: what was judged once is remembered.
    """

    def __init__(self, crawl: Crawl, patterns: Patterns, year: int) -> None:
        plan: CrawlPlan = crawl.plan
        self._covers = crawl.covers
        self._on_url = plan.patterns_on_url
        self._has_include = bool(plan.include)
        self._includes = patterns.matcher(plan.include)
        self._excludes = patterns.matcher(plan.exclude)
        self._preferences = [(patterns.matcher([one.pattern]), one.weight) for one in plan.prefer]
        self._year = year
        self._judged: dict[str, str | None] = {}

    def against(self, url: str) -> str | None:
        """Name the rule that keeps a canonical URL out of the crawl, None where it may come in.

        `scope`, `include` (no pattern fits), `exclude: <pattern>` or `trap: <kind>`.
        """
        if url not in self._judged:
            if len(self._judged) >= REMEMBERED:
                self._judged.clear()
            self._judged[url] = self._judge(url)
        return self._judged[url]

    def priority(self, url: str) -> int:
        """Give the weights of all preferences that a canonical URL meets, added up."""
        text = url if self._on_url else _path(url)
        return sum(weight for found, weight in self._preferences if found(text) is not None)

    def _judge(self, url: str) -> str | None:
        if not self._covers(url):
            return SCOPE
        text = url if self._on_url else _path(url)
        if found := self._excludes(text):
            return f"{EXCLUDE}: {found}"
        if self._has_include and not self._includes(text):
            return INCLUDE
        kind = trap(url, self._year)
        return f"{TRAP}: {kind}" if kind else None


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]
