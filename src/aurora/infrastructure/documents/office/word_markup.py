"""What elements of WordprocessingML say in their attributes."""

from lxml import etree


def value(element: etree._Element, name: str) -> str:
    """Give an attribute of the vocabulary that its element is of."""
    return element.get(f"{{{etree.QName(element).namespace}}}{name}", "")


def told(element: etree._Element, path: str) -> str:
    """Give the value of an element within, nothing where there is none."""
    found = element.find("/".join(f"{{*}}{name}" for name in path.split("/")))
    return "" if found is None else value(found, "val")
