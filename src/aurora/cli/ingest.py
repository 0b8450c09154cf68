"""`aurora ingest`: remembers files."""

from collections.abc import Sequence
from uuid import UUID

import click
import msgspec

from aurora.cli import files
from aurora.cli.client import Client
from aurora.cli.collections import Named, founded
from aurora.cli.connection import connected
from aurora.cli.finding import until_found
from aurora.cli.output import FAILED, Failed, NotThere, as_json, clean, print_json, run
from aurora.commands.knowledge.content import Ingested


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file: new, new version, unchanged, or refused and why."""

    file: str
    outcome: str
    document_id: UUID | None = None
    version: int | None = None
    reason: str | None = None

    def __str__(self) -> str:
        if self.reason:
            return clean(f"{self.file}: {self.outcome}: {self.reason}")
        return clean(f"{self.file}: {self.outcome} ({self.document_id}:{self.version})")


@click.command("ingest")
@click.argument(
    "paths",
    metavar="FILE…",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
)
@click.option("--collection", metavar="NAME|ID", default="files", show_default=True)
@as_json
def command(paths: tuple[str, ...], collection: str, json: bool) -> None:
    """Remember text, Markdown and HTML files; `-` is standard input.

    The same file again makes a new version where its text changed. Exits with 1 where a file was
    refused.
    """

    async def work() -> int:
        async with connected() as client:
            place = await founded(client, collection)
            fates = await _ingest_all(client, paths, place, tell=not json)
            if client.temporary:
                await until_found(client, [one.document_id for one in fates if one.document_id])
        if json:
            print_json(fates)
        return FAILED if any(one.reason for one in fates) else 0

    run(work)


async def _ingest_all(
    client: Client, paths: Sequence[str], place: Named, *, tell: bool
) -> list[Fate]:
    remembered, fates = files.Remembered(), []
    for path in paths:
        fate = await _ingest(client, path, place, remembered)
        if tell:
            click.echo(fate)
        fates.append(fate)
    return fates


async def _ingest(client: Client, path: str, place: Named, remembered: files.Remembered) -> Fate:
    try:
        text = files.read(path)
        known = remembered.document(path, place.id)
        try:
            ingested = await _send(client, text, place, known)
        except NotThere:
            if known is None:
                raise
            ingested = await _send(client, text, place, None)
    except (files.Unreadable, Failed) as refusal:
        return Fate(file=path, outcome="refused", reason=str(refusal))
    remembered.note(path, place.id, ingested.document_id)
    return Fate(
        file=path,
        outcome=_outcome(ingested),
        document_id=ingested.document_id,
        version=ingested.version,
    )


async def _send(
    client: Client, text: files.Text, place: Named, document_id: UUID | None
) -> Ingested:
    body = {
        "collection_id": place.id,
        "content": text.content,
        "media_type": text.media_type,
        "title": text.title,
        "document_id": document_id,
    }
    return await client.post("/v1/documents", Ingested, body)


def _outcome(ingested: Ingested) -> str:
    if not ingested.changed:
        return "unchanged"
    return "new" if ingested.version == 1 else "new version"
