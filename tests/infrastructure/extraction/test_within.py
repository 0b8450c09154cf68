"""Components and frames are read where they are shown."""

import pytest

from aurora.domains.unreadable import Unreadable
from aurora.domains.writing import write
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.whole import whole


def text(html: str) -> str:
    page = parse(Text(html, html.encode()), "https://example.org/")
    assert page
    return write(whole(page).blocks).text


def test_trees_of_components_are_read_in_their_places() -> None:
    shade = (
        '<TEMPLATE class=x shadowrootmode="open"><p>shade</p><template>no</template><slot></slot>'
    )
    html = f"<p>before</p><my-note>{shade}</template><b>light</b></my-note><p>after</p>"
    assert text(html) == "before\n\nshade\n\nlight\n\nafter"
    assert text("<template><p>inert</p></template><p>shown</p>") == "shown"


def test_what_a_frame_holds_is_read_where_it_stands() -> None:
    html = "<p>before<p><iframe srcdoc='&lt;h2>in&lt;/h2>&lt;p>it'></iframe><p>after"
    assert text(html) == "before\n\n## in\n\nit\n\nafter"


def test_names_of_elements_and_attributes_are_seen_in_the_source() -> None:
    page = parse(Text(html := "<P ItemScope>x", html.encode()), None)
    framed = parse(Text(html := "<iframe SrcDoc='&lt;p &#105;temscope>x'>", html.encode()), None)
    assert page
    assert framed
    assert page.may_have(b"itemscope")
    assert not page.may_have(b"itemtype")
    assert framed.may_have(b"itemscope")


@pytest.mark.parametrize("given", ["hidden", "style='display: none'"])
def test_frames_that_nobody_sees_are_not_read(given: str) -> None:
    assert text(f"<p>words</p><iframe {given} srcdoc='unseen'></iframe>") == "words"


def test_frames_are_held_against_the_limits_of_pages() -> None:
    many = " ".join(f"a{number}" for number in range(9_000))
    with pytest.raises(Unreadable):
        text(f"<iframe srcdoc='&lt;p {many}>'></iframe>")
    assert text(f"<p>words</p><iframe srcdoc='{'&lt;b>' * 30_000}deep'></iframe>") == "words"
