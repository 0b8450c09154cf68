"""`aurora key` issues, shows, rotates and revokes keys."""

from tests.cli.command_line import CommandLine
from tests.journeys.living import Living
from tests.workshop import until


async def opens(aurora: Living, key: str) -> bool:
    said = {"Authorization": f"Bearer {key}"}
    return (await aurora.http.get("/v1/me", headers=said)).is_success


async def shut(aurora: Living, key: str) -> None:
    """Return once a key opens nothing: that takes less than a second."""

    async def closed() -> bool:
        return not await opens(aurora, key)

    await until(closed)


async def test_a_new_key_is_printed_alone_and_opens(cli: CommandLine, aurora: Living) -> None:
    created = await cli("key", "create", "indexer")

    assert created.exit_code == 0, created.output
    assert created.stdout.startswith("aur_")
    assert len(created.stdout.split()) == 1
    assert "not shown again" in created.stderr
    assert await opens(aurora, created.stdout.strip())


async def test_a_key_is_listed_and_shown_without_what_opens(cli: CommandLine) -> None:
    made = await cli.json(
        "key", "create", "narrow", "--scope", "search", "--scope", "ask", "--days", "30"
    )
    listed, shown = await cli("key", "list"), await cli("key", "show", "narrow")

    line = next(line for line in listed.stdout.splitlines() if made["id"] in line)
    assert line.split("\t")[1:6] == [
        f"{made['prefix']}_…",
        "narrow",
        "viewer",
        "ask, search",
        "active",
    ]
    assert "ask, search" in shown.stdout
    assert made["key"] not in listed.stdout + shown.stdout


async def test_a_rotated_key_opens_by_its_new_text(cli: CommandLine, aurora: Living) -> None:
    old = await cli.json("key", "create", "rotated")
    rotated = await cli("key", "rotate", old["id"], "--overlap", "0")

    assert rotated.exit_code == 0, rotated.output
    assert "The text before opens it until" in rotated.stderr
    assert await opens(aurora, rotated.stdout.strip())
    await shut(aurora, old["key"])


async def test_a_revoked_key_opens_nothing(cli: CommandLine, aurora: Living) -> None:
    made = await cli.json("key", "create", "gone")
    revoked = await cli("key", "revoke", made["prefix"])

    assert revoked.exit_code == 0, revoked.output
    await shut(aurora, made["key"])
    assert (await cli.json("key", "show", made["id"]))["revoked"]


async def test_a_name_that_several_keys_have_is_no_name(cli: CommandLine) -> None:
    for _ in range(2):
        await cli("key", "create", "twin")
    several, none = await cli("key", "revoke", "twin"), await cli("key", "show", "nobody's")

    assert (several.exit_code, none.exit_code) == (1, 1)
    assert "2 keys named" in several.stderr


async def test_a_role_beyond_ones_own_is_refused(cli: CommandLine, aurora: Living) -> None:
    made = await cli.json(
        "key", "create", "clerk", "--role", "administrator", "--scope", "keys:manage"
    )
    clerk = CommandLine(cli.home, {"AURORA_URL": aurora.url, "AURORA_KEY": made["key"]})
    refused = await clerk("key", "create", "more")

    assert refused.exit_code == 1
    assert "may not do" in refused.stderr
