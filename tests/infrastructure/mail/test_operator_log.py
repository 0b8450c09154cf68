"""Without a mail server the operator finds letters in the log."""

from structlog.testing import capture_logs

from aurora.domains.identity.letters import Letter
from aurora.infrastructure.mail.operator_log import OperatorsLog


async def test_a_letter_is_written_to_the_log_whole() -> None:
    letter = Letter(to="ana@example.org", subject="Hello", text="The link", language="en")
    with capture_logs() as records:
        await OperatorsLog().send(letter)

    record = records[0]
    assert (record["event"], record["log_level"]) == ("letter", "warning")
    assert (record["to"], record["subject"], record["text"]) == (
        letter.to, letter.subject, letter.text,
    )  # fmt: skip
    assert "SMTP is not configured" in record["note"]
