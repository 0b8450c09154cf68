"""A whole Aurora, served by its own command, and a client that speaks to it as a stranger would."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import httpx
from tests.stores import passing_directory

READY_SECONDS = 90.0
LOOPBACK = "127.0.0.1/32:1024-65535"
CHILDREN = ("web", "worker", "postgres", "redis", "chroma")


def free_port() -> int:
    """Give a TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Living:
    """One Aurora in a data directory: started, killed in parts, asked, stopped."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str] | None = None) -> None:
        self.data_dir = data_dir
        self.url = f"http://127.0.0.1:{free_port()}"
        self._settings = {
            **{name: value for name, value in os.environ.items() if "AURORA_" not in name},
            "AURORA_DATA_DIR": str(data_dir),
            "AURORA_PORT": self.url.rpartition(":")[2],
            "AURORA_FETCH_EXCEPTIONS": LOOPBACK,
            "AURORA_CRAWL_DELAY": "0",
            "XDG_STATE_HOME": str(data_dir / "state"),
            **(settings or {}),
        }
        self._process: asyncio.subprocess.Process | None = None
        self.http = httpx.AsyncClient(base_url=self.url, timeout=30, trust_env=False)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        await self.http.aclose()

    async def start(self) -> None:
        """Run `aurora serve` and wait until everything is ready."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "serve.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *[sys.executable, "-m", "aurora", "serve", "--no-welcome"],
                env=self._settings,
                stdout=log,
                stderr=log,
            )
        await self.ready()
        key = (self.data_dir / "local.key").read_text().strip()
        self.http.headers["Authorization"] = f"Bearer {key}"

    async def stop(self) -> None:
        """Stop as Ctrl-C does."""
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGINT)
            await asyncio.wait_for(self._process.wait(), 60)

    async def kill(self, name: str) -> None:
        """Send SIGKILL to one of the children, or with `serve` to the parent of all."""
        if name == "serve":
            assert self._process is not None
            self._process.kill()
            await self._process.wait()
            return
        os.kill(self.pid(name), signal.SIGKILL)

    def pid(self, name: str) -> int:
        """Give the process number of a child."""
        return int(json.loads((self.data_dir / "run" / f"{name}.pid").read_text())["pid"])

    async def ready(self) -> None:
        """Wait until readiness says that every component is."""
        async with asyncio.timeout(READY_SECONDS):
            while (await self.components()).get("status") != "ok":
                assert self._process is None or self._process.returncode is None, self.log()
                await asyncio.sleep(0.1)

    async def components(self) -> dict[str, Any]:
        """Give what readiness says; nothing while nobody answers."""
        try:
            answer = await self.http.get("/health/ready")
        except httpx.HTTPError:
            return {}
        return dict(answer.json())

    def log(self) -> str:
        """Give the end of what everybody logged."""
        logs = [self.data_dir / "serve.log", *(self.data_dir / "logs").glob("w*.log")]
        return "\n".join(log.read_text()[-2000:] for log in logs if log.exists())

    async def get(self, path: str, **query: Any) -> Any:
        """GET and give the decoded answer, which must be a success."""
        answer = await self.http.get(path, params=query)
        assert answer.is_success, answer.text
        return answer.json()

    async def post(self, path: str, body: object) -> Any:
        """POST and give the decoded answer, which must be a success."""
        answer = await self.http.post(path, json=body)
        assert answer.is_success, answer.text
        self.http.headers["Aurora-Position"] = answer.headers.get("Aurora-Position", "")
        return answer.json()

    async def collection(self, name: str) -> str:
        """Create a collection and give its id."""
        return str((await self.post("/v1/collections", {"name": name}))["id"])

    async def crawl(self, url: str, collection: str, **plan: object) -> str:
        """Start a crawl of a whole site and give its id."""
        body = {"start_urls": [url], "collection_id": collection, "depth": 10, **plan}
        return str((await self.post("/v1/crawls", body))["id"])

    async def finished(self, crawl: str, seconds: float = 120.0) -> dict[str, Any]:
        """Wait until the crawl is over and give its state."""
        async with asyncio.timeout(seconds):
            while True:
                state = await self.state(crawl)
                if state and state["status"] != "running":
                    return state
                await asyncio.sleep(0.2)

    async def state(self, crawl: str) -> dict[str, Any]:
        """Give the state of a crawl; nothing while it cannot be told."""
        try:
            answer = await self.http.get(f"/v1/crawls/{crawl}")
        except httpx.HTTPError:
            return {}
        return dict(answer.json()) if answer.is_success else {}

    async def every(self, path: str, **query: Any) -> list[dict[str, Any]]:
        """Give all items of a list, page by page."""
        items: list[dict[str, Any]] = []
        cursor: dict[str, str] = {}
        while True:
            part = await self.get(path, limit=200, **query, **cursor)
            items += part["items"]
            if part["next"] is None:
                return items
            cursor = {"cursor": part["next"]}

    async def documents(self, collection: str) -> list[dict[str, Any]]:
        """Give the documents of a collection."""
        return await self.every("/v1/documents", collection_id=collection)

    async def embedded(
        self, collection: str, seconds: float = 180.0, at_least: int = 0
    ) -> list[dict[str, Any]]:
        """Wait until a collection has so many documents and each is found by meaning; give them."""
        async with asyncio.timeout(seconds):
            while True:
                documents = await self.documents(collection)
                found = all(one["searchable"]["by_meaning"] for one in documents)
                if found and len(documents) >= at_least:
                    return documents
                await asyncio.sleep(0.5)


@asynccontextmanager
async def living(data_dir: Path, **settings: str) -> AsyncIterator[Living]:
    """Give a living Aurora and stop it afterwards."""
    async with Living(data_dir, settings) as aurora:
        yield aurora


@asynccontextmanager
async def living_briefly(**settings: str) -> AsyncIterator[Living]:
    """Give a living Aurora whose data go with it."""
    with passing_directory() as place:
        async with living(place / "data", **settings) as aurora:
            yield aurora
