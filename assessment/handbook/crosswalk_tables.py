"""The directive ``{crosswalk}``: a crosswalk as two tables, from sections and from elements."""

from collections.abc import Sequence

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from assessment.crosswalks import Crosswalk, Element, Link
from assessment.errors import BermaknaError
from assessment.handbook.page_links import Inline, line, page_link, section_link
from assessment.handbook.page_tables import Cell, table
from assessment.i18n import _
from assessment.loading import (
    CROSSWALKS_FILE,
    STANDARDS,
    load_crosswalks,
    load_standard,
    standard_ids,
)
from assessment.standard import Section


class CrosswalkDirective(SphinxDirective):
    """Both ways through one crosswalk: section to elements, element to sections."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the two tables of the crosswalk that the argument names."""
        try:
            crosswalks = load_crosswalks().root
        except BermaknaError as error:
            raise self.severe(str(error)) from error
        (name,) = self.arguments
        if name not in crosswalks:
            message = _("no crosswalk {name}; there are: {known}")
            raise self.severe(message.format(name=name, known=", ".join(crosswalks)))
        for file in (CROSSWALKS_FILE, *(STANDARDS / f"{name}.yml" for name in standard_ids())):
            self.env.note_dependency(str(file))
        crosswalk = crosswalks[name]
        return [self._from_sections(crosswalk), self._from_elements(crosswalk)]

    def _from_sections(self, crosswalk: Crosswalk) -> nodes.table:
        heads = (_("Section"), crosswalk.element)
        names = {key: element.name for key, element in crosswalk.elements.items()}
        rows = (
            ([line(self._page(section))], _entries([names[x.to] + _aspect(x) for x in links]))
            for section, links in crosswalk.links.items()
        )
        return table(_("{title}: by section").format(title=crosswalk.title), heads, rows)

    def _from_elements(self, crosswalk: Crosswalk) -> nodes.table:
        heads = (crosswalk.element, _("Section"))
        rows = (
            (
                [line(element.name)],
                [*_about(element), self._sections(crosswalk, key), *_gap(element)],
            )
            for key, element in crosswalk.elements.items()
        )
        caption = _("{title}: by {element}").format(
            title=crosswalk.title, element=crosswalk.element.lower()
        )
        return table(caption, heads, rows)

    def _sections(self, crosswalk: Crosswalk, element: str) -> nodes.paragraph:
        """Return one line of section codes: their titles stand in the first table."""
        parts: list[Inline] = []
        for section, link in crosswalk.sections_of(element):
            page = page_link(section, _sections()[section].page, self.env.docname)
            parts += [*([", "] if parts else []), page, _aspect(link)]
        return line(*(parts or [_("not matched")]))

    def _page(self, section_id: str) -> nodes.Node:
        return section_link(_sections()[section_id], self.env.docname)


def _sections() -> dict[str, Section]:
    standards = map(load_standard, standard_ids())
    return {section.id: section for standard in standards for section in standard.sections}


def _entries(texts: Sequence[str]) -> Cell:
    """Return a list, a plain line for one entry, or the words for none."""
    if not texts:
        return [line(_("not matched"))]
    if len(texts) == 1:
        return [line(*texts)]
    entries = (nodes.list_item("", line(text)) for text in texts)
    return [nodes.bullet_list("", *entries, bullet="-")]


def _aspect(link: Link) -> str:
    return f" ({link.aspect})" if link.aspect else ""


def _about(element: Element) -> Cell:
    return [line(nodes.emphasis("", element.about))] if element.about else []


def _gap(element: Element) -> Cell:
    if element.gap is None:
        return []
    return [line(nodes.strong("", _("Not covered:")), f" {element.gap}")]
