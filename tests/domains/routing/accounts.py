"""Accounts of decisions to test with."""

from uuid import UUID

from aurora.domains.routing.types import (
    Account,
    Candidate,
    Capability,
    Likeness,
    Missing,
    Outcome,
    Step,
)

DONE = Account(
    chosen=Capability.PERCEIVE,
    confidence=0.98,
    candidates=(Candidate(capability=Capability.PERCEIVE, score=0.98),),
    rule="perceive/url-alone",
    steps=(
        Step(name="rule", ms=0.1, detail="perceive/url-alone"),
        Step(name="run", ms=2.5, detail="StartCrawl"),
    ),
    outcome=Outcome.DONE,
    effect_id=UUID(int=99),
)
ASKED_BACK = Account(
    chosen=None,
    confidence=0.4,
    candidates=(Candidate(capability=Capability.SEARCH, score=0.2),),
    examples=(Likeness(example="search/en/1", score=0.3),),
    missing=Missing.INTENT,
    steps=(Step(name="rule", ms=0.1), Step(name="examples", ms=9.0, detail="search/en/1")),
    outcome=Outcome.ASKED_BACK,
)
FAILED = Account(
    chosen=Capability.PERCEIVE,
    confidence=0.98,
    candidates=(),
    steps=(Step(name="run", ms=1.0, detail="StartCrawl", failure="Forbidden"),),
    outcome=Outcome.FAILED,
)
