"""`aurora login` keeps an address and a key that work, and nothing else."""

from pathlib import Path
from typing import Any

from tests.cli.command_line import CommandLine
from tests.journeys.living import Living
from tests.second_factors import code_of

PASSWORD = "correct horse battery staple"


class Person:
    """Somebody with an account, who signs in over HTTP."""

    def __init__(self, aurora: Living, email: str) -> None:
        self.aurora, self.email = aurora, email

    async def ask(self, method: str, path: str, **body: Any) -> Any:
        """Send a request in a session of one's own, and give the answer."""
        account = {"email": self.email, "password": PASSWORD}
        answer = await self.aurora.http.post("/v1/auth/login", json=account)
        bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
        answer = await self.aurora.http.request(
            method, path, json=body or None, headers=bearer, timeout=60
        )
        assert answer.is_success, answer.text
        return answer.json()

    async def with_second_factor(self) -> list[str]:
        """Turn it on, and give the recovery codes."""
        card = await self.ask("POST", "/v1/me/second-factor", password=PASSWORD)
        code = code_of(card["secret"])
        confirmed = await self.ask("POST", "/v1/me/second-factor/confirm", code=code)
        return list(confirmed["recovery_codes"])


async def person(aurora: Living, email: str) -> Person:
    body = {"email": email, "name": "Ana", "role": "editor", "password": PASSWORD}
    await aurora.post("/v1/users", body)
    return Person(aurora, email)


def key(aurora: Living) -> str:
    return (aurora.data_dir / "local.key").read_text().strip()


def kept(one: CommandLine) -> Path:
    return one.home / "config" / "aurora" / "login.json"


async def test_after_login_commands_go_there(stranger: CommandLine, aurora: Living) -> None:
    result = await stranger("login", aurora.url, "--key", key(aurora))
    assert result.exit_code == 0, result.output
    assert kept(stranger).stat().st_mode & 0o777 == 0o600
    assert isinstance(await stranger.json("user", "list"), list)


async def test_the_key_is_read_from_standard_input(stranger: CommandLine, aurora: Living) -> None:
    result = await stranger("login", f"{aurora.url}/", stdin=key(aurora) + "\n")
    assert result.exit_code == 0, result.output
    assert key(aurora) not in result.output


async def test_a_key_that_opens_nothing_is_not_kept(stranger: CommandLine, aurora: Living) -> None:
    result = await stranger("login", aurora.url, "--key", "au_local_nonsense")
    assert result.exit_code == 1
    assert not kept(stranger).exists()


async def test_an_address_where_nobody_answers_is_not_kept(stranger: CommandLine) -> None:
    result = await stranger("login", "http://127.0.0.1:1", "--key", "x")
    assert result.exit_code == 4
    assert not kept(stranger).exists()


async def test_what_is_no_address_is_a_wrong_use(stranger: CommandLine) -> None:
    assert (await stranger("login", "example.org", "--key", "x")).exit_code == 2


async def test_a_login_can_be_forgotten(stranger: CommandLine, aurora: Living) -> None:
    await stranger("login", aurora.url, "--key", key(aurora))
    result = await stranger("login", "--forget")
    assert result.exit_code == 0
    assert not kept(stranger).exists()


async def test_with_an_account_a_key_of_ones_own_is_kept_and_no_session(
    stranger: CommandLine, aurora: Living
) -> None:
    ana = await person(aurora, "ana.login@a.example")

    signing_in = ("login", aurora.url, "--email", "Ana.Login@a.example", "--days", "3")
    result = await stranger(*signing_in, stdin=f"{PASSWORD}\n")

    assert result.exit_code == 0, result.output
    assert PASSWORD not in result.output + kept(stranger).read_text()
    assert (await stranger("search", "rivers")).exit_code in {0, 3}
    keys, sessions = (
        await ana.ask("GET", "/v1/me/keys"),
        await ana.ask("GET", "/v1/me/sessions"),
    )
    (one,) = keys["items"]
    assert one["name"].startswith("command line")
    assert one["expires_at"] is not None
    assert len(sessions["items"]) == 2  # those that asked here


async def test_a_second_factor_is_asked_for_where_there_is_one(
    stranger: CommandLine, aurora: Living
) -> None:
    codes = await (await person(aurora, "bia.login@a.example")).with_second_factor()
    signing_in = ("login", aurora.url, "--email", "bia.login@a.example")

    without = await stranger(*signing_in, stdin=f"{PASSWORD}\n")
    wrong = await stranger(*signing_in, stdin=f"{PASSWORD}\n000000\n")
    assert (without.exit_code, wrong.exit_code) == (1, 1)
    assert not kept(stranger).exists()

    result = await stranger(*signing_in, stdin=f"{PASSWORD}\n{codes[0]}\n")
    assert result.exit_code == 0, result.output
    assert codes[0] not in result.output
    assert kept(stranger).exists()


async def test_a_second_factor_that_was_lost_is_taken_off(
    cli: CommandLine, stranger: CommandLine, aurora: Living
) -> None:
    await (await person(aurora, "caio.login@a.example")).with_second_factor()

    before = await cli("user", "show", "caio.login@a.example")
    removed = await cli("user", "remove-second-factor", "caio.login@a.example")
    after = await cli("user", "show", "caio.login@a.example")

    assert removed.exit_code == 0, removed.output
    assert (before.stdout.split("\t")[-1], after.stdout.split("\t")[-1]) == (
        "password and code\n",
        "password\n",
    )
    signing_in = ("login", aurora.url, "--email", "caio.login@a.example")
    assert (await stranger(*signing_in, stdin=f"{PASSWORD}\n")).exit_code == 0


async def test_a_wrong_password_keeps_nothing(stranger: CommandLine, aurora: Living) -> None:
    signing_in = ("login", aurora.url, "--email", "nobody@a.example")
    result = await stranger(*signing_in, stdin="another password entirely\n")

    assert result.exit_code == 1
    assert "is wrong" in result.stderr
    assert not kept(stranger).exists()


async def test_a_key_and_an_account_are_two_things(stranger: CommandLine) -> None:
    both = ("login", "http://127.0.0.1:1", "--key", "x", "--email", "ana@a.example")
    assert (await stranger(*both)).exit_code == 2
