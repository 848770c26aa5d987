"""A page of the book by its headings, as plain lines: lists, tables and paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assessment.errors import BermaknaError
from assessment.handbook.numbers import in_words, number_named
from assessment.handbook.outline import Directive, Mark, Outline, read_outline
from assessment.i18n import _
from assessment.materials.lines import Line, Run

# A number that comes from data, as it stands before its name: {count}`sections unit`.
ROLE = re.compile(r"\{(count|figure)\}$")


@dataclass(frozen=True)
class Chapter:
    """What stands under a heading, up to the next one."""

    paragraphs: tuple[Line, ...]
    entries: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


class BookPage:
    """One page of the book; raises ``BermaknaError`` that names the file and what it lacks."""

    def __init__(self, root: Path, name: str) -> None:
        self.name = name
        try:
            self._outline: Outline = read_outline(root / name)
        except FileNotFoundError as error:
            raise BermaknaError(_("{file}: this page is missing").format(file=name)) from error

    def chapter(self, heading: str) -> Chapter:
        """Return what stands under a heading, which is given with its marks: ``## Bahan``."""
        found = self.headings(re.escape(heading))
        if not found:
            message = _("{file}: this heading is missing: {wanted}")
            raise BermaknaError(message.format(file=self.name, wanted=heading))
        return self.below(found[0])

    def headings(self, pattern: str) -> list[Mark]:
        """Return the headings that a pattern matches as a whole."""
        return [mark for mark in self._outline.headings if re.fullmatch(pattern, mark.text)]

    def below(self, heading: Mark) -> Chapter:
        """Return what stands under one of the headings."""
        return _read("\n".join(self._outline.below(heading)))

    def directive(self, name: str, after: str = "") -> Directive:
        """Return the last directive of a name and an argument; the page must have it."""
        for found in reversed(self._outline.directives):
            if found.name == name and found.arguments.startswith(after):
                return found
        message = _("{file}: this directive is missing: {wanted}")
        raise BermaknaError(message.format(file=self.name, wanted=f"{name} {after}".strip()))


def _read(text: str) -> Chapter:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    paragraphs, entries = [], []
    rows: list[list[Line]] = []
    inside: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            inside.append(token.type)
        elif token.nesting < 0:
            inside.pop()
        if token.type == "tr_open":
            rows.append([])
        if token.type != "inline":
            continue
        if rows and "tr_open" in inside:
            rows[-1].append(plain(token))
        elif "list_item_open" in inside:
            entries.append(plain(token))
        else:
            paragraphs.append(plain(token))
    return Chapter(tuple(paragraphs), tuple(entries), tuple(map(tuple, rows)))


def plain(token: Token) -> Line:
    """Return the text of a paragraph or cell: links are their words, numbers are filled in."""
    return _joined(_runs(token.children or []))


def _runs(children: list[Token]) -> Iterator[Run]:
    strong, role = False, ""
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("softbreak", "hardbreak"):
            yield Run(" ", strong)
        elif child.type == "code_inline" and role:
            yield Run(_number(role, child.content), strong)
        elif child.type in ("text", "code_inline"):
            found = ROLE.search(child.content)
            role = found[1] if found else ""
            yield Run(ROLE.sub("", child.content), strong)


def _number(role: str, name: str) -> str:
    number = number_named(name)
    return in_words(number) if role == "count" else str(number)


def _joined(runs: Iterator[Run]) -> Line:
    """Join neighbours that look the same, and leave out what is empty."""
    parts: list[Run] = []
    for run in runs:
        if parts and parts[-1].strong == run.strong:
            parts[-1] = Run(parts[-1].text + run.text, run.strong)
        elif run.text:
            parts.append(run)
    return tuple(parts)
