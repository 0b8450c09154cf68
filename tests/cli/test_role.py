"""`aurora role` keeps roles, and `aurora user role` gives them."""

from tests.cli.command_line import CommandLine

PASSWORD = "correct horse battery staple"


async def test_a_role_is_defined_changed_and_deleted(cli: CommandLine) -> None:
    created = await cli("role", "create", "porter", "--permission", "search", "--permission", "ask")
    changed = await cli("role", "change", "porter", "--permission", "search")
    listed = await cli("role", "list")
    deleted = await cli("role", "delete", "porter")

    assert created.stdout == "The role porter has 2 permissions.\n"
    assert changed.stdout == "The role porter has 1 permission now.\n"
    assert "porter\town\tsearch\n" in listed.stdout
    assert deleted.exit_code == 0, deleted.output
    names = [one["name"] for one in await cli.json("role", "list")]
    assert names == ["administrator", "operator", "editor", "viewer"]


async def test_a_built_in_role_stays(cli: CommandLine) -> None:
    refused = await cli("role", "change", "viewer", "--permission", "ask")

    assert refused.exit_code == 1
    assert "built in" in refused.stderr


async def test_a_user_is_given_another_role(cli: CommandLine) -> None:
    await cli("user", "create", "iva@a.example", "--name", "Iva", stdin=PASSWORD)
    given = await cli("user", "role", "iva@a.example", "editor")
    missing = await cli("user", "role", "nobody@a.example", "editor")

    assert given.stdout == "iva@a.example has the role editor now.\n"
    assert "iva@a.example\tIva\teditor\tactive" in (await cli("user", "list")).stdout
    assert missing.exit_code == 1
