"""Links that nobody writes: a term leads to the glossary and a law to its entry, at first use.

A page says the word; the build finds it. So no first use is forgotten, and no link goes stale.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.nodes import make_refnode

from assessment.handbook.directives import ChecklistForm
from assessment.loading import load_laws

GLOSSARY = "book/rujukan/glosarium"
LAW_PAGE = "book/rujukan/dasar-hukum"

# Where no link may stand: inside another one, in a title, in code, in a form.
CLOSED = (
    ChecklistForm,
    nodes.caption,
    nodes.literal,
    nodes.literal_block,
    nodes.raw,
    nodes.reference,
    nodes.term,
    nodes.title,
)


@dataclass(frozen=True)
class Target:
    """Where a word leads: a page, an anchor on it, what it is about, and the class of the link.

    Names of one thing are about the same: a short form after the long one gets no second link.
    """

    page: str
    anchor: str
    about: str
    kind: str


def link_first_uses(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Link the first use of every term and every law on one page."""
    targets = {name: to for name, to in all_targets(app).items() if to.page != page}
    if not targets:
        return
    pattern = _any_of(targets)
    linked = {_anchor(reference) for reference in doctree.findall(nodes.reference)}
    used = {to.about for to in targets.values() if to.anchor in linked}
    for text in list(_open_texts(doctree)):
        parts = list(_parts(app, page, text.astext(), pattern, targets, used))
        if len(parts) > 1:
            text.parent.replace(text, parts)


def all_targets(app: Sphinx) -> dict[str, Target]:
    """Return what can be linked, by its name in lower case."""
    found: dict[str, Target] = {}
    docs = app.env.found_docs
    if GLOSSARY in docs:
        for entry in app.env.get_doctree(GLOSSARY).findall(nodes.definition_list_item):
            names = [term for term in entry.children if isinstance(term, nodes.term)]
            for term in names:
                target = Target(GLOSSARY, term["ids"][0], names[0]["ids"][0], "bm-term")
                found[term.astext().lower()] = target
    if LAW_PAGE in docs:
        for law_id, law in load_laws().root.items():
            for name in (law.short, law.name):
                found[name.lower()] = Target(LAW_PAGE, law_id, law_id, "bm-law")
    return found


def _any_of(targets: dict[str, Target]) -> re.Pattern[str]:
    """Return a pattern that finds whole names, the longest where several begin alike."""
    names = "|".join(re.escape(name) for name in sorted(targets, key=len, reverse=True))
    return re.compile(rf"(?<![\w/-])(?:{names})(?![\w/-])", re.IGNORECASE)


def _anchor(reference: nodes.Element) -> str:
    return str(reference.get("refid") or reference.get("refuri", "").partition("#")[2])


def _open_texts(node: nodes.Element) -> Iterator[nodes.Text]:
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child
        elif isinstance(child, nodes.Element) and not isinstance(child, CLOSED):
            yield from _open_texts(child)


def _parts(
    app: Sphinx,
    page: str,
    text: str,
    pattern: re.Pattern[str],
    targets: dict[str, Target],
    used: set[str],
) -> Iterator[nodes.Node]:
    """Cut a text at the names that are met for the first time, and make them links."""
    start = 0
    for found in pattern.finditer(text):
        to = targets[found.group().lower()]
        if to.about in used:
            continue
        used.add(to.about)
        yield nodes.Text(text[start : found.start()])
        shown = nodes.inline("", found.group())
        link = make_refnode(app.builder, page, to.page, to.anchor, shown)
        link["classes"].append(to.kind)
        yield link
        start = found.end()
    yield nodes.Text(text[start:])
