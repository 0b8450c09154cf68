"""Recognises a wish by rules."""

from collections.abc import Sequence
from dataclasses import dataclass

from aurora.router.capabilities.skill import Rule, Skill
from aurora.router.wish import Wish


@dataclass(frozen=True)
class Recognised:
    """A skill, the rule that recognised it, and what the wish is about."""

    skill: Skill
    rule: Rule
    subject: str


def recognise(wish: Wish, skills: Sequence[Skill]) -> Sequence[Recognised]:
    """Give what the rules recognise, the most certain first; nothing in a wish for less."""
    if wish.negated:
        return ()
    found = [
        Recognised(skill, rule, subject)
        for skill in skills
        for rule in skill.rules
        if (subject := rule.read(wish)) is not None
    ]
    return sorted(found, key=lambda one: -one.rule.certainty)
