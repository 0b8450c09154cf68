"""No connection reaches a forbidden address, however it is spelled or reached."""

import pytest
from tests.infrastructure.web.wire import Wire, fetching, redirect, response, wire

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.urls import AdaUrls

LITERALS = [
    "127.0.0.1", "127.1", "127.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001",
    "0177.0.0.01", "127.0.0.1.", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1", "0", "0.0.0.0",  # noqa: S104
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]", "[0:0:0:0:0:ffff:127.0.0.1]",
]  # fmt: skip
NAMES = {
    "loopback.test": ["127.0.0.1"],
    "six.test": ["::1"],
    "mapped.test": ["::ffff:127.0.0.1"],
    "mixed.test": ["1.1.1.1", "127.0.0.1"],
    "mixed-six.test": ["2606:4700:4700::1111", "::1"],
    "metadata.test": ["169.254.169.254"],
    "nat64.test": ["64:ff9b::7f00:1"],
    "scoped.test": ["fe80::1%1"],
    "nonsense.test": ["127.1"],
    "localhost": ["127.0.0.1"],
}


HOSTS = [*LITERALS, *NAMES]


@pytest.mark.parametrize("host", HOSTS)
async def test_forbidden_hosts_are_never_connected_to(host: str) -> None:
    async with wire(lambda _: response(b"secret")) as sentinel, fetching(known=NAMES) as fetcher:
        with pytest.raises(FetchFailed) as failed:
            await fetcher.fetch(f"http://{host}:{sentinel.port}/")
        assert failed.value.reason is FetchError.FORBIDDEN_ADDRESS
        assert sentinel.connections == 0


@pytest.mark.parametrize("host", [*LITERALS, "localhost", "localhost.", "a.localhost"])
async def test_addresses_are_forbidden_before_anybody_connects(host: str) -> None:
    async with fetching(known=NAMES) as fetcher:
        assert fetcher.forbids(AdaUrls().canonical(f"http://{host}/"))


@pytest.mark.parametrize(
    "host", ["1.1.1.1", "[2606:4700:4700::1111]", "metadata.test", "a.example"]
)
async def test_names_and_public_addresses_are_not_forbidden_beforehand(host: str) -> None:
    async with fetching(known=NAMES) as fetcher:
        assert not fetcher.forbids(f"https://{host}:8443/")


async def test_what_the_operator_opens_is_not_forbidden() -> None:
    async with fetching(
        AddressRule(parse_targets("127.0.0.1/32:8080,127.0.0.1/32:443"))
    ) as fetcher:
        assert not fetcher.forbids("http://127.0.0.1:8080/")
        assert not fetcher.forbids("https://127.0.0.1/")
        assert fetcher.forbids("http://127.0.0.1/")


@pytest.mark.parametrize("host", HOSTS)
async def test_redirects_do_not_lead_to_forbidden_hosts(host: str) -> None:
    async with wire(lambda _: response(b"secret")) as sentinel:
        target = f"http://{host}:{sentinel.port}/"
        async with wire(lambda _: redirect(target)) as server:
            rule = AddressRule(parse_targets(f"127.0.0.1/32:{server.port}"))
            async with fetching(rule, known=NAMES) as fetcher:
                with pytest.raises(FetchFailed) as failed:
                    await fetcher.fetch(server.url)
        assert failed.value.reason is FetchError.FORBIDDEN_ADDRESS
        assert (server.connections, sentinel.connections) == (1, 0)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["127.0.0.1", "127.0.0.1"]])
async def test_the_address_is_checked_again_where_the_socket_is_made(addresses: list[str]) -> None:
    class Turning(AddressRule):
        asked = 0

        def allows(self, ip: str, port: int) -> bool:  # noqa: ARG002
            self.asked += 1
            return self.asked <= len(addresses)

    async with wire(lambda _: response(b"secret")) as sentinel:
        async with fetching(Turning(), known={"turning.test": addresses}) as fetcher:
            with pytest.raises(FetchFailed) as failed:
                await fetcher.fetch(f"http://turning.test:{sentinel.port}/")
        assert failed.value.reason is FetchError.FORBIDDEN_ADDRESS
        assert sentinel.connections == 0


async def test_a_name_that_changes_its_answer_stays_within_the_rule() -> None:
    known = {"rebinding.test": ["127.0.0.1"]}
    async with wire(lambda _: response(b"open", "Connection: close")) as server:
        async with fetching(open_at(server), known=known) as fetcher:
            assert (await fetcher.fetch(f"http://rebinding.test:{server.port}/")).body == b"open"
            known["rebinding.test"] = ["169.254.169.254"]
            assert (await fetcher.fetch(f"http://rebinding.test:{server.port}/")).body == b"open"
        async with fetching(open_at(server), known=known) as fetcher:
            with pytest.raises(FetchFailed):
                await fetcher.fetch(f"http://rebinding.test:{server.port}/")
        assert server.connections == 2


async def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    async with (
        wire(lambda _: response(b"proxied")) as proxy,
        wire(lambda _: response(b"direct")) as server,
    ):
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        async with fetching(open_at(server)) as fetcher:
            assert (await fetcher.fetch(server.url)).body == b"direct"
        assert proxy.connections == 0


def open_at(server: Wire) -> AddressRule:
    return AddressRule(parse_targets(f"127.0.0.1/32:{server.port}"))
