"""Reports on e-mails are read, and their recipients told: all of some, and of many the first."""

from email import message_from_bytes
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest
from tests.infrastructure.documents.test_containers import MAIL, read, text
from tests.written import compound

from aurora.domains import media_types as types
from aurora.domains.writing import write

FIELDS = b"Final-Recipient: rfc822; rui@example.org\nDiagnostic-Code: smtp; 550\n  User unknown\n"


def report(kind: str, content: bytes) -> bytes:
    made = MIMEMultipart("report")
    made.set_param("report-type", kind)
    made["Subject"] = "Undelivered"
    made.attach(MIMEText("This is the mail system."))
    made.attach(message_from_bytes(f"Content-Type: message/{kind}\n\n".encode() + content))
    return made.as_bytes()


@pytest.mark.parametrize(
    ("kind", "before", "said"),
    [
        ("delivery-status", b"Reporting-MTA: dns; mx\n\n", "Reporting-MTA: dns; mx\n\n"),
        ("disposition-notification", b"", ""),
    ],
)
def test_a_report_says_what_became_of_an_email(kind: str, before: bytes, said: str) -> None:
    content = report(kind, before + FIELDS)
    assert message_from_bytes(content).get_content_type() == "multipart/report"
    assert text(read(content, MAIL)) == (
        f"This is the mail system.\n\n{said}"
        "Final-Recipient: rfc822; rui@example.org  \nDiagnostic-Code: smtp; 550 User unknown"
    )


@pytest.mark.parametrize(
    ("many", "rest"), [(25, ""), (26, ", and 1 more"), (1_300, ", and 1,275 more")]
)
def test_of_many_recipients_the_first_are_told_and_how_many_more_there_are(
    many: int, rest: str
) -> None:
    people = [f'"Silva, Ana {number}" <a{number}@example.org>' for number in range(many)]
    shown = f"To: {', '.join(people[:25])}{rest}\n\nSobe."
    made = MIMEText("Sobe.")
    made["Subject"], made["To"] = "x", ", ".join(people)
    assert write(read(made.as_bytes(), MAIL).blocks).text == shown
    kept = compound.message(body="Sobe.", to="; ".join(people))
    assert write(read(kept, types.MSG).blocks).text == (
        shown if rest else f"To: {'; '.join(people)}\n\nSobe."
    )


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ("a@example.org; b@example.org", "a@example.org; b@example.org"),
        ("=?utf-8?Q?Jo=C3=A3o?= <j@x.org>; b@x.org", "João <j@x.org>; b@x.org"),
        ("undisclosed-recipients:;", "undisclosed-recipients:;"),
        ("Ana Reis", "Ana Reis"),
    ],
)
def test_no_recipient_is_lost_whatever_parts_them(to: str, shown: str) -> None:
    content = f"Subject: x\nTo: {to}\n\nSobe.".encode()
    assert write(read(content, MAIL).blocks).text == f"To: {shown}\n\nSobe."
