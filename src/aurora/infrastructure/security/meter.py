"""How hard passwords are to guess, by zxcvbn (Wheeler, USENIX Security 2016)."""

import asyncio
from collections.abc import Sequence

from zxcvbn_rs_py import zxcvbn

from aurora.domains.identity.strength import Strength

LOOKED_AT = 100  # characters: the estimate takes time that grows with the square


class ZxcvbnMeter:
    """Knows common passwords, names, words, dates, sequences, keyboards; judged in a thread."""

    async def measure(self, password: str, about: Sequence[str]) -> Strength:
        """Estimate how many guesses it takes, where the words about somebody come first."""
        return await asyncio.to_thread(_measured, password[:LOOKED_AT], list(about))


def _measured(password: str, about: list[str]) -> Strength:
    found = zxcvbn(password, about)
    feedback = found.feedback
    return Strength(
        score=int(found.score),
        guesses_log10=round(max(0.0, found.guesses_log10), 1),
        warning=str(feedback.warning) if feedback and feedback.warning else None,
        suggestions=tuple(map(str, feedback.suggestions)) if feedback else (),
    )
