"""What the AuroraRouter can choose among: one file per capability."""

from aurora.router.capabilities import answer, perceive, remember, search
from aurora.router.capabilities.skill import Skill

SKILLS: tuple[Skill, ...] = (search.SKILL, answer.SKILL, perceive.SKILL, remember.SKILL)
