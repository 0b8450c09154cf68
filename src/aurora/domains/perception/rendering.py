"""Rendering: a page as a browser shows it, after the steps that somebody declares.

Steps are data. No program of a user's is ever run.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

import msgspec
from msgspec import Meta

from aurora.domains.errors import Invalid
from aurora.domains.perception.css import selector_fault
from aurora.domains.perception.types import Fetched, Render

STEP_LIMIT = 50
SCREENSHOT_LIMIT = 5
WAIT_LIMIT = 30_000
SCROLL_LIMIT = 50
PATIENCE = 5_000
STEP = "step "

Selector = Annotated[str, Meta(min_length=1, max_length=500)]
Milliseconds = Annotated[int, Meta(ge=1, le=WAIT_LIMIT)]
Permit = Callable[[str], Awaitable[None]]


class Wait(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="wait",
           forbid_unknown_fields=True):  # fmt: skip
    """Wait for so many milliseconds, or until something that the CSS selector finds is seen, at
    most for so many.
    """

    milliseconds: Milliseconds | None = None
    selector: Selector | None = None


class Click(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="click",
            forbid_unknown_fields=True):  # fmt: skip
    """Click the first thing that the CSS selector finds; where it is optional and does not come
    in time, go on without.
    """

    selector: Selector
    patience: Milliseconds = PATIENCE
    optional: bool = False


class Scroll(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="scroll",
             forbid_unknown_fields=True):  # fmt: skip
    """Scroll to the end of the page so many times, each time until more has come or nothing more
    comes; or to the first thing that the CSS selector finds.
    """

    times: Annotated[int, Meta(ge=1, le=SCROLL_LIMIT)] = 1
    selector: Selector | None = None


class Write(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="write",
            forbid_unknown_fields=True):  # fmt: skip
    """Type a text into the first field that the CSS selector finds. It may be a secret: it is
    typed only at the hosts that were named, and told to nobody.
    """

    selector: Selector
    text: Annotated[str, Meta(max_length=1_000)]
    patience: Milliseconds = PATIENCE

    def __repr__(self) -> str:
        return f"Write(selector={self.selector!r})"


class Press(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="press",
            forbid_unknown_fields=True):  # fmt: skip
    """Press a key or a chord, such as `Enter` or `Control+A`, where the CSS selector finds
    something, or where the focus is.
    """

    key: Annotated[str, Meta(min_length=1, max_length=40)]
    selector: Selector | None = None
    patience: Milliseconds = PATIENCE


class Screenshot(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="screenshot",
                 forbid_unknown_fields=True):  # fmt: skip
    """Take a picture (PNG) of what is seen, or of the full page."""

    full_page: bool = False


Step = Wait | Click | Scroll | Write | Press | Screenshot


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """A page as the browser shows it in the end, as HTML, and the pictures that were asked for.

    Where the page leads to another host, `moved_to` of the page says where, and nobody went there.
    `reasons` say which pictures are missing or do not show all, and why.
    """

    page: Fetched
    screenshots: tuple[bytes, ...] = ()
    reasons: tuple[str, ...] = ()


def check_steps(steps: Sequence[Step], render: Render) -> None:
    """Refuse steps that nobody can take; the step is named."""
    if len(steps) > STEP_LIMIT:
        raise Invalid(f"at most {STEP_LIMIT} steps", "steps")
    if steps and render is Render.NEVER:
        raise Invalid("steps need a page that is rendered", "steps")
    if sum(isinstance(step, Screenshot) for step in steps) > SCREENSHOT_LIMIT:
        raise Invalid(f"at most {SCREENSHOT_LIMIT} screenshots", "steps")
    for number, step in enumerate(steps):
        _check(step, f"steps[{number}]")


def _check(step: Step, field: str) -> None:
    selector: str | None = getattr(step, "selector", None)
    if selector is not None and (fault := selector_fault(selector)):
        raise Invalid(fault, f"{field}.selector")
    if isinstance(step, Wait) and step.milliseconds is None and step.selector is None:
        raise Invalid("a wait is for milliseconds or for a selector", field)


def name_of(step: Step) -> str:
    """Give the word by which a request names the step."""
    return str(step.__struct_config__.tag)


def at_step(number: int, step: Step, why: str) -> str:
    """Say something of a step, which is named by its number from 0 and its kind."""
    return f"{STEP}{number + 1} ({name_of(step)}): {why}"


def is_of_step(said: str) -> bool:
    """Tell whether something is said of a step, and not of the page."""
    return said.startswith(STEP)


def of_pictures(reasons: Sequence[str]) -> list[str]:
    """Give those that say something of a picture."""
    return [one for one in reasons if f" ({name_of(Screenshot())}): " in one]
