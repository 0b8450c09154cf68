"""Letters in the operator's log, where no mail server is configured."""

import structlog

from aurora.domains.identity.letters import Letter

log = structlog.get_logger("aurora.mail")


class OperatorsLog:
    """Writes every letter to the log, links and all: the operator passes it on."""

    async def send(self, letter: Letter) -> None:
        """Log it as a warning, so that it shows at every level but `error`."""
        log.warning(
            "letter",
            to=letter.to,
            subject=letter.subject,
            text=letter.text,
            note="SMTP is not configured (AURORA_SMTP_URL, AURORA_MAIL_FROM): nobody was sent this",
        )
