"""What the role that runs Aurora may do: everything but change the schema and the audit log."""

from collections.abc import Sequence

from sqlalchemy import Connection, inspect, text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.infrastructure.postgres.audit import ADDED_TO_ONLY, addresses

REVISIONS = "alembic_version"
RESTRICTED = {
    REVISIONS: "SELECT",
    addresses.name: "SELECT, INSERT, DELETE",
    **{table.name: "SELECT, INSERT" for table in ADDED_TO_ONLY},
}
UNPROTECTED = text("""
    SELECT has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE, TRIGGER')
           OR pg_has_role(relowner, 'MEMBER')
    FROM pg_class WHERE oid = to_regclass('audit_entries')
""")


def grant(connection: Connection, role: str) -> None:
    """Give a role what it needs to run Aurora on the tables that there are, and take the rest."""
    named = connection.dialect.identifier_preparer.quote_identifier(role)
    tables = inspect(connection).get_table_names()
    for statement in _statements(named, tables):
        connection.exec_driver_sql(statement)


async def unprotected(engine: AsyncEngine) -> bool:
    """Tell whether the role that is connected could change the audit log."""
    async with engine.connect() as connection:
        return bool((await connection.execute(UNPROTECTED)).scalar_one_or_none())


def _statements(role: str, tables: Sequence[str]) -> list[str]:
    schema = "SCHEMA public"
    later = f"ALTER DEFAULT PRIVILEGES IN {schema} GRANT"
    return [
        f"GRANT USAGE ON {schema} TO {role}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN {schema} TO {role}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN {schema} TO {role}",
        f"{later} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
        f"{later} USAGE, SELECT ON SEQUENCES TO {role}",
        *(f"REVOKE ALL ON {table} FROM {role}" for table in RESTRICTED if table in tables),
        *(
            f"GRANT {some} ON {table} TO {role}"
            for table, some in RESTRICTED.items()
            if table in tables
        ),
    ]
