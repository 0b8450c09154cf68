"""How letters go out: from a job that mints what they carry, and tries again for hours."""

from typing import Any, Protocol, cast

from msgspec.structs import replace

from aurora.commands.command import Command
from aurora.domains.errors import Unavailable
from aurora.domains.identity.letters import Letter
from aurora.domains.identity.ports import Identity, Mailer

PAUSES = (30, 120, 600, 3_600, 10_800)  # seconds


class SendsLetter(Protocol):
    """A job that writes to somebody. It carries no secret: jobs are kept in clear."""

    @property
    def attempt(self) -> int:
        """How often the job was put off."""
        ...


async def post(letter: Letter, job: SendsLetter, mailer: Mailer, identity: Identity) -> bool:
    """Send a letter, or put the job off while no mail server takes one; tell whether it went.

    Raises Unavailable once that has lasted too long, and LetterRefused for good.
    """
    try:
        await mailer.send(letter)
    except Unavailable:
        if job.attempt >= len(PAUSES):
            raise
        later = replace(cast("Command[Any]", job), attempt=job.attempt + 1)
        async with identity.work() as work:
            work.enqueue(later, delay=PAUSES[job.attempt])
        return False
    return True
