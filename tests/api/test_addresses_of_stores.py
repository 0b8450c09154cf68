"""The addresses of stores hold passwords; where a store does not answer, nobody is told them."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from structlog.testing import capture_logs
from tests.cli.command_line import CommandLine

from aurora.app import create_app
from aurora.container import Container
from aurora.domains.identity.letters import Letter
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Mailer
from aurora.infrastructure.system import SystemIds
from aurora.settings import Settings, to_environment

PASSWORD = "zqxplant-store-5Rt8"
NOWHERE = "127.0.0.1:1"
KEY = PlainKey.mint(Environment("local"), SystemIds().new(), bytes(32)).text
BROKEN = [
    f"postgresql+asyncpg://aurora:{PASSWORD}@{NOWHERE}/aurora",
    f"postgresql+asyncpg://aurora:{PASSWORD}@localhost:port/aurora",
    f"postgresql://aurora:{PASSWORD}@localhost/aurora",
    f"nothing://aurora:{PASSWORD}@localhost/aurora",
    f"aurora:{PASSWORD}",
]


def settings(directory: Path, database: str = BROKEN[0]) -> Settings:
    return Settings(
        data_dir=directory,
        database_url=database,
        redis_url=f"redis://aurora:{PASSWORD}@{NOWHERE}/0",
        chroma_url=f"http://aurora:{PASSWORD}@{NOWHERE}",
        smtp_url=f"smtp://aurora:{PASSWORD}@{NOWHERE}",
        mail_from="aurora@example.org",
        blobs_shared=True,
        log_level="debug",
    )


@pytest.fixture
def container(tmp_path: Path) -> Container:
    return Container(settings=settings(tmp_path))


@pytest.fixture
async def client(container: Container) -> AsyncIterator[httpx.AsyncClient]:
    app: Any = create_app(container)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://aurora.test") as client:
        yield client


async def test_no_answer_and_no_log_line_tells_them(
    client: httpx.AsyncClient, container: Container, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bearer = {"Authorization": f"Bearer {KEY}"}
    login = {"email": "ana@example.org", "password": "correct horse battery staple"}
    with capture_logs() as logs:
        answers = [
            await client.get("/health/ready"),
            await client.get("/.well-known/jwks.json"),
            await client.get("/v1/me", headers=bearer),
            await client.post("/v1/auth/login", json=login),
            await client.get("/metrics"),
        ]
        letter = Letter(to="ana@example.org", subject="-", text="-", language="en")
        with pytest.raises(Exception, match="no letter can be sent"):
            await container.identity.ports()[Mailer].send(letter)

    assert [answer.status_code for answer in answers] == [503, 503, 503, 503, 200]
    assert len(logs) > 2
    assert PASSWORD not in "".join(answer.text for answer in answers) + repr(logs) + caplog.text


@pytest.mark.parametrize("url", BROKEN)
async def test_no_command_tells_them(tmp_path: Path, url: str) -> None:
    cli = CommandLine(tmp_path, to_environment(settings(tmp_path, url)))

    result = await cli("migrate")

    assert result.exit_code != 0
    assert PASSWORD not in result.output + repr(result.exception)
