"""Is the audit log whole? If not: what is wrong, and from where on."""

from collections.abc import Iterable

from aurora.domains.identity.audit_chain import BEGINNING, Checkpoint, Link, hash_after
from aurora.domains.identity.audit_faults import Fault, Wrong
from aurora.domains.identity.audit_suspicion import Suspicion


class Verification:
    """Takes in the chain in its order, part by part, and concludes.

    The checkpoints are those whose signatures were found good. After the first fault the rest of
    the chain is only heard about what happened there.
    """

    def __init__(self, checkpoints: Iterable[Checkpoint] = ()) -> None:
        self._checkpoints: dict[int, list[Checkpoint]] = {}
        for checkpoint in checkpoints:
            self._checkpoints.setdefault(checkpoint.sequence, []).append(checkpoint)
        self._vouched = 0
        self._before = self._last = BEGINNING
        self._fault: Fault | None = None
        self._suspicion: Suspicion | None = None

    @property
    def entries(self) -> int:
        """How many entries were found to be whole."""
        return self._last.sequence

    def take(self, links: Iterable[Link]) -> None:
        """Take in the next links."""
        for link in links:
            if self._suspicion:
                self._suspicion.hear(link)
            elif self._fault is None:
                self._check(link)
            elif self._inserted_before(link):
                why = "what follows was sealed without it"
                self._fault = Fault(self.entries + 1, Wrong.INSERTED, why)

    def conclude(self) -> Fault | None:
        """Give the first fault, or None where the log is whole."""
        if self._suspicion:
            return self._suspicion.conclude()
        return self._fault or self._cut_off()

    def _check(self, link: Link) -> None:
        expected = self._last.sequence + 1
        if link.sequence != expected:
            self._fault = Fault(expected, Wrong.MISSING, "nothing has its place in the chain")
        elif link.entry is None or hash_after(self._last.hash, link.entry) != link.hash:
            self._suspicion = Suspicion(self._before, self._last, link, self._known())
        else:
            self._compare(link)

    def _compare(self, link: Link) -> None:
        seen = self._checkpoints.get(link.sequence, [])
        if differing := [one for one in seen if one.hash != link.hash]:
            at, end = differing[0].at, link.sequence
            why = f"up to {end} the chain is not what the checkpoint of {at} saw"
            self._fault = Fault(self._vouched + 1, Wrong.REWRITTEN, why)
            return
        self._before, self._last = self._last, link
        if seen:
            self._vouched = link.sequence

    def _inserted_before(self, link: Link) -> bool:
        """Tell whether the link behind one that a checkpoint contradicts was sealed without it."""
        behind = link.sequence == self.entries + 2
        sealed = hash_after(self._last.hash, link.entry) if behind and link.entry else ""
        return sealed == link.hash

    def _cut_off(self) -> Fault | None:
        end = self._last.sequence
        if beyond := [one for at, some in self._checkpoints.items() if at > end for one in some]:
            latest = max(beyond, key=lambda one: one.sequence)
            why = f"the checkpoint of {latest.at} saw {latest.sequence} entries"
            return Fault(end + 1, Wrong.CUT_OFF, why)
        return None

    def _known(self) -> dict[str, int]:
        return {one.hash: at for at, some in self._checkpoints.items() for one in some}
