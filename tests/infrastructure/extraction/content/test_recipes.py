"""What a page tells of a recipe is content, wherever it stands on the page."""

import json

import pytest
from tests.infrastructure.extraction.content.pages import LAKE

from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

TAKES = ["250 g of rye flour", "1½ cups of water", "2 tsp crème fraîche"]
STEPS = ["Stir flour & water until it is smooth.", "Bake for 40 minutes at 200 °C."]
STEPPED = [{"@type": "HowToStep", "text": step} for step in STEPS]
RECIPE = {"@type": "Recipe", "name": "Lake bread", "recipeIngredient": TAKES}
BESIDE = "".join(f"<div class=related><span>{line}</span></div>" for line in (*TAKES, *STEPS))
PROSE = "".join(f"<p>{sentence}</p>" for sentence in LAKE * 3)


def text(head: str, beside: str = BESIDE) -> str:
    menu = "".join(f"<li><a href=/{number}>Recipe {number}</a></li>" for number in range(9))
    html = (
        f"<title>Lake bread</title>{head}<nav><ul>{menu}</ul></nav>"
        f"<article><h1>Lake bread</h1>{PROSE}</article><aside>{beside}</aside>"
    )
    source = Source(
        content=html.encode(),
        content_type="text/html; charset=utf-8",
        url="https://a.example/bread",
    )
    return read(source, AdaUrls()).text


def linked(recipe: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(recipe)}</script>"


@pytest.mark.parametrize(
    "told",
    [
        STEPS,
        STEPPED,
        " ".join(STEPS),
        [{"@type": "HowToSection", "name": "Bread", "itemListElement": STEPPED}],
        "<ol><li>Stir flour &amp; water until it is SMOOTH</li><li>Bake for 40 minutes at 200&nbsp;"
        "°C.</li></ol>",
    ],
)
@pytest.mark.parametrize("graph", [False, True])
def test_a_recipe_that_is_told_of_is_kept(told: object, graph: bool) -> None:
    recipe = RECIPE | {"recipeInstructions": told}
    read = text(linked({"@graph": [recipe]} if graph else recipe))
    assert [line for line in (*TAKES, *STEPS) if line not in read] == []
    assert "Recipe 3" not in read


def test_a_recipe_in_microdata_is_kept() -> None:
    steps = "".join(f"<div itemprop=recipeInstructions>{step}</div>" for step in STEPS)
    read = text("", f"<div itemscope itemtype='https://schema.org/Recipe'>{steps}</div>")
    assert all(step in read for step in STEPS)


def test_what_is_told_of_something_else_is_not_kept_for_it() -> None:
    read = text(linked({"@type": "HowTo", "name": "Lake bread", "step": STEPPED}))
    assert not any(line in read for line in (*TAKES, *STEPS))
