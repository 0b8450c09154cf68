"""E-mail: what was written, by whom to whom, and what was attached."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC
from email import message_from_bytes
from email.message import Message
from email.policy import default
from email.utils import parsedate_to_datetime

from aurora.domains.blocks import AnyBlock, Paragraph, Run
from aurora.domains.media_types import media_type_of
from aurora.domains.transcript import Facts, Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.containers.mail_fields import field
from aurora.infrastructure.documents.containers.mail_names import name_of
from aurora.infrastructure.documents.containers.mail_parts import (
    CALENDAR,
    content_of,
    is_locked,
    parts_of,
)
from aurora.infrastructure.documents.containers.mail_uuencoded import parted
from aurora.infrastructure.documents.containers.mail_words import joined, paragraphs
from aurora.infrastructure.documents.containers.names import readable
from aurora.infrastructure.documents.opening import Opening, lowered
from aurora.infrastructure.extraction.charset import NotText, decode

SUBJECT = "Subject"  # the title of an e-mail that is no part of anything
SHOWN = ("From", "To", "Cc", SUBJECT, "Date")
TOLD_IN_PART, MOST_RECIPIENTS = ("To", "Cc"), 25
RECIPIENT = re.compile(r'(?:"(?:[^"\\]|\\.)*+"|<[^<>]*+>|[^,;"<])++')
SAYS_NOTHING = "us-ascii"  # as programs state it that did not look
TITLE, ATTACHED = 1, 2  # the levels of the subject and of the names of what is attached
BODY = "body"
BEGINS = re.compile(rb"^From \S+.*\d{4}\r?\n(?=[!-9;-~]+:)", re.MULTILINE)
ESCAPED = re.compile(rb"^>(?=>*From )", re.MULTILINE)  # so that no line begins an e-mail
LONGEST_NAME = 200


def read_mail(content: bytes, opening: Opening) -> Transcript:
    """Read an e-mail; raises Unreadable."""
    content = content.removeprefix(BOM_UTF8)
    head = content if opening.is_within else content.lstrip(b"\r\n")
    message = message_from_bytes(head, policy=default)
    if is_locked(message):
        raise Unreadable(UnreadableReason.ENCRYPTED, "the e-mail is locked by a key")
    parts = parts_of(message)
    said = [(part, parted(_text(part))) for part in parts.written]
    body = tuple(block for part, (text, _) in said for block in _body(part, text, opening))
    attached = tuple(_attached(parts.attached, opening))
    files = tuple(_files([file for _, (_, files) in said for file in files], opening))
    return Transcript(
        facts=_facts(message),
        blocks=(*_heads(message, opening), *body, *attached, *files),
        reasons=opening.reasons,
    )


def read_mailbox(content: bytes, opening: Opening) -> Transcript:
    """Read the e-mails of a mailbox, the only one of it as itself; raises Unreadable."""
    content = content.removeprefix(BOM_UTF8)
    starts = [found.span() for found in BEGINS.finditer(content)]
    if not starts:
        raise Unreadable(UnreadableReason.DAMAGED, "no e-mail begins in the mailbox")
    if len(starts) == 1:
        return read_mail(_unescaped(content[starts[0][1] :]), opening)
    ends = [start for start, _ in starts[1:]] + [len(content)]
    blocks: list[AnyBlock] = []
    for number, ((_, start), end) in enumerate(zip(starts, ends, strict=True), 1):
        mail = _unescaped(content[start:end])
        subject = field(message_from_bytes(mail, policy=default), SUBJECT)
        blocks.extend(opening.part(subject or f"E-mail {number}", mail))
    if not blocks:
        raise opening.nothing("mailbox")
    return Transcript(facts=Facts(), blocks=tuple(blocks), reasons=opening.reasons)


def _unescaped(mail: bytes) -> bytes:
    return ESCAPED.sub(b"", mail)


def _facts(message: Message) -> Facts:
    published = None
    with suppress(ValueError, TypeError, IndexError):
        sent = parsedate_to_datetime(field(message, "Date"))
        published = (sent if sent.tzinfo else sent.replace(tzinfo=UTC)).isoformat()
    author = field(message, "From")
    return Facts(
        title=field(message, SUBJECT) or None,
        authors=(author,) if author else (),
        published=published,
    )


def _heads(message: Message, opening: Opening) -> Iterator[AnyBlock]:
    return heads({name: field(message, name) for name in SHOWN}, opening)


def heads(fields: Mapping[str, str], opening: Opening) -> Iterator[AnyBlock]:
    """Give those fields of a message that say something."""
    hidden = () if opening.is_within else (SUBJECT,)
    told = {
        name: _fewer(value) if name in TOLD_IN_PART else value for name, value in fields.items()
    }
    lines = [f"{name}: {value}" for name, value in told.items() if value and name not in hidden]
    if lines:
        yield Paragraph(runs=(Run("\n".join(lines)),))


def _fewer(recipients: str) -> str:
    """Give the first recipients of many, and how many more there are."""
    found = [one.strip() for one in RECIPIENT.findall(recipients) if one.strip()]
    more = len(found) - MOST_RECIPIENTS
    if more <= 0:
        return recipients
    return f"{', '.join(found[:MOST_RECIPIENTS])}, and {more:,} more"


def written(plain: str, html: bytes, opening: Opening) -> Iterator[AnyBlock]:
    """Give what was written: of the two forms the one with structure, where that can be read."""
    if html.strip():
        try:
            shown = opening.form(html, "text/html").blocks
            yield from lowered(shown, TITLE)
        except Unreadable as refusal:
            opening.leave_out(BODY, refusal.reason, str(refusal))
        else:
            return
    yield from paragraphs(plain)


def _body(part: Message, text: str, opening: Opening) -> Iterator[AnyBlock]:
    if part.get_content_subtype() == "html" and text.strip():
        yield from written("", BOM_UTF8 + f"<!doctype html>{text}".encode(), opening)
    else:
        yield from written(text, b"", opening)


def _text(part: Message) -> str:
    """Give what a part says; lines that were cut on the way are whole again."""
    with suppress(NotText):
        said = decode(content_of(part), f"charset={part.get_content_charset('')}")
        if str(part.get_param("format")).lower() == "flowed":
            return joined(said, spaces=str(part.get_param("delsp")).lower() != "yes")
        return said
    return ""


def _attached(parts: Sequence[Message], opening: Opening) -> Iterator[AnyBlock]:
    for number, (part, content) in enumerate(_told(parts), 1):
        name = (_name(part) or f"attachment {number}")[:LONGEST_NAME]
        pictured = media_type_of(content[:64]).startswith("image/") and part.get("Content-ID")
        if is_locked(part):
            opening.leave_out(name, UnreadableReason.ENCRYPTED, "locked by a key")
        elif not pictured:
            yield from opening.part(name, content, ATTACHED, _charset(part))


def _files(files: Sequence[tuple[str, bytes]], opening: Opening) -> Iterator[AnyBlock]:
    """Give the files that stand in what is written."""
    for number, (name, content) in enumerate(files, 1):
        named = readable(name)[:LONGEST_NAME] or f"file {number}"
        if content:
            yield from opening.part(named, content, ATTACHED)


def _told(parts: Sequence[Message]) -> Iterator[tuple[Message, bytes]]:
    """Give what says something, a calendar that is attached under a name as well only so."""
    held = [(part, _content(part)) for part in parts]
    named = {_lines(content) for part, content in held if part.get_filename()}
    for part, content in held:
        again = part.get_content_type() == CALENDAR and not part.get_filename()
        if is_locked(part) or (content.strip() and not (again and _lines(content) in named)):
            yield part, content


def _lines(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").strip()


def _name(part: Message) -> str:
    """Give the name of a part, of an e-mail without one its subject."""
    forwarded = _forwarded(part)
    subject = "" if forwarded is None else field(forwarded, SUBJECT)
    return name_of(part) or subject


def _content(part: Message) -> bytes:
    forwarded = _forwarded(part)
    if forwarded is not None:
        return forwarded.as_bytes()
    return content_of(part)


def _forwarded(part: Message) -> Message | None:
    inner = part.get_payload() if part.get_content_type() == "message/rfc822" else None
    first = inner[0] if isinstance(inner, list) and inner else None
    return first if isinstance(first, Message) else None


def _charset(part: Message) -> str | None:
    charset = part.get_content_charset()
    return None if charset == SAYS_NOTHING else charset
