import hashlib

import msgspec
from msgspec.structs import replace
from tests.audit_log import chain, checkpoint, entry, verified

from aurora.domains.identity.audit_chain import BEGINNING, Link, canonical, hash_after, seal
from aurora.domains.identity.audit_faults import Fault, Wrong
from aurora.domains.identity.audit_verification import Verification


def wrong(fault: Fault | None) -> tuple[int, Wrong] | None:
    return (fault.sequence, fault.wrong) if fault else None


def renumbered(links: list[Link]) -> list[Link]:
    return [replace(link, sequence=number) for number, link in enumerate(links, 1)]


def test_a_hash_covers_the_one_before_and_the_entry_as_canonical_json() -> None:
    first, second = chain(2)
    assert second.entry
    text = (
        '{"action":"CreateUser","address_sha256":"' + f"{2:064x}" + '","at":"2026-11-27T12:00:02Z",'
        '"count":1,"id":"00000000-0000-0000-0000-000000000002","outcome":"done",'
        '"principal_id":"00000000-0000-0000-0000-0000000003e9","principal_kind":"user",'
        '"request_id":"request 2","subjects":[{"id":"00000000-0000-0000-0000-0000000007d2",'
        '"kind":"user"}]}'
    )

    assert canonical(second.entry) == text.encode()
    assert second.hash == hashlib.sha256(bytes.fromhex(first.hash) + text.encode()).hexdigest()


def test_what_happened_is_covered_and_entries_from_before_that_was_told_hold() -> None:
    old, told = entry(1), replace(entry(2), events=("identity.user-created.v1",))
    first, second = seal(BEGINNING, [old, told])
    silent = replace(second, entry=replace(told, events=()))

    assert b"events" not in canonical(old)
    assert verified([first, second]) is None
    assert wrong(verified([first, silent])) == (2, Wrong.EDITED)


def test_an_honest_chain_is_whole_with_and_without_checkpoints() -> None:
    links = chain(5)

    assert verified([]) is None
    assert verified(links) is None
    assert verified(links, checkpoint(links[2]), checkpoint(links[4])) is None


def test_it_is_verified_part_by_part_and_counted() -> None:
    links, verification = chain(5), Verification()
    for part in (links[:2], links[2:3], links[3:]):
        verification.take(part)

    assert (verification.conclude(), verification.entries) == (None, 5)


def test_an_edited_entry_is_named_whichever_field_it_is() -> None:
    links = chain(4)
    honest = links[2].entry
    assert honest
    other = entry(99, "RevokeKey")
    for field in msgspec.structs.fields(honest):
        changed = replace(honest, **{field.name: getattr(other, field.name, None)})
        edited = [*links[:2], replace(links[2], entry=changed), *links[3:]]
        if changed != honest:
            assert wrong(verified(edited)) == (3, Wrong.EDITED), field.name


def test_an_edited_hash_is_named_and_told_from_an_edited_entry() -> None:
    links = chain(4)
    fault = verified([links[0], replace(links[1], hash="ab" * 32), *links[2:]])

    assert wrong(fault) == (2, Wrong.EDITED)
    assert fault
    assert "hash" in fault.why


def test_an_entry_that_is_gone_is_missing_and_so_is_one_whose_place_is_gone() -> None:
    links = chain(4)

    assert wrong(verified([*links[:1], *links[2:]])) == (2, Wrong.MISSING)
    gone = [links[0], replace(links[1], entry=None), *links[2:]]
    assert wrong(verified(gone)) == (2, Wrong.MISSING)


def test_one_that_was_taken_out_and_the_rest_moved_up_is_missing_by_a_later_checkpoint() -> None:
    links = chain(5)
    closed = renumbered([*links[:1], *links[2:]])

    assert wrong(verified(closed, checkpoint(links[3]))) == (2, Wrong.MISSING)
    assert wrong(verified(closed)) == (2, Wrong.EDITED)


def test_swapped_entries_are_named_by_the_first_of_them() -> None:
    links = chain(6)
    for one, other in ((1, 2), (1, 4), (0, 5)):
        entries = [link.entry for link in links]
        entries[one], entries[other] = entries[other], entries[one]
        swapped = [replace(link, entry=found) for link, found in zip(links, entries, strict=True)]
        assert wrong(verified(swapped)) == (one + 1, Wrong.SWAPPED)


def test_places_that_were_swapped_with_their_hashes_are_named_too() -> None:
    for one, other in ((1, 2), (1, 4), (0, 5)):
        links = chain(6)
        links[one], links[other] = links[other], links[one]
        assert wrong(verified(renumbered(links))) == (one + 1, Wrong.SWAPPED)


def test_one_that_was_inserted_is_named_whatever_hash_it_bears() -> None:
    links, stranger = chain(4), entry(99, "IssueKey")
    for hash in (hash_after(links[1].hash, stranger), "cd" * 32):
        inserted = renumbered([*links[:2], Link(0, hash, stranger), *links[2:]])
        assert wrong(verified(inserted)) == (3, Wrong.INSERTED)


def test_a_cut_off_end_shows_by_a_checkpoint_alone() -> None:
    links = chain(5)

    assert verified(links[:3]) is None
    assert wrong(verified(links[:3], checkpoint(links[4]))) == (4, Wrong.CUT_OFF)
    assert wrong(verified([], checkpoint(links[4]))) == (1, Wrong.CUT_OFF)


def test_an_end_whose_places_are_left_is_cut_off_without_any_checkpoint() -> None:
    links = chain(4)
    gone = [replace(link, entry=None) for link in links[2:]]

    assert wrong(verified([*links[:2], gone[0]])) == (3, Wrong.CUT_OFF)
    assert wrong(verified([*links[:2], *gone])) == (3, Wrong.CUT_OFF)


def test_a_chain_made_anew_is_found_out_from_the_last_checkpoint_that_still_holds() -> None:
    links = chain(6)
    changed = [link.entry for link in links if link.entry]
    changed[3] = entry(99)
    anew = list(seal(BEGINNING, changed))

    assert verified(anew) is None
    fault = verified(anew, checkpoint(links[1]), checkpoint(links[4]))
    assert wrong(fault) == (3, Wrong.REWRITTEN)
