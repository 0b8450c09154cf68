"""A picture that cannot be had costs no page."""

from typing import Any

from msgspec.structs import replace
from tests.commands.perception.test_rendering import SHOT, scraped, world
from tests.expedition import SITE, page
from tests.people import EDITOR

from aurora.commands.perception.start_batch import StartBatch
from aurora.domains.perception.rendering import Rendered
from aurora.domains.transcript import transcribed
from aurora.infrastructure.memory.rendering import MemoryRenderer

TOO_LARGE = "step 1 (screenshot): the picture is larger than 10,000,000 bytes"


class Unpictured(MemoryRenderer):
    """Takes no picture, and says why."""

    async def render(self, url: str, **more: Any) -> Rendered:
        shown = await super().render(url, **more)
        return replace(shown, screenshots=(), reasons=(TOO_LARGE,))


async def test_a_page_that_gives_no_picture_is_kept_and_says_why() -> None:
    ground = world(renderer=Unpictured(dict([page("", said="Shown by scripts")])))
    id = await ground.bus.send(StartBatch(urls=(SITE,), steps=SHOT), EDITOR)
    await ground.finish()
    view = ground.seen(id.id)[SITE]
    kept = transcribed(await ground.blobs.get(view.transcript_sha256 or ""))
    found = await scraped(ground, steps=SHOT)

    assert (view.outcome, view.screenshots) == ("captured", ())
    assert (kept.reasons, found.reasons) == ((TOO_LARGE,), (TOO_LARGE,))
    assert found.markdown
