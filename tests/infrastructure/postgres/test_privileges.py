"""The role that runs Aurora may add to the audit log and read it, and nothing else."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.audit_log import entry
from tests.databases import wiring
from tests.sealed import Ring

from aurora import container
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.installation import INSTALLATION_ID, Installation
from aurora.infrastructure.auditing import Noted, whereabouts
from aurora.infrastructure.embedded.postgres import RUNTIME
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.audit import ADDED_TO_ONLY, addresses
from aurora.infrastructure.postgres.audit_inspection import inspect
from aurora.infrastructure.postgres.audit_trail import PostgresAudit
from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.migration import prepare_schema
from aurora.infrastructure.postgres.privileges import unprotected
from aurora.infrastructure.postgres.schema import HEAD, current
from aurora.infrastructure.postgres.sealing import Sealer
from aurora.settings import Settings

assert container  # names every table
TABLES = [table.name for table in ADDED_TO_ONLY]
DENIED = "permission denied|must be owner"


@dataclass
class Roles:
    """One database under two roles."""

    owner: AsyncEngine
    runtime: AsyncEngine


@pytest.fixture(scope="module")
async def roles(postgres_url: str) -> AsyncIterator[Roles]:
    name = f"roles_{uuid4().hex}"
    outside = connect(postgres_url, pool=1).execution_options(isolation_level="AUTOCOMMIT")
    url = make_url(postgres_url).set(database=name)
    urls = [one.render_as_string(hide_password=False) for one in (url, url.set(username=RUNTIME))]
    async with outside.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
        if not await connection.scalar(text(f"SELECT to_regrole('{RUNTIME}')")):
            await connection.execute(text(f"CREATE ROLE {RUNTIME} LOGIN"))
        owner, runtime = (connect(one, pool=2) for one in urls)
        assert await current(runtime) is None
        await prepare_schema(Settings(database_url=urls[1], migration_database_url=urls[0]))
        yield Roles(owner, runtime)
        await owner.dispose()
        await runtime.dispose()
        await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    await outside.dispose()


async def run(engine: AsyncEngine, statement: str) -> None:
    async with engine.begin() as connection:
        await connection.execute(text(statement))


async def refused(engine: AsyncEngine, statement: str) -> None:
    with pytest.raises(DBAPIError, match=DENIED):
        await run(engine, statement)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE {} SET {} = NULL",
        "DELETE FROM {}",
        "TRUNCATE {}",
        "DROP TABLE {}",
        "ALTER TABLE {} DROP COLUMN {}",
        "ALTER TABLE {} DISABLE TRIGGER ALL",
        "ALTER TABLE {} OWNER TO CURRENT_USER",
        "DROP TRIGGER only_added_to ON {}",
        "CREATE RULE gone AS ON INSERT TO {} DO INSTEAD NOTHING",
    ],
)
async def test_it_cannot_change_the_audit_log(roles: Roles, table: str, attempt: str) -> None:
    column = next(iter(next(one for one in ADDED_TO_ONLY if one.name == table).columns)).name
    await refused(roles.runtime, attempt.format(table, column))


@pytest.mark.parametrize(
    "attempt",
    [
        "SET session_replication_role = replica",
        "CREATE OR REPLACE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN RETURN NULL; END'",
        "CREATE TABLE mine (n int)",
        "UPDATE audit_addresses SET address = ''",
        "TRUNCATE audit_addresses",
        "UPDATE alembic_version SET version_num = '0001'",
        "SET ROLE aurora",
    ],
)
async def test_nor_what_guards_it(roles: Roles, attempt: str) -> None:
    await refused(roles.runtime, attempt)


async def test_nor_give_itself_more(roles: Roles) -> None:
    await run(roles.runtime, "GRANT UPDATE ON audit_entries TO CURRENT_USER")  # only a warning
    await refused(roles.runtime, "UPDATE audit_entries SET action = ''")


async def test_it_can_add_read_seal_verify_and_erase_addresses(roles: Roles) -> None:
    audit = PostgresAudit(roles.runtime)
    await audit.keep([Noted(entry(1), whereabouts("203.0.113.9"))])
    await Sealer(roles.runtime, MemoryClock(), Ring()).step()
    await audit.forget(UUID(int=1001))

    assert (await inspect(roles.runtime)).whole
    async with roles.runtime.connect() as connection:
        assert (await connection.execute(addresses.select())).all() == []


async def test_it_can_do_everything_else(roles: Roles) -> None:
    async with PostgresIdentity(wiring(roles.runtime, EVENTS)).work() as work:
        installation = Installation(id=INSTALLATION_ID)
        installation.prepare("a-one-time-token-0123456789")
        work.installations.add(installation)

    assert await current(roles.runtime) == HEAD


async def test_tables_of_later_migrations_are_open_to_it(roles: Roles) -> None:
    await run(roles.owner, "CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, n int)")
    await run(roles.runtime, "INSERT INTO later (n) VALUES (1)")
    await run(roles.runtime, "UPDATE later SET n = 2")
    await run(roles.owner, "DROP TABLE later")


async def test_aurora_knows_whether_the_log_is_protected_from_it(roles: Roles) -> None:
    assert not await unprotected(roles.runtime)
    assert await unprotected(roles.owner)
