"""No connection reaches a forbidden address, however it is spelled or reached."""

from collections.abc import Sequence

import pytest
from tests.hostile.connections import connections
from tests.infrastructure.web.wire import Wire, fetching, redirect, response, wire

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web import guard
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.fetcher import AiohttpFetcher
from aurora.infrastructure.web.guard import Lookup
from aurora.infrastructure.web.urls import AdaUrls

NAMES = {"metadata.test": ["169.254.169.254"]}
SITE = "93.184.215.14"


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


def in_turn(*answers: Sequence[str]) -> Lookup:
    """Answer with each in turn, and with the last for ever."""
    left = list(answers)

    async def lookup(_: str) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return lookup


def rebinding(rule: AddressRule, *answers: Sequence[str]) -> AiohttpFetcher:
    return AiohttpFetcher(AdaUrls(), rule, agent="Aurora/0", lookup=in_turn(*answers))


async def failure(fetcher: AiohttpFetcher, url: str) -> FetchError:
    with pytest.raises(FetchFailed) as failed:
        await fetcher.fetch(url)
    return failed.value.reason


async def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    async with wire(lambda _: response(b"secret")) as sentinel:
        fetcher = rebinding(AddressRule(), [SITE], ["127.0.0.1"])
        url = f"http://rebinding.test:{sentinel.port}/"
        with connections() as tried:
            assert await failure(fetcher, url) is FetchError.CONNECTION
            assert set(tried.tried) == {(SITE, sentinel.port)}
            assert await failure(fetcher, url) is FetchError.CONNECTION
            assert tried.hosts == {SITE}
        await fetcher.aclose()
    assert sentinel.connections == 0


async def test_an_answer_that_was_forgotten_is_checked_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "DNS_SECONDS", 0)
    async with wire(lambda _: response(b"secret")) as sentinel:
        fetcher = rebinding(AddressRule(), [SITE], ["127.0.0.1"], ["::ffff:127.0.0.1"])
        url = f"http://rebinding.test:{sentinel.port}/"
        with connections() as tried:
            assert await failure(fetcher, url) is FetchError.CONNECTION
            for _ in range(2):
                assert await failure(fetcher, url) is FetchError.FORBIDDEN_ADDRESS
        await fetcher.aclose()
    assert tried.hosts == {SITE}
    assert sentinel.connections == 0


async def test_a_redirect_to_a_rebound_name_is_checked_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "DNS_SECONDS", 0)
    async with wire(lambda _: response(b"secret")) as sentinel:
        target = f"http://rebinding.test:{sentinel.port}/"
        async with wire(lambda _: redirect(target)) as server:
            fetcher = rebinding(open_at(server), ["127.0.0.1"], ["127.0.0.1"])
            start = f"http://rebinding.test:{server.port}/"
            assert await failure(fetcher, start) is FetchError.FORBIDDEN_ADDRESS
            await fetcher.aclose()
    assert (server.connections, sentinel.connections) == (1, 0)


async def test_a_connection_that_ended_is_not_opened_again_elsewhere() -> None:
    answers = [response(b"open", "Connection: close"), response(b"again", "Connection: close")]
    async with (
        wire(lambda _: answers.pop(0)) as server,
        wire(lambda _: response(b"secret")) as sentinel,
    ):
        fetcher = rebinding(open_at(server), ["127.0.0.1"], ["127.0.0.2"])
        with connections() as tried:
            for body in (b"open", b"again"):
                page = await fetcher.fetch(f"http://rebinding.test:{server.port}/")
                assert page.body == body
        await fetcher.aclose()
    assert tried.hosts == {"127.0.0.1"}
    assert sentinel.connections == 0


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
