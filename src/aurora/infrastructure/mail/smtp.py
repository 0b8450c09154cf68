"""Letters over SMTP."""

import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from urllib.parse import parse_qs, unquote, urlsplit

import aiosmtplib
import msgspec
import structlog

from aurora.domains.errors import Unavailable
from aurora.domains.identity.letters import Letter, LetterRefused

PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT_SECONDS = 20.0
SOON = 30
LASTING = range(500, 600)

log = structlog.get_logger("aurora.mail")


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """A mail server, as `smtp[s]://user:password@host:port` names it.

    `smtps` speaks TLS from the first byte, `smtp` begins it by STARTTLS and sends nothing without;
    `?tls=none` does without, for a relay on a network that is trusted.
    """

    host: str
    port: int
    at_once: bool
    encrypted: bool
    user: str | None
    password: str | None

    @classmethod
    def parse(cls, url: str) -> "Server":
        """Read a URL that the settings have found sane."""
        parts = urlsplit(url)
        return cls(
            host=parts.hostname or "",
            port=parts.port or PORTS[parts.scheme],
            at_once=parts.scheme == "smtps",
            encrypted=parse_qs(parts.query).get("tls") != ["none"],
            user=unquote(parts.username) if parts.username else None,
            password=unquote(parts.password) if parts.password else None,
        )


class SmtpMailer:
    """Hands letters to a mail server, one connection each.

    Servers prove who they are: with `tls` to those whom it trusts, to the system's otherwise.
    """

    def __init__(self, url: str, sender: str, tls: ssl.SSLContext | None = None) -> None:
        self._server = Server.parse(url)
        self._sender = sender
        self._tls = tls

    async def send(self, letter: Letter) -> None:
        """Hand it over; raises Unavailable, and LetterRefused for one that is never taken."""
        message = _written(letter, self._sender)
        try:
            await self._hand_over(message, letter.to)
        except (aiosmtplib.SMTPException, OSError, ValueError) as fault:
            log.warning("letter not sent", server=self._server.host, reason=_reason(fault))
            if _lasts(fault):
                raise LetterRefused(f"the letter was refused: {_reason(fault)}") from None
            raise Unavailable(f"no letter can be sent: {_reason(fault)}", SOON) from None

    async def _hand_over(self, message: EmailMessage, to: str) -> None:
        server = self._server
        await aiosmtplib.send(
            message,
            sender=parseaddr(self._sender)[1],
            recipients=[to],
            hostname=server.host,
            port=server.port,
            username=server.user,
            password=server.password,
            use_tls=server.at_once and server.encrypted,
            start_tls=server.encrypted and not server.at_once,
            tls_context=self._tls if server.encrypted else None,
            timeout=TIMEOUT_SECONDS,
        )


def _written(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    try:
        message["To"] = Address(addr_spec=letter.to)
    except (ValueError, IndexError, AttributeError):  # how the library finds faults
        raise LetterRefused("no letter can be addressed like that") from None
    message["Subject"] = letter.subject
    message["Date"] = formatdate()
    message["Message-ID"] = make_msgid(domain=parseaddr(sender)[1].rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message["Content-Language"] = letter.language
    return message


def _lasts(fault: Exception) -> bool:
    """Tell a refusal of this very letter, for good, from a server that has troubles."""
    if isinstance(fault, aiosmtplib.SMTPRecipientsRefused):
        return all(one.code in LASTING for one in fault.recipients)
    refused = aiosmtplib.SMTPDataError | aiosmtplib.SMTPNotSupported
    return isinstance(fault, refused) and getattr(fault, "code", 500) in LASTING


def _reason(fault: Exception) -> str:
    """Say what is wrong without what the server said, which may name people."""
    if isinstance(fault, aiosmtplib.SMTPRecipientsRefused):
        return f"the server answered {', '.join(str(one.code) for one in fault.recipients)}"
    if isinstance(fault, aiosmtplib.SMTPResponseException):
        return f"{type(fault).__name__}, the server answered {fault.code}"
    return f"{type(fault).__name__}: {fault}"
