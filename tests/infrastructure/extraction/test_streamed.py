"""What React sends late is read where it is shown."""

import pytest

from aurora.domains.writing import write
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.streamed import MOST_DEEP
from aurora.infrastructure.extraction.whole import whole


def text(body: str) -> str:
    html = f"<body>{body}"
    page = parse(Text(html, html.encode()), "https://example.org/")
    assert page
    return write(whole(page).blocks).text


def boundary(number: str, meanwhile: str = "<p>wait</p>") -> str:
    return f'<!--$?--><template id="B:{number}"></template>{meanwhile}<!--/$-->'


def sent(number: str, part: str, call: str = "$RC") -> str:
    move = f'{call}("B:{number}","S:{number}")'
    return f'<div hidden id="S:{number}">{part}</div><script>{move}</script>'


def test_a_part_stands_in_the_place_of_what_was_shown_in_the_meantime() -> None:
    html = f"<main><p>a</p>{boundary('0')}<p>z</p></main><p>foot</p>{sent('0', '<h2>b</h2>c')}"
    assert text(html) == "a\n\n## b\n\nc\n\nz\n\nfoot"


def test_parts_stand_in_parts_whichever_comes_first() -> None:
    parts = sent("1f", "<p>c</p>"), sent("0", f"<p>b</p>{boundary('1f')}<p>d</p>", "$RR")
    for first, second in (parts, parts[::-1]):
        assert text(f"<p>a</p>{boundary('0')}{first}{second}") == "a\n\nb\n\nc\n\nd"


def test_a_piece_of_a_part_has_a_place_of_its_own() -> None:
    rows = '<table><tr><td>a<td>b</tr><template id="P:2"></template></table>'
    piece = '<table hidden><tbody id="S:2"><tr><td>c<td>d</tr></tbody></table>'
    html = f'{boundary("0")}{sent("0", rows)}{piece}<script>$RS("S:2","P:2")</script>'
    assert text(html) == "| a | b |\n| --- | --- |\n| c | d |"


def test_boundaries_within_what_is_shown_in_the_meantime_go_with_it() -> None:
    inner = "<p>wait</p><!--$--><p>inner</p><!--/$-->"
    assert text(f"{boundary('0', inner)}<p>z</p>{sent('0', '<p>a</p>')}") == "a\n\nz"


@pytest.mark.parametrize(
    ("html", "read"),
    [
        (f"<p>a</p>{boundary('0')}<div hidden id='S:0'>b</div>", "a\n\nwait"),
        (f"<p>a</p>{boundary('0')}<script>$RC('B:0','S:0')</script>", "a\n\nwait"),
        (f"<p>a</p>{sent('0', '<template id=B:0></template>b')}", "a"),
        ("<template id='B:0'></template><p>wait</p>" + sent("0", "<p>a</p>"), "a\n\nwait"),
        (f"<p>a</p>{boundary('0')}" + sent("0", "").replace("<script>", "<script>$RB=[];"), "a"),
    ],
    ids=["nobody moves it", "nothing was sent", "in itself", "no end", "empty"],
)
def test_what_has_no_place_is_left_as_it_is(html: str, read: str) -> None:
    assert text(html) == read


def test_parts_are_put_into_one_another_up_to_a_limit() -> None:
    numbers = [f"{number:x}" for number in range(500)]
    chain = "".join(sent(number, boundary(f"{int(number, 16) + 1:x}")) for number in numbers)
    places = "".join(map(boundary, numbers))
    assert text(f"{boundary('0')}{chain}") == "wait"
    assert text(places + "".join(sent(number, "<p>x</p>") for number in numbers)).count("x") == 500
    assert MOST_DEEP < 500
