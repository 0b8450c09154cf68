"""`aurora ask`: answers with citations that can be checked."""

from collections.abc import Sequence
from uuid import UUID

import click

from aurora.cli.client import Client
from aurora.cli.collections import chosen
from aurora.cli.connection import connected
from aurora.cli.output import NOTHING, as_json, clean, out, print_json, run, tell
from aurora.cli.passages import cited
from aurora.queries.knowledge.answer_question import Answer


@click.command("ask")
@click.argument("question")
@click.option(
    "--collection", "names", metavar="NAME|ID", multiple=True, help="Only there; may be repeated."
)
@as_json
def command(question: str, names: tuple[str, ...], json: bool) -> None:
    """Answer a question with sentences from the documents, each with its place.

    Exits with 3 where Aurora abstains.
    """

    async def work() -> int:
        async with connected() as client:
            answer = await ask(client, question, await chosen(client, names))
        if json:
            print_json(answer)
        else:
            print_answer(answer)
        return NOTHING if answer.abstained else 0

    run(work)


async def ask(client: Client, question: str, within: Sequence[UUID] | None = None) -> Answer:
    """Put a question to Aurora."""
    return await client.post(
        "/v1/answers", Answer, {"question": question, "collection_ids": within}
    )


def print_answer(answer: Answer) -> None:
    """Print an answer for people, or why there is none."""
    if answer.abstained:
        tell(f"No answer: {clean(answer.reason or 'Aurora abstained')}.")
        return
    console = out()
    numbers = "".join(f" [{number}]" for number in range(1, len(answer.citations) + 1))
    console.print(f"{clean(answer.answer or '')}{numbers}", style="bold")
    for number, citation in enumerate(answer.citations, 1):
        console.print(cited(number, citation))
