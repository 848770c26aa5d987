"""What every page of the book keeps to, whatever it is about.

A page says when it was reviewed; what it names (items, laws, pictures) exists; it needs no other
host; and a section's page is neither a leaflet nor a treatise.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from assessment.errors import Problem
from assessment.handbook.outline import Outline, read_outline
from assessment.i18n import _
from assessment.loading import load_laws, load_standard, standard_ids

ITEM = re.compile(r"\b[PB]\d+-\d+\b")
# How regulations are named: "UU 25/2009", "PermenPANRB 14/2017", "SE MenPANRB 20/2021".
LAW = re.compile(
    r"\b(?:UU|PP|Perpres|Keppres|Inpres|Permen\w+|Kepmen\w+|Pedoman(?: \w+)+|Peraturan \w+|SE \w+)"
    r" \d+[A-Z]?/\d{4}\b"
)
ELSEWHERE = re.compile(r"(?<![\w/])(?:https?:)?//[\w.-]+\.\w+")
# Numbers that the standards or the method hold; ``numbers.py`` has their names.
TYPED_NUMBER = re.compile(
    r"\b(?:sembilan|9) (?:prinsip|praktik|bagian)\b|\b(?:39|40) butir\b|\bkurang dari (?:lima|5)\b"
    r"|\b(?:lima|5) (?:orang|penilai|jawaban) atau lebih\b|\b(?:dua|2) tingkat atau lebih\b"
    r"|\b(?:lima|5) kesenjangan\b|\b(?:tiga|3) komitmen\b",
    re.IGNORECASE,
)
WORDS_OF_A_SECTION = range(700, 1_201)

Finding = tuple[int, str]


def check_policies(root: Path) -> list[Problem]:
    """Return what is wrong on the pages under ``root``/book, with their lines."""
    section_pages = {
        f"{part.page}.md" for name in standard_ids() for part in load_standard(name).sections
    }
    rules: list[Callable[[Outline], Iterator[Finding]]] = [
        _review, _items, _laws, _numbers, _hosts, _images,
    ]  # fmt: skip
    problems = []
    for path in sorted((root / "book").rglob("*.md")):
        name, page = path.relative_to(root).as_posix(), read_outline(path)
        found = [finding for rule in rules for finding in rule(page)]
        if name in section_pages:
            found += _length(page)
        problems += [Problem(name, line, "", message) for line, message in found]
    return sorted(problems)


def _review(page: Outline) -> Iterator[Finding]:
    today = datetime.now(UTC).date()
    if page.reviewed is None:
        yield 1, _('the day of the last review is missing: reviewed: "2026-01-31" between two ---')
    elif page.reviewed > today:
        message = _("reviewed on {day}, a day that has not come yet")
        yield 1, message.format(day=page.reviewed.isoformat())


def _items(page: Outline) -> Iterator[Finding]:
    known = {item.id for name in standard_ids() for item in load_standard(name).items}
    for line, item in _named(page, ITEM):
        if item not in known:
            yield line, _("{item}: unknown item.").format(item=item)


def _laws(page: Outline) -> Iterator[Finding]:
    shorts = [law.short for law in load_laws().root.values()]
    known = {*shorts, *(part for short in shorts for part in LAW.findall(short))}
    for line, law in _named(page, LAW):
        if law not in known:
            yield line, _("law {law} is not in laws.yml").format(law=law)


def _numbers(page: Outline) -> Iterator[Finding]:
    for line, words in _named(page, TYPED_NUMBER):
        message = _("“{words}”: this number comes from data; write it with {{count}} or {{figure}}")
        yield line, message.format(words=words)


def _hosts(page: Outline) -> Iterator[Finding]:
    for line, host in _named(page, ELSEWHERE):
        message = _("{host}: a page links to no other host, so that it never needs one")
        yield line, message.format(host=host)


def _images(page: Outline) -> Iterator[Finding]:
    for image in page.images:
        if image.text.startswith("![]"):
            yield image.line, _("a picture needs a text that says what it shows")


def _length(page: Outline) -> Iterator[Finding]:
    words = sum(len(line.split()) for line in page.lines)
    if words not in WORDS_OF_A_SECTION:
        message = _("{words} words; a section's page has {low} to {high}")
        low, high = WORDS_OF_A_SECTION[0], WORDS_OF_A_SECTION[-1]
        yield 1, message.format(words=words, low=low, high=high)


def _named(page: Outline, pattern: re.Pattern[str]) -> Iterator[Finding]:
    for number, line in enumerate(page.lines, start=1):
        for found in pattern.finditer(line):
            yield number, found.group()
