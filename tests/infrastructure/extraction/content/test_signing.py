"""What tells of each post of a thread who wrote it, and when."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.labelling import are_labels
from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.signing import Signing
from aurora.infrastructure.extraction.content.signs import signs
from aurora.infrastructure.extraction.content.visible import Visible

NAMES = ("Ada", "Bo Lee", "Cy", "Ada")
TEXT = f"<div class=text>{{0}} thinks that {'the ferry leaves at nine, and ' * 9}comes back</div>"
ABOUT = (
    "<div class=rank>Mate</div><div class=joined>Joined: Mar {1}, 2019</div><div>Posts: 1{1}</div>"
    "<div class=tools><a href=/r>Reply</a></div>"
)


def signing(form: str) -> Signing:
    posts = (f"<div class=post>{form.format(name, n)}</div>" for n, name in enumerate(NAMES, 1))
    visible = Visible(LexborHTMLParser("".join(posts)))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    named = [number for number, one in enumerate(visible.shape.classes) if one == "post"]
    return Signing(Postings(visible, words, named, signs(visible, words)))


def told(form: str) -> tuple[list[str], list[str]]:
    found = signing(form)
    blocks = found._blocks
    return [blocks[one].text for one in found.who], [blocks[one].text for one in found.when]


@pytest.mark.parametrize(
    "name",
    [
        "<div class=username>{0}</div>",
        "<h4>{0}</h4>",
        "<div><a href=/u>{0}</a></div>",
        "<div class=poster><div>{0}</div></div>",
        "<div class=user>A Away</div><div><a href=/u>{0}</a></div>",
        "<div>{0}</div>",
    ],
)
def test_names_are_told_by_what_they_are_called_and_where_they_stand(name: str) -> None:
    time = "<div class=when><time>Mar {1}, 2024</time></div>"
    who, when = told(name + time + ABOUT + TEXT)
    assert who == list(NAMES)
    assert when == [f"Mar {n}, 2024" for n in range(1, 5)]


def test_guests_without_a_name_are_told_as_such() -> None:
    who, _ = told("<div class=username>Guest</div><div><time>Mar {1}, 2024</time></div>" + TEXT)
    assert who == ["Guest"] * len(NAMES)


@pytest.mark.parametrize(
    "since",
    [
        "Joined", "Membro desde", "Registado", "Ingressou", "Miembro desde", "Membre depuis",
        "Mitglied seit", "Iscritto dal", "Lid sinds", "Dołączył",
    ],
)  # fmt: skip
@pytest.mark.parametrize("after", [TEXT + "{about}", "{about}" + TEXT])
def test_since_when_somebody_is_a_member_is_no_time_of_a_post(after: str, since: str) -> None:
    about = ABOUT.replace("Joined", since)
    assert told("<h4>{0}</h4>" + after.replace("{about}", about))[1] == []


def test_when_a_post_was_changed_is_not_when_it_was_written() -> None:
    times = "<div class=edited>Edited Mar 9, 2024</div><div class=made>Mar {1}, 2024</div>"
    assert told("<h4>{0}</h4>" + TEXT + times)[1] == [f"Mar {n}, 2024" for n in range(1, 5)]


def test_names_that_stand_beside_the_times_are_told_once() -> None:
    both = "<p class=author>by <a href=/u>{0}</a> on Mar {1}, 2024</p>"
    found = signing("<div class=username>{0}</div>" + both + TEXT)
    assert found.who == []
    assert len(found.when) == len(NAMES)
    assert found.sure


@pytest.mark.parametrize("form", ["<h4>{0}</h4>" + TEXT, TEXT + "<div>Mar {1}, 2024</div>"])
def test_one_of_both_is_not_enough_to_be_sure(form: str) -> None:
    assert not signing(form).sure


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (("Reply", "Reply", "Reply"), True),
        (
            (
                "1 Like",
                "12 Likes",
                "3 Likes",
                "7 Likes",
                "2 Likes",
                "9 Likes",
                "4 Likes",
                "5 Likes",
            ),
            True,
        ),
        (("Location: Lake", "Location: Harbour", "Location: Northern shore of the lake"), True),
        (("Reply", "Reply"), False),
        (("Ada", "Bo", "Cy"), False),
        (("One: yes", "Two: no", "Three: no"), False),
        (("The ferry leaves at nine in the morning",) * 3, False),
    ],
)
def test_labels_say_the_same_again_and_again(texts: tuple[str, ...], *, labels: bool) -> None:
    assert are_labels(texts) is labels
