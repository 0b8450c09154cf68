"""Who wrote the posts of a thread is read with all of them or with none."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.posts import signed
from aurora.infrastructure.extraction.content.visible import Visible

POST = "<div class=post><p class=author>Post by {}</p><div class=said>At nine, says {}.</div></div>"


def kept(html: str, *texts: str) -> list[str]:
    """The texts that are kept where these were before."""
    visible = Visible(LexborHTMLParser(html))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    before = np.array([block.text in texts for block in visible.blocks])
    found = zip(visible.blocks, signed(before, visible, words), strict=True)
    return [block.text for block, keep in found if keep]


def thread(*names: str) -> str:
    return "".join(POST.format(name, name) for name in names)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Ada", "Bo"], ["Ada", "Bo", "Cy", "Di"]),
        (["Ada"], []),
        (["Ada", "Bo", "Cy", "Di"], ["Ada", "Bo", "Cy", "Di"]),
        ([], []),
    ],
)
def test_names_in_posts_are_kept_where_half_of_them_are(
    before: list[str], after: list[str]
) -> None:
    posts = thread("Ada", "Bo", "Cy", "Di")
    said = kept(posts, "At nine, says Cy.", *(f"Post by {name}" for name in before))
    assert [text.removeprefix("Post by ") for text in said if "Post" in text] == after
    assert [text for text in said if "At nine" in text] == ["At nine, says Cy."]


@pytest.mark.parametrize(
    "posts",
    [
        thread("Ada", "Bo"),
        thread("Ada") + "<div class=user>Cy</div><p class=user>Di</p>",
        thread(*(f"{name} who came by {'the ferry ' * 9}" for name in ("Ada", "Bo", "Cy"))),
        thread("Ada", "Bo", "Cy").replace("author", "said"),
    ],
)
def test_what_is_no_such_name_stays_as_it_was(posts: str) -> None:
    first = Visible(LexborHTMLParser(posts)).blocks[0].text
    assert kept(posts, first) == [first]
