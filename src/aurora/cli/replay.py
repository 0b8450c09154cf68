"""`aurora replay`: lets a parked subscriber try its event again."""

import click

from aurora.cli import stores, targets
from aurora.cli.output import NOTHING, as_json, clean, print_json, run, tell
from aurora.infrastructure.postgres.parking import Parked, PostgresParking


@click.command("replay")
@click.argument("subscriber", required=False)
@as_json
def command(subscriber: str | None, json: bool) -> None:
    """Let SUBSCRIBER try the event that stopped it again; without a name, list those that stand.

    Exits with 3 where there is none.
    """

    async def work() -> int:
        async with stores.database(targets.settings()) as engine:
            parking = PostgresParking(engine)
            standing = await parking.all()
            found = [one for one in standing if subscriber in (None, one.subscriber)]
            if subscriber and found:
                await parking.release(subscriber)
        if json:
            print_json(found)
        else:
            _print(found, subscriber)
        return 0 if found or not subscriber else NOTHING

    run(work)


def _print(found: list[Parked], subscriber: str | None) -> None:
    if not found:
        tell(f"{subscriber} is not parked." if subscriber else "No subscriber is parked.")
    elif subscriber:
        click.echo(f"{subscriber} tries again.")
    else:
        for one in found:
            click.echo(clean(f"{one.subscriber}: {one.attempts} attempts, {one.error}"))
