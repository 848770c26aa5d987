"""What a built page loads: our script where there is a checklist, and nothing it does not need.

Jupyter Book gives every page everything; a first visit over a slow line then waits for 800 KB.
The templates of this folder leave out what the themes write into every page by themselves.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from assessment.checklist.assets import page_script, stylesheet
from assessment.handbook import search_ranks, style
from assessment.handbook.directives import ChecklistForm
from assessment.handbook.head import frame_words
from assessment.handbook.report_page import ReportCard
from assessment.handbook.words import search_page_script
from assessment.report_card.assets import report_script, report_stylesheet

CHECKLIST_TAG = "<bermakna-checklist"

# Loaded by the search page alone: the others show a field that leads there.
SEARCH_ONLY = ("doctools.js", "sphinx_highlight.js")

# What ours stands in the place of: the words of Sphinx's search page (search-page.js), the styles
# of Sphinx and the themes (handbook.css), and a script that moves margin notes, which no page has.
REPLACED = ("translations.js", "basic.css", "sphinx-book-theme.")

# Styles of code and of notebook cells.
CODE_ONLY = ("pygments.css", "mystnb.")

# Nobody loads these: source maps, and what only the scripts and styles left out would use.
UNUSED = (
    "*.map",
    "*.LICENSE.txt",
    "*webpack-macros.html",
    "scripts/fontawesome.js",
    "scripts/bootstrap.js",
    "scripts/sphinx-book-theme.js",
    "translations.js",
    "basic.css",
    "styles",
    "file.png",
    "minus.png",
    "plus.png",
    "vendor",
    "locales",
    "images",
)


def write_static_files(app: Sphinx) -> None:
    """Write the script, the stylesheet and the words of this build where Sphinx copies them."""
    if app.builder.format != "html":
        return
    folder = Path(app.doctreedir) / "handbook"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    contents = {
        "bermakna.js": page_script(),
        "bermakna.css": stylesheet(),
        "rapor.js": report_script(),
        "rapor.css": report_stylesheet(),
        "handbook.css": style.stylesheet(),
        "search-page.js": search_page_script(app.config.language),
    }
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="utf-8")
    for picture in style.PICTURES:
        shutil.copy(picture, folder)
    app.config.html_static_path = [*app.config.html_static_path, str(folder)]


def add_start_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Add index.html, which leads to the first page of the book."""
    yield "index", {"first_page": app.config.root_doc}, "start.html"


def choose_files(
    app: Sphinx,
    pagename: str,
    _templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Give a page the words, styles and scripts that it needs, and take away the others."""
    context.update(frame_words(app, pagename, doctree))
    app.add_css_file("handbook.css", priority=800)
    app.add_js_file("scripts/pydata-sphinx-theme.js", loading_method="defer")
    if has_checklist(doctree):
        app.add_css_file("bermakna.css", priority=810)
        # Not "defer": that would wait for every other script of the page.
        app.add_js_file("bermakna.js", loading_method="async")
    if doctree is not None and any(doctree.findall(ReportCard)):
        app.add_css_file("bermakna.css", priority=810)
        app.add_css_file("rapor.css", priority=820)
        app.add_js_file("rapor.js", loading_method="async")
    unneeded: tuple[str, ...] = REPLACED
    if pagename == "search":
        app.add_js_file("search-page.js")
        app.add_js_file(search_ranks.SCRIPT)
    else:
        unneeded += SEARCH_ONLY
    if not has_code(doctree):
        unneeded += CODE_ONLY
    for kind in ("script_files", "css_files"):
        context[kind][:] = [file for file in context[kind] if _is_needed(file, unneeded)]


def has_checklist(doctree: nodes.document | None) -> bool:
    """Tell whether a page shows a checklist: by a directive, or as the output of a notebook."""
    if doctree is None:
        return False
    outputs = (node.astext() for node in doctree.findall(nodes.raw))
    forms = doctree.findall(ChecklistForm)
    return any(True for _form in forms) or any(CHECKLIST_TAG in text for text in outputs)


def has_code(doctree: nodes.document | None) -> bool:
    """Tell whether a page shows code or the cells of a notebook."""
    if doctree is None:
        return False
    return any(
        isinstance(node, nodes.literal_block) or "cell" in node.get("classes", ())
        for node in doctree.findall(nodes.Element)
    )


def _is_needed(file: object, unneeded: tuple[str, ...]) -> bool:
    """Drop what is not needed, and the state of widgets, which no script of ours reads."""
    attributes = getattr(file, "attributes", {})
    if "widget-state" in attributes.get("type", ""):
        return False
    name = str(getattr(file, "filename", file) or "").rpartition("/")[2]
    return not name.startswith(unneeded)


def delete_unused_files(app: Sphinx, exception: Exception | None) -> None:
    """Delete from the built site the pages that left the book, and what no page loads."""
    if exception is not None or app.builder.format != "html":
        return
    site = Path(app.outdir)
    names = {*app.env.found_docs, "index", "search"}
    pages = {site / f"{name}.html" for name in names}
    for path in [*site.rglob("*.html"), *_unused(site / "_static")]:
        if path.is_dir():
            shutil.rmtree(path)
        elif path not in pages:
            path.unlink(missing_ok=True)


def _unused(static: Path) -> list[Path]:
    return [path for pattern in UNUSED for path in static.rglob(pattern)]
