"""`aurora hosts` says how a crawl goes at each of its hosts, and at which pace."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from tests.cli.command_line import CommandLine
from tests.site.server import Site

from aurora.cli.hosts import now
from aurora.queries.perception.list_hosts import CrawlHostView
from aurora.queries.perception.ports import HostState, RestReason

AT = datetime(2026, 11, 27, tzinfo=UTC)


async def test_each_host_is_printed_with_its_counts_and_its_pace(
    cli: CommandLine, site: Site
) -> None:
    urls = [f"{site.url}/", f"{site.url}/missing"]
    summary = await cli.json("crawl", *urls, "--depth", "0", "--collection", "hosts")
    result = await cli("hosts", str(summary["crawl"]["id"]))

    (line,) = result.stdout.splitlines()
    host, state, waiting, captured, skipped, failed, delay, crawl_delay, takes = line.split("\t")
    assert (host, state) == (site.url.removeprefix("http://"), "done")
    assert (waiting, captured, skipped, failed) == ("0", "1", "0", "1")
    assert all(cell.endswith(" s") for cell in (delay, crawl_delay, takes))


async def test_an_unknown_crawl_is_told(cli: CommandLine) -> None:
    assert (await cli("hosts", str(UUID(int=7)))).exit_code == 1


@pytest.mark.parametrize(
    ("state", "why", "troubles", "said"),
    [
        (HostState.FETCHING, None, 0, "fetching"),
        (HostState.DONE, None, 0, "done"),
        (HostState.RESTING, RestReason.POLITENESS, 0, "resting for 90 s"),
        (HostState.RESTING, RestReason.TROUBLE, 2, "in trouble for 90 s"),
        (HostState.RESTING, RestReason.TROUBLE, 6, "given up after 6 failures"),
    ],
)
def test_it_says_what_happens_at_a_host(
    state: HostState, why: RestReason | None, troubles: int, said: str
) -> None:
    host = CrawlHostView(
        host="a.example",
        state=state,
        why=why,
        until=AT + timedelta(seconds=90),
        waiting=1,
        captured=0,
        skipped=0,
        failed=0,
        troubles=troubles,
        given_up=troubles >= 6,
        pace=None,
    )
    assert now(host, AT) == said.replace("90 s", "1 min 30 s")
