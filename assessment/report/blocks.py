"""What a report is built of: parts with blocks, which the page and the print both set."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assessment.charts import Chart

Look = Literal["plain", "strong", "muted", "warm"]


@dataclass(frozen=True)
class Line:
    """One line of a cell, how it looks, and what stands behind it in small print."""

    text: str
    look: Look = "plain"
    aside: str = ""


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Words:
    """Paragraphs."""

    lines: tuple[Line, ...]
    kind: Literal["words"] = "words"


@dataclass(frozen=True)
class Result:
    """The result in large letters, and what it means."""

    text: str
    meaning: str
    kind: Literal["result"] = "result"


@dataclass(frozen=True)
class Facts:
    """Names and what stands for them."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Heading:
    """The heading of a section within a part."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Table:
    """A table: ``widths`` are shares of the page; the first cell of a row is its heading.

    A table right below its heading needs no ``caption``.
    """

    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True, eq=False)
class Pictures:
    """Charts, or a chart and a table, that stand side by side where there is room."""

    charts: tuple[Chart, ...]
    table: Table | None = None
    kind: Literal["pictures"] = "pictures"


@dataclass(frozen=True)
class Steps:
    """The derivation of some numbers, line by line."""

    title: str
    lines: tuple[str, ...]
    kind: Literal["steps"] = "steps"


@dataclass(frozen=True)
class Cards:
    """Texts of the same rank, each on a card of its own."""

    texts: tuple[str, ...]
    kind: Literal["cards"] = "cards"


Block = Words | Result | Facts | Heading | Table | Pictures | Steps | Cards


@dataclass(frozen=True)
class Part:
    """A part of the report; ``fresh`` parts begin a page."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    fresh: bool = False


def plain(text: str, look: Look = "plain") -> Cell:
    """Return a cell of one line; an empty text is a dash."""
    return (Line(text or "–", look if text else "muted"),)


def words(*texts: str, look: Look = "plain") -> Words:
    """Return paragraphs of one look, without the empty ones."""
    return Words(tuple(Line(text, look) for text in texts if text))


def lines(texts: Sequence[str], look: Look = "plain") -> Cell:
    """Return a cell of several lines, without the empty ones."""
    return tuple(Line(text, look) for text in texts if text)
