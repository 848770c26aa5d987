"""The directives by which a page shows its section: ``{checklist}``, ``{evidence}``, ``{basis}``.

Each takes a standard and a section, and stands on the page that the section names.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxDirective, SphinxTranslator
from sphinx.writers.html5 import HTML5Translator

from assessment.checklist.form import render_form
from assessment.errors import BermaknaError
from assessment.handbook.citations import CitedLaw, cited_laws
from assessment.i18n import _
from assessment.loading import LAWS_FILE, STANDARDS, load_laws, load_standard
from assessment.standard import Item, Section, Standard


class ChecklistForm(nodes.General, nodes.Element):
    """The form in ``html``; the children say the same as a list, for search and other builders."""


class SectionDirective(SphinxDirective, ABC):
    """What the three have in common: finding the section, and saying what is wrong."""

    required_arguments = 2
    standard: Standard

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the section that the arguments name."""
        standard_id, section_id = self.arguments
        try:
            self.standard = load_standard(standard_id)
            section = self.standard.section(section_id)
        except (BermaknaError, KeyError) as error:
            raise self.severe(error.args[0]) from error
        if section.page != self.env.docname:
            message = _("{section} belongs on the page {page}")
            raise self.severe(message.format(section=section_id, page=f"{section.page}.md"))
        for file in (STANDARDS / f"{standard_id}.yml", LAWS_FILE):
            self.env.note_dependency(str(file))
        return self.show(section)

    @abstractmethod
    def show(self, section: Section) -> list[nodes.Node]:
        """Return the nodes of one section."""


class ChecklistDirective(SectionDirective):
    """The checklist of the section."""

    def show(self, section: Section) -> list[nodes.Node]:
        """Return the form, with the plain list inside it."""
        items = [[_named(item), _conditions(self.standard, item)] for item in section.items]
        return [ChecklistForm("", _bullets(items), html=render_form(self.standard, section.id))]


class EvidenceDirective(SectionDirective):
    """Examples of evidence, item by item."""

    def show(self, section: Section) -> list[nodes.Node]:
        """Return a definition list: the code of an item, and its examples."""
        entries = [_examples(item) for item in section.items]
        return [nodes.definition_list("", *entries)]


class BasisDirective(SectionDirective):
    """The laws that the section's items rest on, and the items this book has added."""

    def show(self, section: Section) -> list[nodes.Node]:
        """Return a list of laws, each with its articles, and a paragraph on added items."""
        laws = _bullets(_law(law) for law in cited_laws(section.items, load_laws()))
        added = ", ".join(item.id for item in section.items if item.added)
        if not added:
            return [laws]
        message = _("Added by this handbook, not in the source text: {items}.")
        return [laws, _line(message.format(items=added))]


def _law(law: CitedLaw) -> list[nodes.Node]:
    standing = "; ".join(filter(None, (law.status, law.remark)))
    name = _line(nodes.strong("", law.short), f" tentang {law.about} ({standing})")
    articles = [
        f"{article.name}: {article.about}" + (f" ({article.remark})" if article.remark else "")
        for article in law.articles
    ]
    return [name, _lines(articles)] if articles else [name]


def _named(item: Item) -> nodes.paragraph:
    return _line(nodes.strong("", item.id), f" {item.text}")


def _conditions(standard: Standard, item: Item) -> nodes.bullet_list:
    """Say what each level of an item looks like, and what its highest level asks for."""
    own = item.levels or {}
    levels = [
        f"{level.label}: {own.get(level.level, level.description)}"
        for level in standard.scales[item.scale]
    ]
    return _lines([*levels, *item.criteria])


def _examples(item: Item) -> nodes.definition_list_item:
    term = nodes.term("", "", nodes.strong("", item.id))
    return nodes.definition_list_item("", term, nodes.definition("", _lines(item.evidence)))


def _lines(texts: Iterable[object]) -> nodes.bullet_list:
    return _bullets([_line(str(text))] for text in texts)


def _bullets(entries: Iterable[Iterable[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list("", *(nodes.list_item("", *entry) for entry in entries), bullet="-")


def _line(*parts: nodes.Node | str) -> nodes.paragraph:
    inline = (nodes.Text(part) if isinstance(part, str) else part for part in parts)
    return nodes.paragraph("", "", *inline)


def visit_form(translator: HTML5Translator, node: ChecklistForm) -> None:
    """Write the form into a page of HTML, in place of the list."""
    translator.body.append(node["html"])
    raise nodes.SkipNode


def visit_list(_translator: SphinxTranslator, _node: ChecklistForm) -> None:
    """Let the list stand, for builders that have no use for a form."""


def depart_list(_translator: SphinxTranslator, _node: ChecklistForm) -> None:
    """Leave the list."""


FORM = (visit_form, depart_list)
LIST = (visit_list, depart_list)
