"""`aurora search`: finds passages."""

import click

from aurora.cli.collections import chosen
from aurora.cli.connection import connected
from aurora.cli.output import NOTHING, as_json, out, print_json, run, tell
from aurora.cli.passages import written
from aurora.queries.knowledge.search import SearchResults


@click.command("search")
@click.argument("question", metavar="WORDS")
@click.option(
    "--collection", "names", metavar="NAME|ID", multiple=True, help="Only there; may be repeated."
)
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True)
@as_json
def command(question: str, names: tuple[str, ...], limit: int, json: bool) -> None:
    """Find the passages that fit best, by word and by meaning.

    Exits with 3 where nothing was found.
    """

    async def work() -> int:
        async with connected() as client:
            within = await chosen(client, names)
            results = await client.get(
                "/v1/search", SearchResults, q=question, collection_id=within, limit=limit
            )
        if json:
            print_json(results)
        else:
            _print(results)
        return 0 if results.hits else NOTHING

    run(work)


def _print(results: SearchResults) -> None:
    console = out()
    for number, hit in enumerate(results.hits, 1):
        console.print(written(number, hit))
    if not results.hits:
        tell("Nothing was found.")
    if "meaning" not in results.based_on:
        tell("Found by word only: search by meaning is not ready yet.")
