"""Whatever is done to a sealed audit log, the first place that was touched is named."""

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.audit_log import chain, checkpoint, entry, verified

from aurora.domains.identity.audit_chain import Link, hash_after

LENGTH = 12
HONEST = chain(LENGTH)
SEEN = checkpoint(HONEST[-1])
Tampering = tuple[list[Link], int]

places = st.integers(0, LENGTH - 1)
hashes = st.binary(min_size=32, max_size=32).map(bytes.hex)


def renumbered(links: list[Link]) -> list[Link]:
    return [replace(link, sequence=number) for number, link in enumerate(links, 1)]


@st.composite
def edited(draw: st.DrawFn) -> Tampering:
    at, links = draw(places), list(HONEST)
    other = entry(draw(st.integers(100, 200)))
    field = draw(st.sampled_from(["id", "at", "subjects", "address_sha256", "request_id"]))
    honest = links[at].entry
    assert honest
    links[at] = replace(links[at], entry=replace(honest, **{field: getattr(other, field)}))
    return links, at + 1


@st.composite
def rehashed(draw: st.DrawFn) -> Tampering:
    at, links = draw(places), list(HONEST)
    links[at] = replace(links[at], hash=draw(hashes))
    return links, at + 1


@st.composite
def removed(draw: st.DrawFn) -> Tampering:
    at, links = draw(places), list(HONEST)
    left = [*links[:at], *links[at + 1 :]]
    return renumbered(left) if draw(st.booleans()) else left, at + 1


@st.composite
def swapped(draw: st.DrawFn) -> Tampering:
    one, other = sorted(draw(st.lists(places, min_size=2, max_size=2, unique=True)))
    links = list(HONEST)
    if draw(st.booleans()):
        links[one], links[other] = links[other], links[one]
        return renumbered(links), one + 1
    links[one] = replace(links[one], entry=HONEST[other].entry)
    links[other] = replace(links[other], entry=HONEST[one].entry)
    return links, one + 1


@st.composite
def inserted(draw: st.DrawFn) -> Tampering:
    at, stranger = draw(places), entry(draw(st.integers(100, 200)))
    previous = HONEST[at - 1].hash if at else bytes(32).hex()
    hash = draw(hashes) if draw(st.booleans()) else hash_after(previous, stranger)
    return renumbered([*HONEST[:at], Link(0, hash, stranger), *HONEST[at:]]), at + 1


@st.composite
def cut_off(draw: st.DrawFn) -> Tampering:
    kept = draw(places)
    return list(HONEST[:kept]), kept + 1


@settings(deadline=None)
@given(st.one_of(edited(), rehashed(), removed(), swapped(), inserted(), cut_off()))
def test_the_first_place_that_was_touched_is_named(tampering: Tampering) -> None:
    links, first = tampering
    fault = verified(links, SEEN)

    assert fault
    assert fault.sequence == first


@settings(deadline=None)
@given(st.lists(places, unique=True))
def test_whatever_the_checkpoints_an_honest_chain_is_whole(seen: list[int]) -> None:
    assert verified(HONEST, *(checkpoint(HONEST[at]) for at in seen)) is None
