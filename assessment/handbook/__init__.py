"""The Sphinx extension that makes the handbook out of the pages and the standards."""

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from assessment import __version__
from assessment.errors import ProblemsError
from assessment.handbook import directives, lean, linking, outputs, page_meta, search_ranks, words
from assessment.handbook.crosswalk_tables import CrosswalkDirective
from assessment.handbook.law_pages import LawsDirective
from assessment.handbook.numbers import NumberRole
from assessment.handbook.pages import check_book
from assessment.handbook.picture import PictureDirective
from assessment.handbook.report_page import REPORT, ReportCard, ReportCardDirective
from assessment.handbook.source_map import SourceMapDirective
from assessment.handbook.stemming import SearchIndonesian

TEMPLATES = Path(__file__).parent / "templates"


class HandbookError(SphinxError):
    """The pages and the standards do not fit together."""

    category = "Bermakna"


def refuse_wrong_pages(app: Sphinx) -> None:
    """Stop before anything is built when a page does not fit its standard."""
    if problems := check_book(Path(app.srcdir)):
        raise HandbookError(f"\n{ProblemsError(problems)}")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives, the words, and what keeps the pages light."""
    app.add_node(
        directives.ChecklistForm,
        html=directives.FORM,
        epub=directives.LIST,
        latex=directives.LIST,
        text=directives.LIST,
    )
    app.add_node(
        ReportCard,
        html=REPORT,
        epub=directives.LIST,
        latex=directives.LIST,
        text=directives.LIST,
    )
    app.add_directive("checklist", directives.ChecklistDirective)
    app.add_directive("evidence", directives.EvidenceDirective)
    app.add_directive("basis", directives.BasisDirective)
    app.add_directive("laws", LawsDirective)
    app.add_directive("crosswalk", CrosswalkDirective)
    app.add_directive("source-map", SourceMapDirective)
    app.add_directive("report-card", ReportCardDirective)
    app.add_directive("picture", PictureDirective)
    app.add_role("count", NumberRole(in_words=True))
    app.add_role("figure", NumberRole(in_words=False))
    app.add_search_language(SearchIndonesian)
    words.put_our_words_first(app)
    # Before the themes' own folders, so that our templates win.
    # (A new list: the one that is there may be Sphinx's default, shared by all builds.)
    app.config.templates_path = [str(TEMPLATES), *app.config.templates_path]
    app.connect("builder-inited", refuse_wrong_pages)
    app.connect("builder-inited", lean.write_static_files)
    app.connect("doctree-read", page_meta.add_page_meta)
    app.connect("doctree-resolved", outputs.empty_no_header)
    app.connect("doctree-resolved", linking.link_first_uses)
    app.connect("doctree-resolved", search_ranks.count_words)
    app.connect("html-collect-pages", search_ranks.write_ranks)
    app.connect("html-collect-pages", lean.add_start_page)
    # After the extensions that add scripts and styles to a page.
    app.connect("html-page-context", lean.choose_files, priority=900)
    app.connect("build-finished", lean.delete_unused_files, priority=900)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
