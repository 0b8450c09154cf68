"""A link that does not follow upon its predecessor, and what the later ones tell about it."""

from collections.abc import Mapping

from aurora.domains.identity.audit_chain import Link, hash_after
from aurora.domains.identity.audit_faults import Fault, Wrong


class Suspicion:
    """Hears the links behind the first wrong one, and says what became of that.

    `vouched` gives the sequence at which a checkpoint saw a hash.
    """

    def __init__(self, before: Link, last: Link, link: Link, vouched: Mapping[str, int]) -> None:
        self._before = before
        self._last = last
        self._link = link
        self._vouched = vouched
        self._previous = link
        self._next: Link | None = None
        self._entries_follow = False
        self._swapped_with: int | None = None
        self._stranger = False
        self._lacking = self._shift(link)

    def hear(self, later: Link) -> None:
        """Take in a later link."""
        self._lacking = self._lacking or self._shift(later)
        if self._next is None:
            self._next = later
        self._entries_follow = self._entries_follow or later.entry is not None
        if self._link.entry and later.entry:
            self._compare(later)
        self._previous = later

    def conclude(self) -> Fault:
        """Give the likeliest explanation."""
        if self._link.entry is None:
            return self._gone()
        if self._last.sequence and self._fits(self._before.hash, self._link):
            why = "what follows was sealed without it"
            return Fault(self._last.sequence, Wrong.INSERTED, why)
        if self._swapped_with:
            return self._fault(Wrong.SWAPPED, f"it stands where {self._swapped_with} belongs")
        if self._stranger:
            return self._fault(Wrong.INSERTED, "what follows was sealed without it")
        if self._lacking:
            why = f"the chain is {self._lacking} shorter than a checkpoint saw it"
            return self._fault(Wrong.MISSING, why)
        return self._fault(Wrong.EDITED, self._edited())

    def _gone(self) -> Fault:
        wrong = Wrong.MISSING if self._entries_follow else Wrong.CUT_OFF
        return self._fault(wrong, "its place is there, the entry is gone")

    def _edited(self) -> str:
        entry, follows = self._link.entry, self._next
        if entry and follows and follows.entry:
            sealed = hash_after(self._last.hash, entry)
            if hash_after(sealed, follows.entry) == follows.hash:
                return "its hash is not the one that was sealed"
        return "it is not the entry that was sealed"

    def _compare(self, later: Link) -> None:
        if later.entry is None:
            return
        here = hash_after(self._last.hash, later.entry)
        if here == self._link.hash:
            self._swapped_with = later.sequence
        elif here == later.hash:
            adjacent = self._previous is self._link
            if self._fits(later.hash if adjacent else self._previous.hash, self._link):
                self._swapped_with = later.sequence
            else:
                self._stranger = True

    def _fits(self, previous: str, link: Link) -> bool:
        return link.entry is not None and hash_after(previous, link.entry) == link.hash

    def _shift(self, link: Link) -> int:
        return max(0, self._vouched.get(link.hash, 0) - link.sequence)

    def _fault(self, wrong: Wrong, why: str) -> Fault:
        return Fault(self._link.sequence, wrong, why)
