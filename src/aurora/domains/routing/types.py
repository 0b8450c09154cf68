"""Values that routing speaks in."""

from enum import StrEnum
from uuid import UUID

import msgspec


class Capability(StrEnum):
    """What Aurora can do for a wish."""

    SEARCH = "search"
    ANSWER = "answer"
    PERCEIVE = "perceive"
    REMEMBER = "remember"


class Missing(StrEnum):
    """What a wish does not say and must, before anything can be done."""

    INTENT = "intent"
    URL = "url"
    TEXT = "text"
    COLLECTION = "collection"


class Outcome(StrEnum):
    """What became of a wish: carried out, answered with a question, or tried in vain."""

    DONE = "done"
    ASKED_BACK = "asked-back"
    FAILED = "failed"


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A capability and its score: the certainty of a rule, or the likeness to its examples."""

    capability: Capability
    score: float


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """An example, named `capability/language/number`, and how like it the wish is."""

    example: str
    score: float


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step on the way and the milliseconds it took; `detail` names the rule or the message,
    `failure` the kind of error that ended it.
    """

    name: str
    ms: float
    detail: str | None = None
    failure: str | None = None


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """How a wish was understood and what became of it: names, scores and times, no text.

    `effect_id` is the crawl or the document that came of it.
    """

    chosen: Capability | None
    confidence: float
    candidates: tuple[Candidate, ...]
    rule: str | None = None
    examples: tuple[Likeness, ...] = ()
    missing: Missing | None = None
    steps: tuple[Step, ...]
    outcome: Outcome
    effect_id: UUID | None = None
