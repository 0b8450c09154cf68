"""Archives and e-mails, written by Python's own library."""

import tarfile
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from stat import S_IFLNK
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

Entry = tuple[str, bytes]


def zipped(entries: Sequence[Entry]) -> bytes:
    """Write a ZIP archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return out.getvalue()


def zipped_bare(name: bytes, content: bytes) -> bytes:
    """Write a ZIP archive that does not say in which code page the name of its entry is."""
    blank = b"_" * len(name)
    return zipped([(blank.decode(), content)]).replace(blank, name)


def zipped_link(name: str, target: str) -> bytes:
    """Write a ZIP archive that holds a link and a text."""
    out = BytesIO()
    link = ZipInfo(name)
    link.create_system, link.external_attr = 3, S_IFLNK << 16
    with ZipFile(out, "w") as archive:
        archive.writestr(link, target)
        archive.writestr("after.txt", "What stands after it.")
    return out.getvalue()


def locked(entries: Sequence[Entry]) -> bytes:
    """Write a ZIP archive whose entries say that they are locked."""
    return with_locks(zipped(entries))


def with_locks(archive: bytes) -> bytes:
    """Let the entries of a ZIP archive say that they are locked."""
    content = bytearray(archive)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = content.find(mark)
        while found >= 0:
            content[found + at] |= 1
            found = content.find(mark, found + 4)
    return bytes(content)


def tarred(entries: Sequence[Entry]) -> bytes:
    """Write a tar archive, with a link to a file of the system before its entries."""
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        link = tarfile.TarInfo("passwords.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, content in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))
    return out.getvalue()


def mail(*attached: Entry, html: str | None = None, subject: str = "A maré de maio") -> bytes:
    """Write an e-mail in quoted-printable with attachments."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "João Sá <joao@example.org>"
    message["To"] = "Ana Reis <ana@example.org>"
    message["Subject"] = subject
    message["Date"] = "Mon, 05 May 2025 10:30:00 +0100"
    message.set_content("Olá Ana,\n\na maré sobe às dez.\n\n> When does it rise?\n> And fall?\n")
    if html:
        message.add_alternative(html, subtype="html")
    for name, content in attached:
        message.add_attachment(
            content, maintype="application", subtype="octet-stream", filename=name
        )
    return message.as_bytes()
