"""A page as a file of an EPUB: XHTML without scripts, and links between the files."""

import copy
from collections.abc import Container

from bs4 import Tag

from assessment.press.pages import PICTURE, Page
from assessment.press.places import resolve

KEPT = {
    "id", "class", "href", "src", "alt", "colspan", "rowspan", "scope", "start", "lang",
}  # fmt: skip
# A form without its script is a list to read, with boxes that a pen or the eye can tick.
PLAIN = {
    "bermakna-checklist": "div",
    "fieldset": "div",
    "legend": "p",
    "details": "div",
    "summary": "p",
}


def file_name(page_name: str) -> str:
    """Return the name of a page's file: ``book-prinsip-p1.xhtml``."""
    return page_name.replace("/", "-") + ".xhtml"


def picture_name(page: Page, source: str) -> str:
    """Return the name of the file of one of the page's pictures."""
    return f"{page.name.replace('/', '-')}-{source.removeprefix(PICTURE)}"


def body_of(page: Page, places: Container[str]) -> str:
    """Return the content of a page as well-formed XHTML."""
    body = copy.copy(page.body)
    for choices in body.select(".bm-choices"):
        choices.name = "ul"
    for choice in body.select(".bm-choice"):
        _number(choice)
    for table in body.find_all("table"):
        table.wrap(Tag(name="div", attrs={"class": "table"}))
    for element in body.find_all(PLAIN):
        element.name = PLAIN[element.name]
    for link in body.find_all("a"):
        _lead(link, page, places)
    for image in body.find_all("img"):
        image["src"] = picture_name(page, str(image["src"]))
    for element in body.select("*"):
        element.attrs = {name: value for name, value in element.attrs.items() if name in KEPT}
    return body.decode_contents(formatter="minimal").strip()


def _number(choice: Tag) -> None:
    """Make a choice an entry of a list; the number of a level is what the score is made of."""
    choice.name = "li"
    level = str(choice.get("data-choice", ""))
    if level.isdigit() and choice.strong:
        choice.strong.insert(0, f"{level} ")


def _lead(link: Tag, page: Page, places: Container[str]) -> None:
    """Let a link lead into the book, or make it plain text where its place is not in it."""
    address = str(link.get("href", ""))
    if ":" in address.partition("/")[0]:
        return
    place = resolve(page.name, address)
    if place not in places:
        link.unwrap()
        return
    name, mark, fragment = place.partition("#")
    link["href"] = f"{file_name(name)}{mark}{fragment}"
