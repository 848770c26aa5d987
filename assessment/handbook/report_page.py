"""The directive of the page that gathers what its reader has ticked: ``{report-card}``."""

from functools import partial

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from assessment.i18n import _
from assessment.loading import LAWS_FILE, STANDARDS, load_standard
from assessment.report_card import form


class ReportCard(nodes.General, nodes.Element):
    """The report card in a page of HTML; the children say to other builders where it is."""


class ReportCardDirective(SphinxDirective):
    """The report card; it takes no argument."""

    def run(self) -> list[nodes.Node]:
        """Return the node, and let the page follow the files of the standards."""
        for file in (*(STANDARDS / f"{name}.yml" for name in form.STANDARDS), LAWS_FILE):
            self.env.note_dependency(str(file))
        elsewhere = _("The report card works on this page of the handbook in a browser.")
        return [ReportCard("", nodes.paragraph("", elsewhere))]


def visit_report(translator: HTML5Translator, _node: ReportCard) -> None:
    """Write the report card, its links as the builder makes them."""
    builder = translator.builder
    address = partial(builder.get_relative_uri, builder.current_docname)
    standards = [load_standard(name) for name in form.STANDARDS]
    translator.body.append(form.render_report(standards, address))
    raise nodes.SkipNode


def depart_report(_translator: HTML5Translator, _node: ReportCard) -> None:
    """Leave the report card."""


REPORT = (visit_report, depart_report)
