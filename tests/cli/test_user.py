"""`aurora user` opens accounts and lists them."""

from tests.cli.command_line import CommandLine
from tests.journeys.living import Living

PASSWORD = "correct horse battery staple"


async def test_a_new_user_is_listed_and_may_sign_in(cli: CommandLine, aurora: Living) -> None:
    created = await cli("user", "create", "ana@a.example", "--name", "Ana", stdin=PASSWORD)
    listed = await cli("user", "list")
    body = {"email": "ana@a.example", "password": PASSWORD}
    assert created.exit_code == 0, created.output
    assert "ana@a.example\tAna\tviewer\tactive" in listed.stdout
    assert "access_token" in await aurora.post("/v1/auth/login", body)


async def test_an_address_has_one_account(cli: CommandLine) -> None:
    for code in (0, 1):
        result = await cli("user", "create", "eva@a.example", "--name", "Eva", stdin=PASSWORD)
        assert result.exit_code == code


async def test_a_password_is_needed(cli: CommandLine) -> None:
    result = await cli("user", "create", "rui@a.example", "--name", "Rui", stdin="")
    assert result.exit_code == 1
    assert "rui@a.example" not in (await cli("user", "list")).stdout


async def test_a_user_is_shown_kept_out_let_in_and_erased(cli: CommandLine) -> None:
    await cli("user", "create", "lia@a.example", "--name", "Lia", stdin=PASSWORD)
    shown = await cli("user", "show", "Lia@a.example")
    id = shown.stdout.split("\t")[0]

    steps = [
        ("disable", await cli("user", "disable", "lia@a.example")),
        ("enable", await cli("user", "enable", id)),
        ("reset-password", await cli("user", "reset-password", id)),
        ("delete", await cli("user", "delete", id, "--yes")),
    ]

    assert "lia@a.example\tLia\tviewer\tactive" in shown.stdout
    assert {name: result.exit_code for name, result in steps} == dict.fromkeys(dict(steps), 0)
    assert "lia@a.example" not in (await cli("user", "list")).stdout


async def test_nobody_is_erased_without_a_yes(cli: CommandLine) -> None:
    await cli("user", "create", "ivo@a.example", "--name", "Ivo", stdin=PASSWORD)

    refused = await cli("user", "delete", "ivo@a.example", stdin="n\n")

    assert refused.exit_code == 1
    assert "ivo@a.example" in (await cli("user", "list")).stdout


async def test_a_user_that_there_is_not_is_named(cli: CommandLine) -> None:
    for called in ("nobody@a.example", "00000000-0000-7000-8000-000000000009"):
        result = await cli("user", "show", called)
        assert result.exit_code == 1
        assert called in result.output


async def test_an_invitation_is_made_listed_sent_again_and_revoked(cli: CommandLine) -> None:
    invited = await cli("user", "invite", "eli@a.example", "--role", "editor", "--language", "pt")
    listed = await cli("invitation", "list")
    again = await cli("invitation", "resend", "eli@a.example")
    revoked = await cli("invitation", "revoke", "eli@a.example")
    after = await cli.json("invitation", "list")
    gone = await cli("invitation", "revoke", "eli@a.example")

    assert "eli@a.example is invited with the role editor until" in invited.stdout
    assert "eli@a.example\teditor\tpending" in listed.stdout
    assert [result.exit_code for result in (invited, again, revoked, gone)] == [0, 0, 0, 1]
    assert [one["standing"] for one in after if one["email"] == "eli@a.example"] == ["revoked"]
