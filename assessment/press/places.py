"""Places of the book that links lead to: ``book/prinsip/p1`` and ``book/prinsip/p1#dasar``."""

import posixpath
from collections.abc import Iterable

from assessment.press.pages import Page


def targets(pages: Iterable[Page]) -> set[str]:
    """Return all places that there are in these pages."""
    found = set()
    for page in pages:
        found.add(page.name)
        found.update(f"{page.name}#{place['id']}" for place in page.body.select("[id]"))
    return found


def resolve(page: str, address: str) -> str:
    """Return the place that an address of a page leads to."""
    path, _mark, place = address.partition("#")
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    name = name.removesuffix(".html")
    return f"{name}#{place}" if place else name
