"""Messages that Outlook keeps as rich text alone are read, as the pages that they were made of."""

from collections.abc import Callable
from struct import pack

import pytest
from tests.infrastructure.documents.test_containers import read, text
from tests.written import compound

from aurora.domains import media_types as types
from aurora.infrastructure.documents.containers.outlook_packing import unpacked

MOST = 1_000_000
# the examples of MS-OXRTFCP, 3
HELLO = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c09002062"
HELLO += "7705b06c647d0a800fa0"
AGAIN = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
FROM_PAGE = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}"
    rb"{\f1\fswiss\fcharset238 Arial;}}{\colortbl\red0\green0\blue0;}"
    b"\r\n"
    rb"{\*\generator x;}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Ol\'e1, {\*\htmltag84 "
    rb'<a href="https://example.org/?a=1&amp;b=2">}\htmlrtf {\field{\*\fldinst{HYPERLINK "x"}}'
    rb"{\fldrslt\cf1\ul \htmlrtf0 o cais\htmlrtf }\htmlrtf0 \htmlrtf }\htmlrtf0"
    rb"{\*\htmltag92 </a>}. {\f1 \'a3\'f3d\'9f} \u8364?\u-10179?\u-8704?\htmlrtf\par}\htmlrtf0 "
    rb"{\*\htmltag72 </p>}{\*\htmltag64 <ul><li>}a \{mar\'e9\}{\*\htmltag64 "
    rb"</li></ul>}}"
)
PAGE = "Olá, [o cais](https://example.org/?a=1&b=2). Łódź €😀\n\n- a {maré}"


def kept(rich: bytes) -> bytes:
    return pack("<IIII", len(rich) + 12, len(rich), 0x414C454D, 0) + rich


def packed(rich: bytes) -> bytes:
    """Pack rich text, nothing of it as a repetition but the last."""
    held = b"".join(b"\0" + rich[at : at + 8] for at in range(0, len(rich), 8))
    return pack("<IIII", len(held) + 12, len(rich), 0x75465A4C, 0) + held


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (HELLO, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"),
        (AGAIN, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"),
    ],
)
def test_rich_text_is_unpacked_as_its_specification_says(held: str, said: bytes) -> None:
    assert unpacked(bytes.fromhex(held), MOST) == said


@pytest.mark.parametrize("held", [b"", b"cut", kept(b"x" * 99), bytes(16)])
def test_what_is_no_packed_rich_text_or_too_long_is_refused(held: bytes) -> None:
    with pytest.raises(ValueError, match="it is"):
        unpacked(held, 50)


@pytest.mark.parametrize("pack_up", [kept, packed])
def test_the_page_that_rich_text_was_made_of_is_read(pack_up: Callable[[bytes], bytes]) -> None:
    content = compound.message(body="Olá, o cais <https://example.org/>", rich=pack_up(FROM_PAGE))
    assert text(read(content, types.MSG)) == PAGE


@pytest.mark.parametrize("body", ["", "Olá"])
def test_rich_text_that_was_made_of_nothing_else_is_read_as_such(body: str) -> None:
    rich = rb"{\rtf1\ansi\ansicpg1252 Ol\'e1, {\b o cais}\par Sobe.\par}"
    content = compound.message(body=body, rich=packed(rich))
    assert text(read(content, types.MSG)) == "Olá, **o cais**\n\nSobe."


@pytest.mark.parametrize("body", ["", "Olá\nSobe."])
def test_rich_text_that_was_made_of_a_plain_one_is_that(body: str) -> None:
    rich = rb"{\rtf1\ansi\ansicpg1252\fromtext{\fonttbl{\f0 Arial;}}Ol\'e1\par Sobe.\par}"
    content = compound.message(body=body, rich=packed(rich))
    assert text(read(content, types.MSG)) == "Olá  \nSobe."


@pytest.mark.parametrize("rich", [b"broken", kept(rb"{\rtf1}")])
def test_a_message_whose_rich_text_says_nothing_says_its_plain_text(rich: bytes) -> None:
    assert text(read(compound.message(body="Olá", rich=rich), types.MSG)) == "Olá"


def test_a_page_of_its_own_counts_before_rich_text() -> None:
    content = compound.message(html=b"<p>Hi", rich=kept(FROM_PAGE))
    assert text(read(content, types.MSG)) == "Hi"
