"""`aurora welcome` shows a new installation at work, and stays out of the way of others."""

import asyncio

from tests.cli.command_line import CommandLine
from tests.cli.pretender import pretending
from tests.journeys.living import Living
from tests.site.server import Site

from aurora.cli import COMMANDS

PAGE = """<html><head><title>Lamp</title></head><body><article><h1>Lamp</h1>
<p>The lamp of the harbour turns every nine seconds, and the keeper winds it up at dusk.</p>
<p>In winter it is lit an hour earlier, because the fishing boats come home before the fog.</p>
</article></body></html>"""


async def ended(process: asyncio.subprocess.Process) -> tuple[str, str]:
    out, err = await process.communicate()
    return out.decode(), err.decode()


async def test_where_documents_are_it_only_counts_them(cli: CommandLine) -> None:
    await cli("ingest", "-", stdin="Something to be remembered.")
    welcome = await cli.start("welcome")
    out, err = await ended(welcome)
    assert (welcome.returncode, err) == (0, "")
    assert out.count("\n") == 1
    assert "document" in out


async def test_a_site_that_is_named_is_perceived_into_its_own_collection(
    cli: CommandLine,
) -> None:
    async with pretending() as server:
        server.will_show(PAGE)
        welcome = await cli.start("welcome", "--url", f"{server.url}/")
        out, err = await ended(welcome)
    assert welcome.returncode == 0
    assert "Captured 1 page (" in out
    assert f' into "{server.url.removeprefix("http://")}"' in out
    assert err.startswith("pages")


async def test_it_ends_quietly_when_aurora_stops(
    cli: CommandLine, site: Site, aurora: Living
) -> None:
    welcome = await cli.start("welcome", "--url", f"{site.url}/slow")
    assert welcome.stderr
    await welcome.stderr.readline()
    welcome.terminate()
    out, err = await ended(welcome)
    assert welcome.returncode == 0
    assert [line for line in (out + err).splitlines() if not line.startswith("pages")] == []
    for crawl in await aurora.every("/v1/crawls"):
        await aurora.http.post(f"/v1/crawls/{crawl['id']}/cancel")


async def test_it_is_nobodys_command(cli: CommandLine, aurora: Living) -> None:
    assert aurora.url
    assert "welcome" not in COMMANDS
    assert "welcome" not in (await cli("--help")).stdout
