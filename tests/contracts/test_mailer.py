"""What a mailer promises, in memory and over SMTP."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
from tests.post_office import post_office, text_of

from aurora.domains.errors import Unavailable
from aurora.domains.identity.letters import Letter, LetterRefused, write
from aurora.domains.identity.ports import Mailer
from aurora.domains.identity.wordings import Occasion
from aurora.infrastructure.mail.smtp import SmtpMailer
from aurora.infrastructure.memory.mail import MemoryMailer

ANA, NOBODY = "ana@example.org", "nobody@example.org"
LINK = "https://aurora.example.org/account#invitation=" + "0" * 43


@dataclass
class Post:
    """A mailer, what arrived, and the ways to be in its way."""

    mailer: Mailer
    arrived: Callable[[], list[Letter]]
    break_down: Callable[[], None]


@pytest.fixture
def memory() -> Post:
    mailer = MemoryMailer()
    mailer.unknown.add(NOBODY)
    return Post(mailer, lambda: mailer.letters, lambda: setattr(mailer, "down", True))


@pytest.fixture
async def smtp() -> AsyncIterator[Post]:
    async with post_office() as office:
        office.refusals[NOBODY] = "550 nobody of that name"

        def arrived() -> list[Letter]:
            return [
                Letter(
                    to=one["To"],
                    subject=one["Subject"],
                    text=text_of(one),
                    language=one["Content-Language"],
                )
                for one in office.letters
            ]

        url = f"smtp://127.0.0.1:{office.port}?tls=none"
        mailer = SmtpMailer(url, "Aurora <aurora@example.org>")
        yield Post(mailer, arrived, lambda: setattr(office, "refusal", "451 later"))


@pytest.fixture(params=["memory", "smtp"])
def post(request: pytest.FixtureRequest) -> Post:
    chosen: Post = request.getfixturevalue(request.param)
    return chosen


def invitation(to: str = ANA, language: str = "en") -> Letter:
    return write(Occasion.INVITED, to, language, link=LINK, home="https://aurora.example.org")


@pytest.mark.parametrize("language", ["en", "pt"])
async def test_a_letter_arrives_whole(post: Post, language: str) -> None:
    letter = invitation(language=language)

    await post.mailer.send(letter)

    assert post.arrived() == [letter]


async def test_a_letter_to_nobody_is_refused_for_good(post: Post) -> None:
    with pytest.raises(LetterRefused):
        await post.mailer.send(invitation(NOBODY))
    assert post.arrived() == []


async def test_what_cannot_be_sent_now_may_be_later(post: Post) -> None:
    post.break_down()

    with pytest.raises(Unavailable):
        await post.mailer.send(invitation())
    assert post.arrived() == []
