"""The line under a page's title: when it was last reviewed, and how long it takes to read."""

from datetime import date
from math import ceil

from babel.dates import format_date
from docutils import nodes
from sphinx.application import Sphinx

from assessment.handbook.directives import ChecklistForm
from assessment.i18n import _, language

# An unhurried reader's pace for plain prose; the checklist, filled in at leisure, is not counted.
WORDS_A_MINUTE = 180
UNREAD = (ChecklistForm, nodes.raw, nodes.literal_block, nodes.comment)


def add_page_meta(app: Sphinx, doctree: nodes.document) -> None:
    """Put the line under the title of a page that says when it was reviewed."""
    reviewed = app.env.metadata[app.env.docname].get("reviewed")
    title = doctree.next_node(nodes.title)
    if not reviewed or title is None:
        return
    words = _("Reviewed on {day} · about {minutes} minutes to read").format(
        day=format_date(date.fromisoformat(str(reviewed)), "d MMMM y", locale=language()),
        minutes=minutes_to_read(doctree),
    )
    title.parent.insert(
        title.parent.index(title) + 1, nodes.paragraph("", words, classes=["bm-meta"])
    )


def minutes_to_read(tree: nodes.Element) -> int:
    """Return the minutes that the prose of a page takes, rounded up."""
    return max(1, ceil(sum(_words(tree)) / WORDS_A_MINUTE))


def _words(node: nodes.Element) -> list[int]:
    counts = []
    for child in node.children:
        if isinstance(child, nodes.Text):
            counts.append(len(child.astext().split()))
        elif isinstance(child, nodes.Element) and not isinstance(child, UNREAD):
            counts += _words(child)
    return counts
