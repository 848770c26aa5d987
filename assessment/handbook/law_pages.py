"""The directive ``{laws}``: regulations in full, each with its anchor, its articles and items."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from assessment.handbook.citations import CHECK_THE_TEXT, cite_article
from assessment.handbook.page_links import Inline, item_links, line, pages_of_items
from assessment.i18n import _
from assessment.laws import Article, Certainty, Law
from assessment.loading import LAWS_FILE, STANDARDS, load_laws, load_standard, standard_ids
from assessment.standard import Item, Standard


class LawsDirective(SphinxDirective):
    """The regulations whose ids stand in its content, as chapters of the page."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a chapter for each regulation; its id is the HTML anchor."""
        laws = load_laws().root
        wanted = " ".join(self.content).split()
        for unknown in (law for law in wanted if law not in laws):
            raise self.severe(_("law {law} is not in laws.yml").format(law=unknown))
        self.standards = units_first(map(load_standard, standard_ids()))
        for file in (LAWS_FILE, *(STANDARDS / f"{name}.yml" for name in standard_ids())):
            self.env.note_dependency(str(file))
        return [self._chapter(law_id, laws[law_id]) for law_id in wanted]

    def _chapter(self, law_id: str, law: Law) -> nodes.section:
        if law_id in self.state.document.ids:
            raise self.severe(_("{key} stands twice").format(key=law_id))
        title = nodes.title("", law.short)
        chapter = nodes.section("", title, ids=[law_id], names=[law_id])
        chapter += line(nodes.strong("", law.name), f" tentang {law.about}")
        chapter += _facts(law)
        chapter += self._grounds(law_id, law)
        # The name lets other pages refer to it.
        self.state.document.note_explicit_target(chapter, chapter)
        return chapter

    def _grounds(self, law_id: str, law: Law) -> Iterable[nodes.Node]:
        """Yield the articles with their items, and the items that name no article."""
        articles = [self._article(law_id, key, article) for key, article in law.articles.items()]
        if articles:
            yield nodes.bullet_list("", *articles, bullet="-")
        cited = self._items(law_id, None)
        if cited:
            yield line(_("Items that name no article:"), " ", *cited)
        elif not any(self._items(law_id, key) for key in law.articles):
            yield line(_("No item rests on this regulation; it is listed for orientation."))

    def _article(self, law_id: str, key: str, article: Article) -> nodes.list_item:
        standing = line(
            nodes.strong("", cite_article(key)),
            f": {article.about} ({certainty_words(article.certainty)})",
        )
        items = self._items(law_id, key)
        rest = [line(_("Items:"), " ", *items)] if items else []
        return nodes.list_item("", standing, *rest)

    def _items(self, law_id: str, article: str | None) -> list[Inline]:
        found = items_resting_on(self.standards, law_id, article)
        return item_links(found, pages_of_items(self.standards), self.env.docname)


def units_first(standards: Iterable[Standard]) -> list[Standard]:
    """Return standards in the order of the book: principles of a unit, then a person's habits."""
    return sorted(standards, key=lambda standard: standard.respondent != "unit")


def items_resting_on(standards: Iterable[Standard], law_id: str, article: str | None) -> list[Item]:
    """Return the items that cite an article of a law; ``None``: the law as a whole."""
    return [
        item
        for standard in standards
        for item in standard.items
        if any((cited.law, cited.article) == (law_id, article) for cited in item.laws)
    ]


def certainty_words(certainty: Certainty) -> str:
    """Say how sure the handbook is of a regulation or an article."""
    words = {
        "verified": _("compared"),
        "secondary": _("from a secondary source"),
        "memory": _("still to be compared; {advice}").format(advice=CHECK_THE_TEXT),
    }
    return words[certainty]


def _facts(law: Law) -> nodes.definition_list:
    """Return standing, certainty and note, each under its name."""
    entries = {
        _("Standing"): law.status,
        _("Certainty"): certainty_words(law.certainty),
        _("Note"): law.note,
    }
    return nodes.definition_list(
        "", *(_fact(name, text) for name, text in entries.items() if text is not None)
    )


def _fact(name: str, text: str) -> nodes.definition_list_item:
    return nodes.definition_list_item("", nodes.term("", name), nodes.definition("", line(text)))
