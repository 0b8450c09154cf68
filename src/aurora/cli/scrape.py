"""`aurora scrape`: reads one page, or fetches the URLs of a list."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import click
import msgspec
from rich.text import Text

from aurora.cli.connection import connected
from aurora.cli.crawl_options import owned
from aurora.cli.declared import SCHEMA, schema_of
from aurora.cli.output import FAILED, NOTHING, as_json, clean, out, print_json, run, tell
from aurora.cli.progress import waiting
from aurora.cli.rendering import PICTURE, with_picture, write_picture
from aurora.cli.urls import absolute
from aurora.cli.webhooks import webhook_of, with_webhook
from aurora.commands.perception.scrape_page import Format, ScrapedPage
from aurora.domains.forms import TextFormat
from aurora.domains.perception.fields import of_fields

PATH = "/v1/scrape"
ERROR = 400


@click.command("scrape")
@click.argument("urls", metavar="URL…", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in TextFormat]),
    default=TextFormat.MARKDOWN.value,
    show_default=True,
    help="How to write the text; json is all that was read.",
)
@click.option("--html", is_flag=True, help="Print the source of the page as it stands.")
@click.option("--links", is_flag=True, help="Print the links of the page, one a line.")
@click.option("--screenshot", metavar="FILE", type=PICTURE, help="Write a picture of it (PNG).")
@click.option("--from", "listed", metavar="FILE", type=click.File(), help="URLs, one a line.")
@click.option("--collection", metavar="NAME|ID", help="Where the pages of a list go.")
@click.option("--to", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@owned
@SCHEMA
@with_webhook
@click.option("--wait/--no-wait", default=True, help="Follow a list, or only start it.")
@as_json
def command(
    urls: tuple[str, ...],
    form: str,
    html: bool,
    links: bool,
    screenshot: Path | None,
    listed: TextIO | None,
    collection: str | None,
    to: Path | None,
    schema_file: TextIO | None,
    webhook: str | None,
    wait: bool,
    json: bool,
    own: dict[str, object],
) -> None:
    """Print what one page says, as Markdown or in another form; nothing of it is kept.

    With --fields or --schema, print the values instead, as JSON. With --json, --html and --links
    add to the document. Exits with 1 where the site answers with
    an error, and with 3 where the page says nothing. A page that says little until its scripts have
    run is shown in a browser, where one is installed; --render always does that with every page.

    Several URLs, or those of --from, are fetched as a batch, politely at each host; what became of
    each is printed, --to writes the text of each into a directory, and --collection keeps them
    there. So is one URL with --ignore-robots. Exits with 1 where one of them failed. Ctrl-C stops
    the watching; the batch goes on.
    """
    several = import_module("aurora.cli.scrape_list")
    asked = [*urls, *(several.read_urls(listed.read()) if listed else ())]
    if not asked:
        raise click.UsageError("give URLs, or a file of them with --from")
    kept = listed or collection or to or webhook or "ignore_robots" in own
    if len(asked) == 1 and not kept and wait:
        wanted = _formats(form, html=html, links=links, json=json)
        filled = {**own, "schema": schema_of(schema_file)}
        scrape_one(absolute(asked[0]), filled, wanted, screenshot, json=json)
        return
    if html or links or screenshot or schema_file:
        raise click.UsageError("--html, --links, --schema and --screenshot are for one page")
    whole = [absolute(url) for url in asked]
    body = {"urls": whole, "webhook": webhook_of(webhook), **own}
    several.scrape_list(body, collection=collection, to=to, form=form, wait=wait, json=json)


def scrape_one(
    url: str,
    own: Mapping[str, object],
    wanted: Sequence[Format],
    screenshot: Path | None,
    *,
    json: bool,
) -> None:
    """Read one page now."""
    body = {"url": url, "formats": wanted, **(with_picture(own) if screenshot else own)}

    async def work() -> int:
        async with connected() as client:
            with waiting(f"Reading {url} …"):
                page = await client.post(PATH, ScrapedPage, body)
        if json:
            print_json(page)
        else:
            _print(page)
        write_picture(page, screenshot)
        if page.status >= ERROR:
            return FAILED
        return 0 if page.json or printed(page) else NOTHING

    run(work)


def _formats(form: str, *, html: bool, links: bool, json: bool) -> list[Format]:
    if html and links and not json:
        raise click.UsageError("--html and --links together need --json")
    wanted = [Format.HTML] * html + [Format.LINKS] * links
    return [Format(form), *wanted] if json or not wanted else wanted


def _print(page: ScrapedPage) -> None:
    terminal = out().is_terminal
    if terminal and (title := heading(page)):
        out().print(Text(clean(title), style="bold"), end="\n\n")
    if text := printed(page):
        click.echo(clean(text) if terminal else text)
    for line in remarks(page):
        tell(clean(line))


def heading(page: ScrapedPage) -> str | None:
    """Give the heading to print above the Markdown, unless it begins with the same."""
    if not page.markdown or not page.title or values(page):
        return None
    return None if page.markdown.startswith(f"# {page.title}\n") else page.title


def printed(page: ScrapedPage) -> str:
    """Give what was asked for as one text."""
    text = page.text or page.markdown or page.plain or page.html
    if whole := page.json or values(page):
        return msgspec.json.encode(whole).decode()
    return text or "\n".join(page.links or ())


def values(page: ScrapedPage) -> dict[str, Any]:
    """Give the values of fields, those of a schema, or where both were asked for, both by name."""
    asked = {"fields": page.fields, "data": page.data}
    found = {name: one for name, one in asked.items() if one is not None}
    return found if len(found) > 1 else next(iter(found.values()), {})


def remarks(page: ScrapedPage) -> list[str]:
    """Say in sentences what the text itself does not tell."""
    said = [f"Redirected to {page.url}."] if page.redirects else []
    if page.status >= ERROR:
        said.append(f"{page.url} answers {page.status}.")
    if not printed(page):
        said.append("The page says nothing that was asked for.")
    if not page.index:
        said.append("The page asks not to be kept (noindex).")
    if page.links is not None and not page.follow:
        said.append("The page asks not to follow its links (nofollow).")
    return [*said, *(f"{reason}." for reason in of_fields(page.reasons))]
