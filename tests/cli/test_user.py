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
