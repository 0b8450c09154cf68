"""Letters by the way that the settings name."""

from aurora.domains.identity.letters import Letter
from aurora.infrastructure.mail.operator_log import OperatorsLog
from aurora.infrastructure.mail.smtp import SmtpMailer


class ConfiguredMailer:
    """Sends letters over SMTP where a server is configured, and logs them otherwise."""

    def __init__(self, url: str | None, sender: str | None) -> None:
        self.way = SmtpMailer(url, sender) if url and sender else OperatorsLog()

    async def send(self, letter: Letter) -> None:
        """Send it that way."""
        await self.way.send(letter)
