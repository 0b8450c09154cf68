"""What a process opens it closes in the end."""

from pathlib import Path

from aurora.app import _container
from aurora.infrastructure.models.chat_filler import ChatFiller
from aurora.infrastructure.web.webhooks import AiohttpWebhooks
from aurora.settings import Settings

NOWHERE = "127.0.0.1:1"


def nowhere(data_dir: Path) -> Settings:
    return Settings(
        data_dir=data_dir,
        database_url=f"postgresql+asyncpg://nobody@{NOWHERE}/none",
        redis_url=f"redis://{NOWHERE}/0",
        chroma_url=f"http://{NOWHERE}",
        blobs_shared=True,
        extraction_model_url=f"http://{NOWHERE}/v1",
    )


async def test_the_line_to_a_language_model_is_closed(tmp_path: Path) -> None:
    async with _container(nowhere(tmp_path)) as container:
        filler = container.filler()
        assert isinstance(filler, ChatFiller)
        line = filler._session
    assert line.closed


async def test_the_lines_to_webhooks_are_closed(tmp_path: Path) -> None:
    async with _container(nowhere(tmp_path)) as container:
        webhooks = container.webhooks()
        assert isinstance(webhooks, AiohttpWebhooks)
        line = webhooks._session
    assert line.closed
