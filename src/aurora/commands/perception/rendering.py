"""Whether a page that was fetched is to be shown in a browser as well."""

from collections.abc import Sequence

from aurora.domains.errors import Forbidden, Invalid, Unavailable
from aurora.domains.perception.ports import Renderer
from aurora.domains.perception.rendering import Step, check_steps
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Render
from aurora.domains.perception.url import route_of

HTML = ("text/html", "application/xhtml+xml")


def check_rendering(render: Render, steps: Sequence[Step], renderer: Renderer) -> None:
    """Refuse steps that nobody can take, and to render always where nothing renders."""
    check_steps(steps, render)
    if renderer.missing and (steps or render is Render.ALWAYS):
        raise Invalid(f"this Aurora renders no pages: {renderer.missing}", "render")


async def to_be_rendered(
    page: Fetched, render: Render, steps: Sequence[Step], renderer: Renderer
) -> bool:
    """Tell whether the page is to be read as a browser shows it."""
    if render is Render.NEVER or page.status >= 400 or page.media_type not in HTML:
        return False
    if steps or render is Render.ALWAYS:
        return True
    return renderer.missing is None and await renderer.thin(page)


def unshown(page: Fetched) -> tuple[str, ...]:
    """Say of a page whose fragment only scripts can read that they were not run."""
    route = route_of(page.url)
    if not route or page.rendered:
        return ()
    return (f"what {route} names was not shown: the page was read as it came",)


def insists(render: Render, steps: Sequence[Step]) -> bool:
    """Whether a page that cannot be rendered has failed; otherwise the plain one will do."""
    return bool(steps) or render is Render.ALWAYS


def as_failure(error: Exception) -> FetchFailed:
    """Give what came in between as the failure of this one page."""
    match error:
        case FetchFailed():
            return error
        case Forbidden():
            return FetchFailed(FetchError.ROBOTS, str(error))
        case Unavailable():
            return FetchFailed(FetchError.FAULT, str(error))
    return FetchFailed(FetchError.FAULT, f"Aurora could not show it: {type(error).__name__}")
