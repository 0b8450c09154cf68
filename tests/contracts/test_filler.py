"""What fillers of schemas promise, in memory and over HTTP."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
import pytest
from aiohttp import web

from aurora.cli.client import PATIENCE_SECONDS
from aurora.domains.errors import Invalid, Unavailable
from aurora.domains.perception.filling import Filler
from aurora.infrastructure.memory.filling import MemoryFiller
from aurora.infrastructure.models.chat_filler import ChatFiller

SCHEMA = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "price": {"type": ["number", "null"]}},
    "required": ["name"],
}
LAMP = {"name": "Lamp", "price": 12.5}
LAMP_SAID = msgspec.json.encode(LAMP).decode()


@dataclass
class Refusal:
    """An answer that says why it is none."""

    status: int
    error: object


@dataclass
class Model:
    """A server that speaks the protocol; it says in turn what it was told to."""

    url: str = ""
    says: list[Any] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.heard.append(await request.json())
        self.keys.append(request.headers.get("Authorization"))
        said = self.says.pop(0)
        if isinstance(said, int):
            return web.Response(status=said, headers={"Location": "/elsewhere"})
        if isinstance(said, bytes):
            return web.Response(body=said)
        if isinstance(said, Refusal):
            return web.json_response({"error": said.error}, status=said.status)
        content = said if isinstance(said, str) else msgspec.json.encode(said).decode()
        return web.json_response(
            {"choices": [{"message": {"role": "assistant", "content": content}}]}
        )


@pytest.fixture
async def model() -> AsyncIterator[Model]:
    model = Model()
    application = web.Application()
    application.router.add_post("/v1/chat/completions", model.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    yield model
    await runner.cleanup()


@pytest.fixture
async def chat(model: Model) -> AsyncIterator[ChatFiller]:
    filler = ChatFiller(model.url, "small", "secret-key")
    yield filler
    await filler.aclose()


@pytest.fixture(params=["memory", "chat"])
def filler(request: pytest.FixtureRequest, chat: ChatFiller) -> Filler:
    return MemoryFiller(LAMP) if request.param == "memory" else chat


@pytest.fixture
def answering(model: Model) -> Model:
    model.says = [LAMP, LAMP]
    return model


@pytest.mark.usefixtures("answering")
async def test_what_the_schema_asks_for_is_given(filler: Filler) -> None:
    filler.check(SCHEMA)
    assert await filler.fill("A lamp for 12.50", SCHEMA) == LAMP


@pytest.mark.usefixtures("answering")
async def test_what_does_not_fit_is_no_answer(filler: Filler) -> None:
    schema = {"type": "object", "properties": {"price": {"type": "string"}}}
    with pytest.raises(Unavailable, match=r"fits the schema: \$\.price"):
        await filler.fill("A lamp", schema)


@pytest.mark.parametrize(
    ("schema", "place"),
    [
        ({"type": "array"}, "schema.type"),
        ({}, "schema.type"),
        ({"type": "objekt"}, "schema"),
        (
            {"type": "object", "properties": {"x": {"$ref": "http://a.example/"}}},
            "schema.properties.x",
        ),
        ({"type": "object", "properties": {"x": {"pattern": "(a+)+$"}}}, "schema.properties.x"),
        ({"type": "object", "allOf": []}, "schema"),
        ({"type": "object", "title": "x" * 20_000}, "schema"),
        ({"type": "object", "items": {"anyOf": [{"not": {}}]}}, "schema.items.anyOf[0]"),
    ],
)
def test_a_schema_that_cannot_be_filled_is_refused(
    filler: Filler, schema: dict[str, Any], place: str
) -> None:
    with pytest.raises(Invalid) as refused:
        filler.check(schema)
    assert refused.value.field == place


@pytest.mark.parametrize("filler", [MemoryFiller(), ChatFiller(None, "", None)])
def test_without_a_model_nothing_is_filled(filler: Filler) -> None:
    with pytest.raises(Invalid, match="no language model"):
        filler.check(SCHEMA)


async def test_the_model_hears_the_schema_the_page_and_its_key(
    chat: ChatFiller, model: Model
) -> None:
    model.says = [f"```json\n{msgspec.json.encode(LAMP).decode()}\n```"]
    assert await chat.fill("A lamp. " + "x" * 200_000, SCHEMA) == LAMP
    (heard,) = model.heard
    assert (heard["model"], heard["temperature"]) == ("small", 0)
    assert heard["response_format"]["json_schema"]["schema"] == SCHEMA
    assert heard["messages"][1]["content"].startswith("A lamp. ")
    assert len(heard["messages"][1]["content"]) == 100_000
    assert model.keys == ["Bearer secret-key"]


async def test_an_answer_in_parts_is_what_its_texts_say(chat: ChatFiller, model: Model) -> None:
    thought = {"type": "thinking", "thinking": [{"type": "text", "text": "{}"}]}
    texts = [{"type": "text", "text": LAMP_SAID[:9]}, {"type": "text", "text": LAMP_SAID[9:]}]
    model.says = [choice("stop", content=[thought, *texts])]
    assert await chat.fill("A lamp", SCHEMA) == LAMP


async def test_an_answer_that_does_not_fit_may_be_mended_once(
    chat: ChatFiller, model: Model
) -> None:
    model.says = ["I am sorry", LAMP]
    assert await chat.fill("A lamp", SCHEMA) == LAMP
    assert "no JSON object" in model.heard[1]["messages"][-1]["content"]


async def test_a_server_without_answers_of_a_form_is_asked_plainly(
    chat: ChatFiller, model: Model
) -> None:
    model.says = [400, LAMP]
    assert await chat.fill("A lamp", SCHEMA) == LAMP
    assert not {"response_format", "temperature"} & model.heard[1].keys()


@pytest.mark.parametrize(
    "said",
    [
        f"```JSON\n{LAMP_SAID}\n```",
        f"Here it is:\n\n```json\n{LAMP_SAID}\n```\nThe price is in {{euros}}.",
        f"<think>A lamp, so {{}}?</think>\n{LAMP_SAID}",
        f"It is {LAMP_SAID}, as asked.",
        f"```\n{LAMP_SAID}",
    ],
)
async def test_an_object_is_found_in_what_is_said_around_it(
    chat: ChatFiller, model: Model, said: str
) -> None:
    model.says = [said]
    assert await chat.fill("A lamp", SCHEMA) == LAMP


@pytest.mark.parametrize(
    ("error", "told"),
    [
        ({"message": "model 'small'\nnot found"}, "status 404: model 'small' not found"),
        ("no such model", "status 404: no such model"),
        ({"message": "x" * 500}, f"status 404: {'x' * 200}"),
        ({"message": "secret-key is no key"}, "status 404: … is no key"),
        ({"message": None}, "status 404"),
        (None, "status 404"),
    ],
)
async def test_why_a_server_refuses_is_told(
    chat: ChatFiller, model: Model, error: object, told: str
) -> None:
    model.says = [Refusal(404, error)]
    with pytest.raises(Unavailable) as refused:
        await chat.fill("A lamp", SCHEMA)
    assert str(refused.value) == f"the language model answers with {told}"


def choice(reason: str, **said: object) -> bytes:
    """Give an answer that ends for a reason."""
    message = {"role": "assistant", **said}
    return msgspec.json.encode({"choices": [{"finish_reason": reason, "message": message}]})


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([choice("stop", content=None, refusal="I will not\nread it")], "refuses: I will not read"),
        ([choice("stop", content=[{"type": "refusal", "refusal": "I will not"}])], "I will not"),
        ([choice("stop", content=None)], "in a form that is none"),
        ([choice("stop", content=[{"type": "thinking"}])], "in a form that is none"),
        ([choice("length", content='{"name": "La')] * 2, "it was cut off"),
        ([{"name": 5}] * 2, "5 is not of type 'string'"),
        ([404], "status 404"),
    ],
)
async def test_what_a_model_would_only_say_again_is_asked_for_much_later(
    chat: ChatFiller, model: Model, said: list[Any], told: str
) -> None:
    model.says = [*said]
    with pytest.raises(Unavailable, match=told) as refused:
        await chat.fill("A lamp", SCHEMA)
    assert refused.value.retry_after > PATIENCE_SECONDS
    assert model.says == []


@pytest.mark.parametrize("said", [[500], [302], [b"{}"], [b"x" * 2_000_000], ["no", "no"], [429]])
async def test_what_is_no_answer_is_unavailable(
    chat: ChatFiller, model: Model, said: list[Any]
) -> None:
    model.says = said
    with pytest.raises(Unavailable):
        await chat.fill("A lamp", SCHEMA)
    assert model.says == []


async def test_a_model_that_cannot_be_reached_is_unavailable() -> None:
    filler = ChatFiller("http://127.0.0.1:9/v1", "small", None)
    with pytest.raises(Unavailable, match="cannot be reached"):
        await filler.fill("A lamp", SCHEMA)
    await filler.aclose()
