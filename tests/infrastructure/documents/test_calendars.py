"""Calendars say what happens when and where, by themselves and in e-mails."""

from email.mime.text import MIMEText

import pytest
from tests.infrastructure.documents.test_containers import MAIL, heads, read
from tests.infrastructure.documents.test_mail import bundle

from aurora.domains.media_types import media_type_of
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import write
from aurora.infrastructure.documents.reading import read_document
from aurora.infrastructure.documents.texts import calendar

EVENT = """BEGIN:VEVENT
UID:1@example.org
SUMMARY;LANGUAGE=pt:Reunião do
  cais\\, anual
DTSTART;TZID="Europe/Lisbon":20250505T103000
DTEND:20250505T113000Z
ORGANIZER;CN="Sá, João":MAILTO:joao@example.org
ATTENDEE;CN=Ana;RSVP=TRUE:mailto:ana@example.org
ATTENDEE:mailto:rui@example.org
LOCATION:Sala 3\\; piso 2
DESCRIPTION:Contas\\ne tarifas.\\n\\nOutra.
BEGIN:VALARM
DESCRIPTION:Alarm
END:VALARM
END:VEVENT
"""
HOLIDAY = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20250610\nSUMMARY:Feriado\nEND:VEVENT\n"
ZONE = "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:19701025T020000\nEND:STANDARD\nEND:VTIMEZONE\n"
WRITTEN = """# Reunião do cais, anual

Start: 2025-05-05 10:30 (Europe/Lisbon)
End: 2025-05-05 11:30 (UTC)
Location: Sala 3; piso 2
Organizer: Sá, João <joao@example.org>
Attendees: Ana <ana@example.org>, rui@example.org

Contas
e tarifas.

Outra."""


def calendared(*events: str) -> str:
    lines = f"BEGIN:VCALENDAR\nVERSION:2.0\n{''.join(events)}END:VCALENDAR\n"
    return lines.replace("\n", "\r\n")


def test_an_event_is_told_with_its_time_place_and_people() -> None:
    content = calendared(ZONE, EVENT).encode()
    assert media_type_of(content) == "text/calendar"
    found = read_document(content, "text/calendar")
    assert (found.text, found.title) == (WRITTEN, "Reunião do cais, anual")


def test_of_several_events_each_is_told() -> None:
    found = read_document(calendared(EVENT, HOLIDAY).encode(), "text/calendar")
    assert found.title is None
    assert found.text == f"{WRITTEN}\n\n# Feriado\n\nStart: 2025-06-10"


def test_what_is_broken_in_a_calendar_costs_only_itself() -> None:
    broken = "BEGIN:VCALENDAR\nEND:VEVENT\nEND:X\nno line\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:soon\n"
    assert read_document(broken.encode(), "text/calendar").text == "# x\n\nStart: soon"


def test_a_calendar_without_events_is_empty_and_one_of_too_many_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(calendar, "MOST_EVENTS", 2)
    for events, reason in (
        ((ZONE,), UnreadableReason.EMPTY),
        ((HOLIDAY,) * 3, UnreadableReason.TOO_LARGE),
    ):
        with pytest.raises(Unreadable) as refused:
            read_document(calendared(*events).encode(), "text/calendar")
        assert refused.value.reason is reason


def test_an_invitation_says_when_though_its_words_do_not() -> None:
    invited = MIMEText(calendared(EVENT), "calendar")
    named = MIMEText(calendared(EVENT).replace("\r\n", "\n"), "calendar")
    named.add_header("Content-Disposition", "attachment", filename="invite.ics")
    forms = bundle("alternative", MIMEText("Vem?"), MIMEText("<p>Vem?</p>", "html"), invited)
    once = read(forms.as_bytes(), MAIL)
    assert heads(once) == [(2, "attachment 1"), (3, "Reunião do cais, anual")]
    assert write(once.blocks).text.startswith("Vem?\n\n## attachment 1")
    assert heads(read(bundle("mixed", forms, named).as_bytes(), MAIL)) == [
        (2, "invite.ics"), (3, "Reunião do cais, anual"),
    ]  # fmt: skip
