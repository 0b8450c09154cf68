"""What is known before any page was seen: more of this speaks for content, more of that against.

Few pages teach a forest of single articles much that holds for these alone; in what it is told here
it cannot be misled by them (monotone constraints).
"""

OWN_PLACES = ("own body in", "own tight 0.6", "own tight 0.85")
OWN = (*OWN_PLACES, "own body share")  # asked of articles alone: threads are made of replies
FOR = (
    "words", "stops", "stop share", "comma share", "function share", "ended", "prose",
    "prose around", "words in 7", "words in 21", "levels to related", "levels to comment",
    "levels to side", "levels to navigation", "levels to bottom", "levels to form",
    *(f"long share {level}" for level in range(5)), *(f"block words {level}" for level in range(4)),
    "since foreign", *OWN_PLACES,
)  # fmt: skip
AGAINST = (
    "link share", "links", "digit share", "offer", "legal", "price", "repeated", "levels to root",
    "levels to content", "link share in 7", "link share in 21", "group item links",
    "group item images", "foreign heading", "foreign before",
    *(f"link share {level}" for level in range(7)),
    *(
        f"marked {name}"
        for name in (
            "related", "comment", "side", "navigation", "form", "social", "consent", "advert",
            "modal", "bottom", "paging", "filter", "cart", "tag", "tools", "button", "<aside>",
            "<navigation>", "<bottom>", "<form>", "<dialog>", "<button>",
        )
    ),
)  # fmt: skip
UNDECIDED = (
    "tag 0", "tag 1", "words before", "share 2", "share 3", "heading distance", "title before",
    "words from title", "number from end", "stops +1", "stops -1", "words +1", "words -1",
    "words +2", "link share +1", "link share -1", "same parent +1", "same parent -1",
    "marked <heading>", "marked <item>", "marked <table>", "marked <figure>", "marked byline",
    "marked title", "own body share",
)  # fmt: skip
ARTICLE_MEASURES = FOR + AGAINST + UNDECIDED


def constraint(name: str) -> int:
    """Give 1 for a measure that speaks for content, -1 for one that speaks against, else 0."""
    return (name in FOR) - (name in AGAINST)
