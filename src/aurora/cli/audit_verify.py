"""`aurora audit verify`: reads the whole audit log and says whether it is whole."""

from datetime import UTC
from pathlib import Path

import click

from aurora.cli import stores, targets
from aurora.cli.output import FAILED, as_json, print_json, run
from aurora.infrastructure.postgres.audit_inspection import Inspection, Signed, inspect
from aurora.infrastructure.security.checkpoints import found_in


@click.command("verify")
@click.option(
    "--log",
    "logs",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A log of a worker; its checkpoints are compared too. Can be given again.",
)
@as_json
def verify(logs: tuple[Path, ...], json: bool) -> None:
    """Verify that no entry was edited, removed, swapped, inserted or cut off.

    Reads the database directly. Without --log only the checkpoints in the database are known, and
    whoever can cut off entries there can cut off those too. Exits with 1 where anything is wrong.
    """

    async def work() -> int:
        elsewhere = [signed for log in logs for signed in _signed(log)]
        async with stores.database(targets.settings()) as engine:
            found = await inspect(engine, elsewhere)
        if json:
            print_json(found)
        else:
            _print(found)
        return 0 if found.whole else FAILED

    run(work)


def _signed(log: Path) -> list[Signed]:
    with log.open(encoding="utf-8", errors="replace") as lines:
        return [Signed(text, str(log)) for text in found_in(lines)]


def _print(found: Inspection) -> None:
    if found.fault:
        fault = found.fault
        click.echo(f"Entry {fault.sequence} is {fault.wrong}: {fault.why}.")
    for place in found.unsigned:
        click.echo(f"A checkpoint in {place} bears no signature of this installation.")
    seen = f"{found.entries:,} entries, {found.checkpoints:,} checkpoints"
    if not found.whole:
        click.echo(f"NOT whole: {seen} are good.")
        return
    click.echo(f"{seen}, whole{_waiting(found)}.")


def _waiting(found: Inspection) -> str:
    if found.waiting_since is None:
        return ""
    since = f"{found.waiting_since.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC"
    return f"; {found.waiting:,} more wait for their seal, the oldest since {since}"
