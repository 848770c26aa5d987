"""A page as plain data for the templates: nested nodes with a kind, their content, their texts."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import Tag
from bs4.element import NavigableString, PreformattedString

from assessment.press.kinds import HEADINGS, INLINE, kind_of
from assessment.press.pages import PICTURE, Page
from assessment.press.places import resolve
from assessment.press.table_cells import table

Node = str | dict[str, Any]

# The longest code of an item: P1-5.
CODE = 5
# Up to so many letters, a name stands beside its meaning, not above it.
SHORT_NAME = 12
# What HTML takes for one blank; fixed and wide blanks are the author's, and are kept.
BLANKS = re.compile(r"[ \t\r\n\f]+")


def content(page: Page, places: set[str]) -> list[Node]:
    """Return the content of a page; a link to a place that is not in the book becomes its text."""
    return _Reader(page, places).inside(page.body)


class _Reader:
    """Reads one page; knows where its links start from and where they can lead."""

    def __init__(self, page: Page, places: set[str]) -> None:
        self.page = page
        self.places = places

    def inside(self, element: Tag) -> list[Node]:
        """Return the nodes of an element's children, without the blanks that only indent them."""
        nodes = list(self._children(element))
        if any(isinstance(node, dict) and node.get("block") for node in nodes):
            return [node for node in nodes if node != " "]
        return _trimmed(nodes)

    def _children(self, element: Tag) -> Iterator[Node]:
        for child in element.children:
            if isinstance(child, Tag):
                yield from self._element(child)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                yield BLANKS.sub(" ", child)

    def _element(self, element: Tag) -> Iterator[Node]:
        if element.get("id") and element.name != "section":
            yield {"kind": "place", "name": f"{self.page.name}#{element['id']}"}
        name = element.name
        if name in HEADINGS:
            yield self._heading(element)
        elif name == "a" and not element.img:
            yield self._link(element)
        elif name == "img":
            yield self._picture(element)
        elif name == "bermakna-checklist":
            yield from _checklists(element)
        elif name == "table":
            yield _block("table", **table(element, self.inside))
        elif name == "dl":
            yield self._terms(element)
        elif name == "pre":
            cell = element.find_parent(class_="cell_input") is not None
            yield _block("code-block", text=element.get_text().strip("\n"), cell=cell)
        elif name == "br":
            yield {"kind": "break"}
        else:
            yield from self._usual(element)

    def _usual(self, element: Tag) -> Iterator[Node]:
        """Return an element that only holds others."""
        name, classes = element.name, element.get_attribute_list("class")
        if name == "span":
            yield from self._children(element)
        elif name in ("a", "p") and element.img:
            # A picture stands by itself; on the page it is a link to its own file.
            yield from self.inside(element)
        elif name == "p" and element.br and not element.get_text(strip=True):
            yield _block("lines")
        elif name in INLINE:
            yield {"kind": INLINE[name], "content": [*self._children(element)]}
        elif kind := kind_of(name, classes):
            start = {"start": int(str(element.get("start", "1")))} if name == "ol" else {}
            yield _block(kind, content=self.inside(element), **start)
        else:
            yield from self.inside(element)

    def _heading(self, element: Tag) -> Node:
        level = HEADINGS.index(element.name) + 1
        section = element.parent
        named = section.get("id") if section and section.name == "section" else None
        name = self.page.name if level == 1 else f"{self.page.name}#{named}" if named else ""
        also = f"{self.page.name}#{named}" if level == 1 and named else ""
        return _block("heading", level=level, name=name, also=also, content=self.inside(element))

    def _link(self, element: Tag) -> Node:
        inside = list(self._children(element))
        address = str(element.get("href", ""))
        if ":" in address.partition("/")[0]:
            return {"kind": "web", "address": address, "content": inside}
        place = resolve(self.page.name, address)
        if place not in self.places:
            return {"kind": "text", "content": inside}
        # Of a page, a reader on paper wants the number; a code such as P1 finds it by itself.
        numbered = "#" not in place and len(element.get_text()) > CODE
        return {"kind": "link", "name": place, "content": inside, "numbered": numbered}

    def _terms(self, element: Tag) -> Node:
        """Read a list of definitions; short names stand beside what they mean."""
        names = element.find_all("dt")
        entries = [
            {"name": self._named(name), "meaning": self.inside(meaning)}
            for name in names
            if (meaning := name.find_next_sibling("dd"))
        ]
        short = all(len(name.get_text()) <= SHORT_NAME for name in names)
        return _block("terms", entries=entries, short=short)

    def _named(self, name: Tag) -> list[Node]:
        place = f"{self.page.name}#{name.get('id')}"
        return [
            *([{"kind": "place", "name": place}] if place in self.places else []),
            *self.inside(name),
        ]

    def _picture(self, element: Tag) -> Node:
        name, alt = str(element["src"]), str(element.get("alt", ""))
        number, _dot, suffix = name.removeprefix(PICTURE).partition(".")
        data = self.page.pictures[int(number)]
        drawn = suffix == "svg"
        return _block("picture", alt=alt, data=data.decode() if drawn else list(data))


def _checklists(element: Tag) -> Iterator[Node]:
    """Return a checklist by its names only: it is printed as a form, from the standard itself."""
    standard = json.loads(str(element["data-plan"]))["standard"]
    for section in element.select("[data-section]"):
        yield _block("checklist", standard=standard, section=section["data-section"])


def _block(kind: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "block": True, **more}


def _trimmed(nodes: list[Node]) -> list[Node]:
    if nodes and isinstance(nodes[0], str):
        nodes[0] = nodes[0].lstrip(" ")
    if nodes and isinstance(nodes[-1], str):
        nodes[-1] = nodes[-1].rstrip(" ")
    return [node for node in nodes if node != ""]
