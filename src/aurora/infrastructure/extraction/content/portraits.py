"""Pictures among the posts of a thread that stand in no text."""

from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.visible import TOP
from aurora.infrastructure.extraction.parsed import ParsedPage


def portraits(page: ParsedPage, postings: Postings) -> frozenset[int]:
    """Give the pictures among the posts and in no text: of people, and of what can be done."""
    elements = {node: number for number, node in enumerate(postings.visible.shape.nodes)}
    beside = set[int]()
    for picture in page.tree.css("img"):
        above = picture.parent
        while above is not None and above.mem_id not in elements:
            above = above.parent
        element = elements[above.mem_id] if above else TOP
        among = postings.elements[0] <= element < postings.bottom
        if among and not postings.bodies[postings.places_of[element]]:
            beside.add(picture.mem_id)
    return frozenset(beside)
