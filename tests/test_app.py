"""What a process opens it closes in the end."""

from pathlib import Path

import pytest

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


@pytest.mark.parametrize(
    ("port", "adapter"), [("filler", ChatFiller), ("webhooks", AiohttpWebhooks)]
)
async def test_the_lines_to_others_are_closed(
    tmp_path: Path, port: str, adapter: type[ChatFiller | AiohttpWebhooks]
) -> None:
    async with _container(nowhere(tmp_path)) as container:
        opened = getattr(container, port)()
        assert isinstance(opened, adapter)
        line = opened._session
        assert not line.closed
    assert line.closed
