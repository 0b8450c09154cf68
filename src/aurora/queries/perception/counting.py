"""Counting a crawl's URLs by what became of them, and why: one look at each index, no scan."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain

import msgspec

from aurora.domains.perception.rules import rules_of
from aurora.queries.perception.fates import PAGE_REASONS
from aurora.queries.perception.ports import Tally
from aurora.queries.perception.views import CrawlView, ExclusionView, Outcome, PageView
from aurora.queries.view import Views


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """The URLs of a crawl by outcome, the links that rules keep out, and all reasons."""

    by_outcome: Mapping[Outcome, int]
    excluded: int
    by_reason: Mapping[str, int]

    @property
    def decided(self) -> int:
        """How many URLs are done with."""
        return sum(self.by_outcome.values())


async def count(
    crawl: CrawlView, pages: Views[PageView], exclusions: Views[ExclusionView], tally: Tally
) -> Counts:
    """Count what is in the views, and add why the frontier let URLs go."""
    why, rules = tuple(chain(*PAGE_REASONS.values())), rules_of(crawl.plan)
    here = {"crawl_id": crawl.id}
    of_pages = await pages.counts(
        [here | {"outcome": one} for one in Outcome] + [here | {"reason": one} for one in why]
    )
    of_links = await exclusions.counts([here, *(here | {"rule": one} for one in rules)])
    outcomes, by_reason = list(Outcome), Counter(tally.left)
    by_reason.update(dict(zip(why, of_pages[len(outcomes) :], strict=True)))
    by_reason.update(dict(zip(rules, of_links[1:], strict=True)))
    return Counts(
        by_outcome=dict(zip(outcomes, of_pages, strict=False)),
        excluded=of_links[0],
        by_reason={reason: number for reason, number in by_reason.most_common() if number},
    )
