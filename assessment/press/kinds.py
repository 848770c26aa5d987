"""What the elements of a page are on paper: the kinds that the template of the book knows."""

from collections.abc import Container

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
INLINE = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "code": "code", "kbd": "code",
    "sup": "sup", "sub": "sub",
}  # fmt: skip
BLOCKS = {
    "p": "paragraph", "ul": "list", "ol": "steps", "li": "group", "blockquote": "quote",
    "figure": "chart", "figcaption": "caption", "summary": "caption",
}  # fmt: skip

# Blocks whose class says more than their name.
MARKED = {
    "bm-meta": "meta", "admonition-title": "caption", "admonition": "note", "bm-picture": "figure",
    "bm-sheet": "sheet",
}  # fmt: skip


def kind_of(name: str, classes: Container[str]) -> str:
    """Return the kind of a block; none for one that only groups others."""
    for mark, kind in MARKED.items():
        if mark in classes:
            return kind
    return BLOCKS.get(name, "")
