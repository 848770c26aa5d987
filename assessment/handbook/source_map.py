"""The directive ``{source-map}``: from the source text to pages and items, by the standards."""

from collections.abc import Iterator
from itertools import groupby

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from assessment.handbook.page_links import line, page_link, section_link
from assessment.handbook.page_tables import Cell, table
from assessment.i18n import _
from assessment.loading import STANDARDS, load_standard, standard_ids
from assessment.standard import Item, Section, Standard


class SourceMapDirective(SphinxDirective):
    """One table for the standard that the argument names, and the items the handbook added."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table, and the added items with their texts."""
        (name,) = self.arguments
        if name not in standard_ids():
            message = _("unknown standard; there are: {known}")
            raise self.severe(message.format(known=", ".join(standard_ids())))
        self.env.note_dependency(str(STANDARDS / f"{name}.yml"))
        return self._show(load_standard(name))

    def _show(self, standard: Standard) -> list[nodes.Node]:
        heads = (_("Part of the source text"), _("Page and items"))
        rows = [row for section in standard.sections for row in self._rows(section)]
        caption = _("From the source text to “{title}”").format(title=standard.title)
        shown: list[nodes.Node] = [table(caption, heads, rows)]
        if added := [entry for section in standard.sections for entry in self._added(section)]:
            shown += [line(_("Added by this handbook:")), nodes.bullet_list("", *added, bullet="-")]
        return shown

    def _rows(self, section: Section) -> Iterator[tuple[Cell, Cell]]:
        """Yield a row for each part of the text that the section's items come from."""
        for source, items in groupby(section.items, key=lambda item: item.source):
            page = line(section_link(section, self.env.docname))
            yield [line(_part(source))], [page, line(", ".join(map(_code, items)))]

    def _added(self, section: Section) -> Iterator[nodes.list_item]:
        for item in section.items:
            if item.added:
                link = page_link(item.id, section.page, self.env.docname)
                yield nodes.list_item("", line(link, f" {item.text}"))


def _part(source: str) -> str:
    """Name a part of the text: ``P3`` is a paragraph, ``B3`` one of the listed examples."""
    names = {"P": _("Paragraph {number}"), "B": _("Example {number}")}
    return names.get(source[0], source).format(number=source[1:])


def _code(item: Item) -> str:
    return _("{item} (added)").format(item=item.id) if item.added else item.id
