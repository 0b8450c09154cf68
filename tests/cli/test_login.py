"""`aurora login` keeps an address and a key that work, and nothing else."""

from pathlib import Path

from tests.cli.command_line import CommandLine
from tests.journeys.living import Living


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
