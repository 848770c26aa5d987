"""One page of Markdown made into HTML with a directive of ours, among bare pages of sections."""

from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace

from assessment.loading import load_standard, standard_ids

PAGE = "book/rujukan/halaman"


@dataclass(frozen=True)
class Made:
    """What became of the page: its HTML, and what was reported."""

    html: str
    reported: str


def make_page(root: Path, text: str, name: str, directive: type[Directive]) -> Made:
    """Build ``text`` as the page ``PAGE`` of a book at ``root``; the pages it links to exist."""
    for page, content in ((PAGE, text), *_bare_pages()):
        path = root / f"{page}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    reported = StringIO()
    with docutils_namespace():
        app = Sphinx(
            srcdir=root,
            confdir=None,
            outdir=root / "out",
            doctreedir=root / "doctrees",
            buildername="html",
            confoverrides={"extensions": ["myst_parser"], "root_doc": PAGE, "html_theme": "basic"},
            status=None,
            warning=reported,
        )
        app.add_directive(name, directive)
        app.build()
    html = (root / "out" / f"{PAGE}.html").read_text(encoding="utf-8")
    body = html[html.index('<div class="body"') : html.index('<div class="clearer"')]
    return Made(body, strip_colors(reported.getvalue()))


def _bare_pages() -> Iterator[tuple[str, str]]:
    for name in standard_ids():
        for section in load_standard(name).sections:
            yield section.page, f"---\norphan: true\n---\n\n# {section.id} {section.title}\n"


class Tables(HTMLParser):
    """The tables of a page: captions, and rows of cells as texts without line ends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.captions: list[str] = []
        self.rows: list[list[str]] = []
        self.row_headers: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Begin a caption, a row or a cell."""
        if tag == "caption":
            self.captions.append("")
        elif tag == "tr":
            self.rows.append([])
        elif tag in ("th", "td"):
            self.rows[-1].append("")
        if tag in ("caption", "th", "td"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a caption or a cell."""
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()
            if tag == "th" and len(self.rows[-1]) == 1:
                self.row_headers.append(self.rows[-1][0])

    def handle_data(self, data: str) -> None:
        """Keep a piece of text with its caption or cell."""
        if not self._inside:
            return
        texts = self.captions if self._inside[-1] == "caption" else self.rows[-1]
        texts[-1] = " ".join(f"{texts[-1]} {data}".split())
