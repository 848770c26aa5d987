"""Whether the book's pages and the standards fit together, in both directions."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from assessment.errors import Problem
from assessment.handbook.outline import Directive, Outline, read_outline
from assessment.handbook.policies import check_policies
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.standard import Section, Standard

# The chapters of a section's page, the same on all of them.
HEADINGS = (
    "## Mengapa penting",
    "## Apa artinya",
    "### Di loket",
    "### Lewat telepon",
    "### Secara daring",
    "### Keberatan yang biasa muncul",
    "## Contoh",
    "### Sebelum",
    "### Sesudah",
    "### Pertanyaan untuk tim",
    "## Periksa diri",
    "## Bukti yang dicari",
    "## Dasar",
)
QUESTIONS, HOW_MANY_QUESTIONS = "### Pertanyaan untuk tim", 3
CHECKLIST, PICTURE = "{checklist}", "{picture}"


def check_book(root: Path) -> list[Problem]:
    """Return what is wrong on the pages at ``root``, and between them and all standards."""
    standards = [load_standard(standard_id) for standard_id in standard_ids()]
    problems = [problem for standard in standards for problem in check_pages(standard, root)]
    return sorted({*problems, *_unknown_standards(root), *check_policies(root)})


def check_pages(standard: Standard, root: Path) -> list[Problem]:
    """Return what is wrong between one standard and the pages under ``root``/book.

    Every section's page has its title, its chapters, a picture and its checklist, and every
    checklist of the standard stands on the page of its section. Problems carry the page's path
    and line.
    """
    problems = [problem for part in standard.sections for problem in _page(standard, part, root)]
    return sorted([*problems, *_strays(standard, root)])


def _page(standard: Standard, section: Section, root: Path) -> Iterator[Problem]:
    """Yield what is wrong on the page of one section."""
    name = f"{section.page}.md"
    if not (root / name).is_file():
        yield Problem(name, 0, section.id, _("this page is missing"))
        return
    page = read_outline(root / name)
    found = (*_title(section, page), *_chapters(page), *_questions(page), *_parts(page))
    for line, message in (*found, *_own(standard, section, page)):
        yield Problem(name, line, section.id, message)


def _title(section: Section, page: Outline) -> Iterator[tuple[int, str]]:
    wanted = f"# {section.id} {section.title}"
    titles = [mark for mark in page.headings if mark.text.startswith("# ")]
    if not titles:
        yield 1, _("the title is missing: {wanted}").format(wanted=wanted)
    elif titles[0].text != wanted:
        yield titles[0].line, _("the title must be: {wanted}").format(wanted=wanted)
    for extra in titles[1:]:
        yield extra.line, _("a page has one title")


def _chapters(page: Outline) -> Iterator[tuple[int, str]]:
    """Yield the first place where the chapters leave their order; the rest follows from it."""
    found_headings = [mark for mark in page.headings if not mark.text.startswith("# ")]
    for wanted, found in zip_longest(HEADINGS, found_headings):
        if found is None:
            message = _("this heading is missing: {wanted}")
            yield len(page.lines), message.format(wanted=wanted)
        elif wanted is None:
            yield found.line, _("no heading belongs after: {last}").format(last=HEADINGS[-1])
        elif found.text != wanted:
            yield found.line, _("this heading must be: {wanted}").format(wanted=wanted)
        else:
            continue
        return


def _questions(page: Outline) -> Iterator[tuple[int, str]]:
    for heading in (mark for mark in page.headings if mark.text == QUESTIONS):
        found = [line for line in page.below(heading) if re.match(r"\d+\. ", line)]
        if len(found) != HOW_MANY_QUESTIONS:
            message = _("{found} questions; there must be {wanted}, in a numbered list")
            yield heading.line, message.format(found=len(found), wanted=HOW_MANY_QUESTIONS)


def _parts(page: Outline) -> Iterator[tuple[int, str]]:
    if PICTURE not in {directive.name for directive in page.directives}:
        yield len(page.lines), _("the picture is missing: {directive}").format(directive=PICTURE)


def _own(standard: Standard, section: Section, page: Outline) -> Iterator[tuple[int, str]]:
    wanted = f"{standard.id} {section.id}"
    found = [mark for mark in _checklists(page) if mark.arguments == wanted]
    if not found:
        message = _("the checklist is missing: {directive} {wanted}")
        yield len(page.lines), message.format(directive=CHECKLIST, wanted=wanted)
    for extra in found[1:]:
        yield extra.line, _("this checklist stands twice")


def _checklists(page: Outline) -> list[Directive]:
    return [directive for directive in page.directives if directive.name == CHECKLIST]


def _strays(standard: Standard, root: Path) -> Iterator[Problem]:
    """Yield the checklists of a standard that stand on a page of another section."""
    pages = {section.id: f"{section.page}.md" for section in standard.sections}
    for name, mark in _all_checklists(root):
        standard_id, _space, section_id = mark.arguments.partition(" ")
        if standard_id != standard.id:
            continue
        place = f"{CHECKLIST} {mark.arguments}"
        if section_id not in pages:
            message = _("no such section; there are: {known}").format(known=", ".join(pages))
            yield Problem(name, mark.line, place, message)
        elif pages[section_id] != name:
            message = _("belongs on the page {page}").format(page=pages[section_id])
            yield Problem(name, mark.line, place, message)


def _unknown_standards(root: Path) -> Iterator[Problem]:
    known = standard_ids()
    for name, mark in _all_checklists(root):
        if mark.arguments.partition(" ")[0] not in known:
            message = _("unknown standard; there are: {known}").format(known=", ".join(known))
            yield Problem(name, mark.line, f"{CHECKLIST} {mark.arguments}", message)


def _all_checklists(root: Path) -> Iterator[tuple[str, Directive]]:
    """Yield every checklist directive of the book with the path of its page."""
    for path in sorted((root / "book").rglob("*.md")):
        for mark in _checklists(read_outline(path)):
            yield path.relative_to(root).as_posix(), mark
