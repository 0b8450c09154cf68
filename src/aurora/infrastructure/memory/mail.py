"""Letters in memory."""

from aurora.domains.errors import Unavailable
from aurora.domains.identity.letters import Letter, LetterRefused


class MemoryMailer:
    """Keeps letters; one that is `down` takes none, and none is taken for who is `unknown`."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.down = False
        self.unknown: set[str] = set()

    async def send(self, letter: Letter) -> None:
        """Keep it."""
        if self.down:
            raise Unavailable("no letter can be sent")
        if letter.to in self.unknown:
            raise LetterRefused("the letter was refused")
        self.letters.append(letter)

    def to(self, address: str) -> list[Letter]:
        """Give the letters to an address, oldest first."""
        return [one for one in self.letters if one.to == address]
