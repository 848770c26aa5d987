"""Links from one page of the book to the pages of sections and items, in running text."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.addnodes import pending_xref

from assessment.standard import Item, Section, Standard

Inline = nodes.Node | str


def line(*parts: Inline) -> nodes.paragraph:
    """Return a paragraph of texts and inline nodes."""
    inline = (nodes.Text(part) if isinstance(part, str) else part for part in parts)
    return nodes.paragraph("", "", *inline)


def page_link(text: str, page: str, docname: str) -> pending_xref:
    """Return a link that Sphinx resolves from the page ``docname``; it reports a missing page."""
    return pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="doc",
        reftarget=f"/{page}",
        refdoc=docname,
        refexplicit=True,
        refwarn=True,
    )


def section_link(section: Section, docname: str) -> pending_xref:
    """Return a link that reads ``P2 Keseimbangan kecepatan dan ketepatan``."""
    return page_link(f"{section.id} {section.title}", section.page, docname)


def item_links(items: Iterable[Item], pages: dict[str, str], docname: str) -> list[Inline]:
    """Return links that read ``P1-1``, with commas between them; ``pages`` is by item id."""
    parts: list[Inline] = []
    for item in items:
        parts += [", "] if parts else []
        parts.append(page_link(item.id, pages[item.id], docname))
    return parts


def pages_of_items(standards: Iterable[Standard]) -> dict[str, str]:
    """Return the page that teaches each item, by the item's id."""
    return {
        item.id: section.page
        for standard in standards
        for section in standard.sections
        for item in section.items
    }
