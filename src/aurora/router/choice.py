"""Chooses a capability, or none: rules first, then examples."""

from collections.abc import Sequence
from dataclasses import dataclass

from aurora.domains.routing.types import Candidate, Likeness
from aurora.router.capabilities.skill import Skill
from aurora.router.examples import Comparison, Examples
from aurora.router.rules import Recognised, recognise
from aurora.router.steps import Steps
from aurora.router.wish import Wish


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The skill chosen, None when it would be a guess; what the wish is about, and why."""

    skill: Skill | None = None
    subject: str = ""
    confidence: float = 0.0
    candidates: tuple[Candidate, ...] = ()
    rule: str | None = None
    examples: tuple[Likeness, ...] = ()
    nearest_text: str = ""


async def choose(wish: Wish, examples: Examples, skills: Sequence[Skill], steps: Steps) -> Choice:
    """Choose what the most certain rule recognises, else the capability whose examples the wish is
    most like, if it stands out enough.
    """
    with steps.step("rule") as note:
        if found := recognise(wish, skills):
            note.detail = found[0].rule.name
            return _by_rule(found)
    with steps.step("examples") as note:
        compared = await examples.compare(wish.text)
        note.detail = compared.nearest[0].example
        return _by_examples(wish, compared, skills)


def _by_rule(found: Sequence[Recognised]) -> Choice:
    best = found[0]
    certainty = {one.skill.capability: one.rule.certainty for one in reversed(found)}
    candidates = (Candidate(capability=name, score=score) for name, score in certainty.items())
    return Choice(
        skill=best.skill,
        subject=best.subject,
        confidence=best.rule.certainty,
        candidates=tuple(sorted(candidates, key=lambda one: -one.score)),
        rule=best.rule.name,
    )


def _by_examples(wish: Wish, compared: Comparison, skills: Sequence[Skill]) -> Choice:
    best = next(s for s in skills if s.capability is compared.candidates[0].capability)
    forbidden = best.writes and wish.negated
    sure = compared.confidence >= best.threshold and not forbidden
    return Choice(
        skill=best if sure else None,
        subject=wish.text,
        confidence=compared.confidence,
        candidates=compared.candidates,
        examples=compared.nearest,
        nearest_text=compared.nearest_text,
    )
