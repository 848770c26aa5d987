"""What a page of Markdown consists of, as far as its checks need it, with the line of each part."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


@dataclass(frozen=True)
class Mark:
    """A part of a page and the line it stands on: a heading or an image, as it is written."""

    text: str
    line: int


@dataclass(frozen=True)
class Directive:
    """A directive: ``{picture}``, its arguments joined by single spaces, and its content."""

    name: str
    arguments: str
    content: str
    line: int


@dataclass(frozen=True)
class Outline:
    """One page. ``headings`` are written with their marks: ``## Dasar``."""

    meta: dict[str, Any]
    headings: tuple[Mark, ...]
    directives: tuple[Directive, ...]
    images: tuple[Mark, ...]
    lines: tuple[str, ...]

    @property
    def reviewed(self) -> date | None:
        """The day of the last review, where the page names one, as a text.

        A bare date is none: Jupyter Book cannot keep it as the metadata of a notebook.
        """
        day = self.meta.get("reviewed")
        try:
            return date.fromisoformat(day) if isinstance(day, str) else None
        except ValueError:
            return None

    def below(self, heading: Mark) -> tuple[str, ...]:
        """Return the lines under a heading, up to the next one."""
        after = [mark.line for mark in self.headings if mark.line > heading.line]
        end = after[0] - 1 if after else len(self.lines)
        return self.lines[heading.line : end]


def read_outline(path: Path) -> Outline:
    """Read one page of Markdown."""
    text = path.read_text(encoding="utf-8")
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(colon_fence_plugin)
    tokens = parser.parse(text)
    return Outline(
        meta=_meta(tokens),
        headings=tuple(_headings(tokens)),
        directives=tuple(_directives(tokens)),
        images=tuple(_images(tokens)),
        lines=tuple(text.splitlines()),
    )


def _meta(tokens: list[Token]) -> dict[str, Any]:
    if not tokens or tokens[0].type != "front_matter":
        return {}
    try:
        found = yaml.safe_load(tokens[0].content)
    except yaml.YAMLError:
        return {}
    return found if isinstance(found, dict) else {}


def _headings(tokens: list[Token]) -> Iterator[Mark]:
    for token, inside in pairwise(tokens):
        if token.type == "heading_open":
            yield Mark(f"{'#' * int(token.tag[1])} {inside.content}", _line(token))


def _directives(tokens: list[Token]) -> Iterator[Directive]:
    for token in tokens:
        name, _space, arguments = token.info.strip().partition(" ")
        if token.type in ("fence", "colon_fence") and name.startswith("{"):
            yield Directive(name, " ".join(arguments.split()), token.content, _line(token))


def _images(tokens: list[Token]) -> Iterator[Mark]:
    for token in tokens:
        for inside in token.children or ():
            if inside.type == "image":
                yield Mark(f"![{inside.content}]({inside.attrs['src']})", _line(token))


def _line(token: Token) -> int:
    return token.map[0] + 1 if token.map else 0
