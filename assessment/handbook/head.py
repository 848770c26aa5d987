"""What a page's frame says of it: its description, its part of the book, the mark, the version."""

from textwrap import shorten
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from assessment import __version__
from assessment.handbook.style import mark

# Search engines and messengers show about this many characters.
DESCRIPTION = 180


def frame_words(app: Sphinx, pagename: str, doctree: nodes.document | None) -> dict[str, Any]:
    """Return what the templates of the frame say of one page."""
    return {
        "description": description(doctree),
        "part": part_of(app, pagename),
        "mark": mark(),
        "book_version": __version__,
    }


def description(doctree: nodes.document | None) -> str:
    """Return the first paragraph below the title, cut at a word; empty where there is none."""
    title = doctree and doctree.next_node(nodes.title)
    below = title.findall(nodes.paragraph, descend=False, siblings=True) if title else ()
    first = next((line for line in below if "bm-meta" not in line["classes"]), None)
    return shorten(first.astext(), DESCRIPTION, placeholder=" …") if first else ""


def part_of(app: Sphinx, pagename: str) -> str:
    """Return the caption under which _toc.yml lists a page; empty for one that it does not."""
    parts = app.env.external_site_map.root.subtrees if hasattr(app.env, "external_site_map") else ()
    return next((part.caption or "" for part in parts if pagename in part.files()), "")
