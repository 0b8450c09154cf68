"""`aurora document`: shows a document, its text in one of its forms, and what is like it."""

from collections.abc import Sequence
from uuid import UUID

import click
import msgspec
from rich.text import Text

from aurora.cli.client import Client
from aurora.cli.connection import connected
from aurora.cli.output import as_json, clean, counted, out, print_json, run
from aurora.domains.forms import TextFormat
from aurora.queries.knowledge.list_duplicates import Duplicate
from aurora.queries.knowledge.views import DocumentView

PATH = "/v1/documents"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """What `aurora document --json` prints."""

    document: DocumentView
    duplicates: Sequence[Duplicate]


class Duplicates(msgspec.Struct, frozen=True):
    """What the list of duplicates says."""

    items: Sequence[Duplicate]


@click.command("document")
@click.argument("document_id", metavar="DOCUMENT", type=click.UUID)
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in TextFormat]),
    help="Print the text: as kept, as Markdown, without marks, or all that was read as JSON.",
)
@click.option("--version", type=click.IntRange(1), help="Of an earlier version.")
@as_json
def command(document_id: UUID, form: str | None, version: int | None, json: bool) -> None:
    """Show what is known of a document, and which documents of its collection are like it.

    With --format, print its text instead, of the present version or of an earlier one.
    """
    if version and not form:
        raise click.UsageError("--version goes with --format")
    if form and json:
        raise click.UsageError("--format prints the text, --json what is known of it: one of them")

    async def work() -> int:
        async with connected() as client:
            if form:
                click.echo(await _text(client, document_id, form, version))
            else:
                _print(await _shown(client, document_id), json=json)
        return 0

    run(work)


async def _text(client: Client, id: UUID, form: str, version: int | None) -> str:
    if version is None:
        version = (await client.get(f"{PATH}/{id}", DocumentView)).content_version
    text = await client.text(f"{PATH}/{id}/versions/{version}/text", format=form)
    return clean(text) if out().is_terminal else text


async def _shown(client: Client, id: UUID) -> Shown:
    document = await client.get(f"{PATH}/{id}", DocumentView)
    duplicates = await client.get(f"{PATH}/{id}/duplicates", Duplicates)
    return Shown(document=document, duplicates=duplicates.items)


def _print(shown: Shown, *, json: bool) -> None:
    if json:
        print_json(shown)
        return
    out().print(Text(clean(shown.document.title), style="bold"))
    for line in facts(shown):
        click.echo(clean(line))


def facts(shown: Shown) -> list[str]:
    """Say what is known of a document, a line each."""
    view = shown.document
    said = [view.source_url] if view.source_url else []
    said.append(
        f"version {view.content_version}, {view.media_type}, {view.language}, "
        f"{counted(view.characters, 'character')}, {counted(view.passages, 'passage')}"
    )
    if view.duplicate_of:
        said.append(f"searches show {view.duplicate_of}, which came first, in its place")
    return said + [_like(one) for one in shown.duplicates]


def _like(one: Duplicate) -> str:
    how = "the same text" if one.similarity == 1 else f"{one.similarity:.0%} alike"
    return f"{how}: {one.document_id} {one.title}"
