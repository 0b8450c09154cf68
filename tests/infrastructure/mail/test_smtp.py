"""Letters go to the mail server that was meant, and to no other."""

import ssl

import pytest
from tests.hostile.certificates import authority, self_signed
from tests.post_office import post_office

from aurora.domains.errors import Unavailable
from aurora.domains.identity.letters import Letter, LetterRefused
from aurora.infrastructure.mail.smtp import Server, SmtpMailer

FROM = "Aurora <aurora@example.org>"
LETTER = Letter(to="ana@example.org", subject="Olá", text="Você, aí.\n", language="pt")
HOME = authority()


async def test_starttls_comes_before_everything_else() -> None:
    async with post_office(starttls=HOME.serving(["localhost"]), closed=True) as office:
        url = f"smtp://ana%40example.org:let%20me%20in%3A%20now@localhost:{office.port}"
        await SmtpMailer(url, FROM, HOME.trusted()).send(LETTER)

    assert office.users == ["ana@example.org"]
    assert office.senders == ["aurora@example.org"]
    assert [one["From"] for one in office.letters] == [FROM]


async def test_smtps_speaks_tls_at_once() -> None:
    async with post_office(tls=HOME.serving(["localhost"])) as office:
        await SmtpMailer(f"smtps://localhost:{office.port}", FROM, HOME.trusted()).send(LETTER)

    assert len(office.letters) == 1


@pytest.mark.parametrize("scheme", ["smtp", "smtps"])
@pytest.mark.parametrize(
    "serving",
    [
        self_signed("localhost"),
        authority("Somebody Else").serving(["localhost"]),
        HOME.serving(["mail.example.org"]),
    ],
    ids=["self-signed", "nobody's", "another host's"],
)
async def test_a_bad_certificate_gets_no_letter(scheme: str, serving: ssl.SSLContext) -> None:
    starttls, tls = (serving, None) if scheme == "smtp" else (None, serving)
    async with post_office(starttls=starttls, tls=tls, closed=scheme == "smtp") as office:
        mailer = SmtpMailer(f"{scheme}://u:p@localhost:{office.port}", FROM, HOME.trusted())
        with pytest.raises(Unavailable):
            await mailer.send(LETTER)

    assert (office.letters, office.users) == ([], [])


async def test_the_system_s_authorities_are_believed_and_no_others() -> None:
    async with post_office(starttls=HOME.serving(["localhost"])) as office:
        with pytest.raises(Unavailable):
            await SmtpMailer(f"smtp://localhost:{office.port}", FROM).send(LETTER)

    assert office.letters == []


async def test_a_server_without_starttls_gets_nothing_in_clear() -> None:
    async with post_office() as office:
        with pytest.raises(Unavailable):
            await SmtpMailer(f"smtp://localhost:{office.port}", FROM).send(LETTER)

    assert office.letters == []


async def test_a_wrong_password_is_the_operators_to_mend() -> None:
    async with post_office(starttls=HOME.serving(["localhost"]), closed=True) as office:
        mailer = SmtpMailer(f"smtp://ana:wrong@localhost:{office.port}", FROM, HOME.trusted())
        with pytest.raises(Unavailable) as refusal:
            await mailer.send(LETTER)

    assert "wrong" not in str(refusal.value)


async def test_no_server_is_a_passing_trouble() -> None:
    async with post_office() as office:
        port = office.port
    with pytest.raises(Unavailable):
        await SmtpMailer(f"smtp://127.0.0.1:{port}?tls=none", FROM).send(LETTER)


@pytest.mark.parametrize("answer", ["450 greylisted", "452 too many"])
async def test_a_recipient_may_be_taken_later(answer: str) -> None:
    async with post_office() as office:
        office.refusals[LETTER.to] = answer
        with pytest.raises(Unavailable):
            await SmtpMailer(f"smtp://127.0.0.1:{office.port}?tls=none", FROM).send(LETTER)


async def test_a_letter_that_is_spam_to_the_server_is_refused_for_good() -> None:
    async with post_office() as office:
        office.refusal = "554 ana@example.org wants none of this"
        with pytest.raises(LetterRefused) as refusal:
            await SmtpMailer(f"smtp://127.0.0.1:{office.port}?tls=none", FROM).send(LETTER)

    assert "ana" not in str(refusal.value)


@pytest.mark.parametrize("to", ["a<b@example.org", "a,b@example.org", 'a"b@example.org', "a@[x"])
async def test_addresses_that_no_letter_can_have_reach_no_server(to: str) -> None:
    async with post_office() as office:
        mailer = SmtpMailer(f"smtp://127.0.0.1:{office.port}?tls=none", FROM)
        with pytest.raises(LetterRefused):
            await mailer.send(Letter(to=to, subject="x", text="x", language="en"))

    assert office.letters == []


def test_ports_are_the_usual_ones_where_none_is_named() -> None:
    assert Server.parse("smtp://mail.example.org").port == 587
    assert Server.parse("smtps://mail.example.org").port == 465
