"""How pages are to be shown: options that `aurora scrape` and `aurora crawl` share."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from aurora.cli.output import tell
from aurora.commands.perception.scrape_page import ScrapedPage
from aurora.domains.perception.rendering import Screenshot, of_pictures
from aurora.domains.perception.types import Render

PICTURE = click.Path(dir_okay=False, writable=True, path_type=Path)
RENDERING = (
    click.option(
        "--render",
        type=click.Choice([str(one) for one in Render]),
        default=str(Render.AUTO),
        help="In a browser.",
    ),
    click.option(
        "--steps", "steps_file", metavar="FILE", type=click.File(), help="What to do there; JSON."
    ),
)


def with_picture(own: Mapping[str, object]) -> dict[str, object]:
    """Ask for a picture of the full page after all other steps."""
    taken = own.get("steps", ())
    steps = tuple(taken) if isinstance(taken, Sequence) else ()
    return {**own, "steps": (*steps, Screenshot(full_page=True))}


def write_picture(page: ScrapedPage, to: Path | None) -> None:
    """Write the last picture that was taken to a file, and say so, or why there is none."""
    if to is None:
        return
    if page.screenshots:
        to.write_bytes(page.screenshots[-1])
        tell(f"The picture is in {to}.")
    else:
        tell("There is no picture" + ("." if page.rendered else ": it was not shown in a browser."))
    for reason in of_pictures(page.reasons):
        tell(f"{reason}.")
