"""Whether the book's pages and the standards fit together, in both directions."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from assessment.errors import Problem
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.standard import Section, Standard

# The chapters of a section's page, the same on all of them.
HEADINGS = (
    "Mengapa penting",
    "Apa artinya",
    "Contoh",
    "Periksa diri",
    "Bukti yang dicari",
    "Dasar",
)
DIRECTIVE = "{checklist}"


@dataclass(frozen=True)
class Mark:
    """A heading (its text) or a checklist directive (its arguments), and the line it stands on."""

    text: str
    line: int


@dataclass(frozen=True)
class Outline:
    """What a page is checked for. ``length`` is its number of lines."""

    titles: tuple[Mark, ...]
    headings: tuple[Mark, ...]
    checklists: tuple[Mark, ...]
    length: int


def check_book(root: Path) -> list[Problem]:
    """Return what is wrong between all standards of the package and the book at ``root``."""
    standards = [load_standard(standard_id) for standard_id in standard_ids()]
    problems = [problem for standard in standards for problem in check_pages(standard, root)]
    return sorted({*problems, *_unknown_standards(root)})


def check_pages(standard: Standard, root: Path) -> list[Problem]:
    """Return what is wrong between one standard and the pages under ``root``/book.

    Every section's page has its title, its chapters and its checklist, and every checklist of
    the standard stands on the page of its section. Problems carry the page's path and line.
    """
    problems = [problem for part in standard.sections for problem in _page(standard, part, root)]
    return sorted([*problems, *_strays(standard, root)])


def outline(path: Path) -> Outline:
    """Read the headings and checklist directives of one page of Markdown."""
    text = path.read_text(encoding="utf-8")
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(colon_fence_plugin)
    tokens = parser.parse(text)
    return Outline(
        titles=tuple(_headings(tokens, "h1")),
        headings=tuple(_headings(tokens, "h2")),
        checklists=tuple(_checklists(tokens)),
        length=len(text.splitlines()),
    )


def _headings(tokens: list[Token], tag: str) -> Iterator[Mark]:
    for token, content in pairwise(tokens):
        if token.type == "heading_open" and token.tag == tag:
            yield Mark(content.content, _line(token))


def _checklists(tokens: list[Token]) -> Iterator[Mark]:
    for token in tokens:
        name, _space, arguments = token.info.strip().partition(" ")
        if token.type in ("fence", "colon_fence") and name == DIRECTIVE:
            yield Mark(" ".join(arguments.split()), _line(token))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0


def _page(standard: Standard, section: Section, root: Path) -> Iterator[Problem]:
    """Yield what is wrong on the page of one section."""
    name = f"{section.page}.md"
    if not (root / name).is_file():
        yield Problem(name, 0, section.id, _("this page is missing"))
        return
    page = outline(root / name)
    for line, message in (*_title(section, page), *_chapters(page), *_own(standard, section, page)):
        yield Problem(name, line, section.id, message)


def _title(section: Section, page: Outline) -> Iterator[tuple[int, str]]:
    wanted = f"{section.id} {section.title}"
    if not page.titles:
        yield 1, _("the title is missing: # {wanted}").format(wanted=wanted)
    elif page.titles[0].text != wanted:
        yield page.titles[0].line, _("the title must be: # {wanted}").format(wanted=wanted)
    for extra in page.titles[1:]:
        yield extra.line, _("a page has one title")


def _chapters(page: Outline) -> Iterator[tuple[int, str]]:
    """Yield the first place where the chapters leave their order; the rest follows from it."""
    for wanted, found in zip_longest(HEADINGS, page.headings):
        if found is None:
            yield page.length, _("this heading is missing: ## {wanted}").format(wanted=wanted)
        elif wanted is None:
            yield found.line, _("no heading belongs after: ## {last}").format(last=HEADINGS[-1])
        elif found.text != wanted:
            yield found.line, _("this heading must be: ## {wanted}").format(wanted=wanted)
        else:
            continue
        return


def _own(standard: Standard, section: Section, page: Outline) -> Iterator[tuple[int, str]]:
    wanted = f"{standard.id} {section.id}"
    found = [mark for mark in page.checklists if mark.text == wanted]
    if not found:
        message = _("the checklist is missing: {directive} {wanted}")
        yield page.length, message.format(directive=DIRECTIVE, wanted=wanted)
    for extra in found[1:]:
        yield extra.line, _("this checklist stands twice")


def _strays(standard: Standard, root: Path) -> Iterator[Problem]:
    """Yield the checklists of a standard that stand on a page of another section."""
    pages = {section.id: f"{section.page}.md" for section in standard.sections}
    for name, mark in _directives(root):
        standard_id, _space, section_id = mark.text.partition(" ")
        if standard_id != standard.id:
            continue
        place = f"{DIRECTIVE} {mark.text}"
        if section_id not in pages:
            message = _("no such section; there are: {known}").format(known=", ".join(pages))
            yield Problem(name, mark.line, place, message)
        elif pages[section_id] != name:
            message = _("belongs on the page {page}").format(page=pages[section_id])
            yield Problem(name, mark.line, place, message)


def _unknown_standards(root: Path) -> Iterator[Problem]:
    known = standard_ids()
    for name, mark in _directives(root):
        if mark.text.partition(" ")[0] not in known:
            message = _("unknown standard; there are: {known}").format(known=", ".join(known))
            yield Problem(name, mark.line, f"{DIRECTIVE} {mark.text}", message)


def _directives(root: Path) -> Iterator[tuple[str, Mark]]:
    """Yield every checklist directive of the book with the path of its page."""
    for path in sorted((root / "book").rglob("*.md")):
        for mark in outline(path).checklists:
            yield path.relative_to(root).as_posix(), mark
