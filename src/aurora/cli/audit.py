"""`aurora audit`: who did what, and whether that record is whole."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import click
import msgspec

from aurora.cli.audit_verify import verify
from aurora.cli.client import Part
from aurora.cli.connection import connected
from aurora.cli.listing import print_rows
from aurora.cli.moments import MOMENT
from aurora.cli.output import NOTHING, as_json, clean, counted, print_json, run, tell
from aurora.domains.identity.audit import Outcome
from aurora.queries.identity.audit_trail import SealedEntry

PATH = "/v1/audit"
MOST = 200
FILTERS = (
    click.option("--since", type=MOMENT, help="From then on: a time, a date, or 2h, 7d ago."),
    click.option("--until", type=MOMENT, help="Before then."),
    click.option("--principal", type=click.UUID, help="Who did it, or was refused."),
    click.option("--subject", type=click.UUID, help="What was changed, or about whom."),
    click.option("--action", help="The name of a message, such as CreateUser."),
    click.option("--outcome", type=click.Choice([str(one) for one in Outcome])),
)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose entries."""
    for option in reversed(FILTERS):
        command = option(command)
    return command


@click.group("audit")
def command() -> None:
    """Read the audit log, export it, and verify that nobody touched it."""


@command.command("list")
@filtered
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True)
@as_json
def list_entries(limit: int, json: bool, **filters: object) -> None:
    """List the newest entries. Exits with 3 where there is none."""

    async def work() -> int:
        async with connected() as client:
            sought = _written(filters)
            part = await client.get(PATH, Part[SealedEntry], limit=limit, **sought)
        if json:
            print_json(part.items)
        else:
            _print(part.items)
        return 0 if part.items else NOTHING

    run(work)


@command.command("export")
@filtered
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="Not to the screen."
)
def export(output: Path | None, **filters: object) -> None:
    """Write entries as JSON lines, the oldest first."""

    async def work() -> int:
        written = 0
        with click.open_file(str(output or "-"), "w", encoding="utf-8") as file:
            async with connected() as client:
                sought = {**_written(filters), "oldest_first": "true"}
                async for entry in client.every(PATH, SealedEntry, **sought):
                    file.write(msgspec.json.encode(entry).decode() + "\n")
                    written += 1
        tell(f"Written: {counted(written, 'line')}.")
        return 0

    run(work)


command.add_command(verify)


def _written(filters: dict[str, Any]) -> dict[str, object]:
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else str(value)
        for name, value in filters.items()
        if value is not None
    }


def _print(entries: list[SealedEntry]) -> None:
    heads = ("", "when", "who", "action", "outcome", "what", "from")
    print_rows(heads, [_cells(entry) for entry in entries])


def _cells(entry: SealedEntry) -> tuple[str, ...]:
    times = f" ×{entry.count}" if entry.count > 1 else ""
    return (
        str(entry.sequence),
        f"{entry.at:%Y-%m-%d %H:%M:%S}",
        _who(entry.principal_kind, entry.principal_id),
        clean(entry.action),
        f"{entry.outcome}{times}",
        ", ".join(f"{clean(one.kind)} {one.id}" for one in entry.subjects) or "–",
        clean(entry.address or "–"),
    )


def _who(kind: str, id: UUID) -> str:
    return str(kind) if kind in ("anonymous", "system") else f"{kind} {id}"
