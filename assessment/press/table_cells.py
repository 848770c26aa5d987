"""Tables of a page as rows of cells, with the widths that their texts ask for."""

import re
from collections.abc import Callable
from math import sqrt
from typing import Any

from bs4 import Tag

# A column whose texts are shorter on the whole is as wide as its longest word.
SHORT = 14
# So short a text stays on one line there: Paragraf 1, Mulai terbentuk.
WHOLE = 16
# A table of short columns with no more letters in all needs no counting.
NARROW = 70
# A table of more columns is set in smaller letters, closer together.
MANY = 6
# How wide a letter is, and what a cell has around its text, in em; the latter closer together.
LETTER, AROUND, CLOSE = 0.55, 1.2, 0.7
# The share that the columns to write in have together.
BLANK = 9.0


def table(element: Tag, inside: Callable[[Tag], list[Any]]) -> dict[str, Any]:
    """Return caption, widths, head and rows of a table; ``inside`` reads a cell.

    A negative width is one in em, a positive one is a share of what is left, and a column of
    width 0 takes what its texts need. ``blank`` tells of a table to write in, ``boxed`` of one
    whose cells are boxes, ``wide`` of one with many columns.
    """
    caption = element.find("caption")
    rows = [row for row in element.find_all("tr") if row.find(["td", "th"])]
    heads = [row for row in rows if row.find_parent("thead")]
    columns = _columns(rows)
    blank = [_is_blank(column[len(heads) :]) for column in columns]
    return {
        "blank": any(blank),
        "boxed": "bm-write" in element.get_attribute_list("class"),
        "wide": len(columns) > MANY,
        "caption": inside(caption) if isinstance(caption, Tag) else [],
        "widths": _given(element) or _widths(columns, blank),
        "head": [_cells(row, inside) for row in heads],
        "rows": [_cells(row, inside) for row in rows if row not in heads],
    }


def _cells(row: Tag, inside: Callable[[Tag], list[Any]]) -> list[dict[str, Any]]:
    return [
        {
            "content": inside(cell),
            "columns": int(str(cell.get("colspan", "1"))),
            "rows": int(str(cell.get("rowspan", "1"))),
            "head": cell.name == "th",
            "right": "text-right" in cell.get_attribute_list("class"),
        }
        for cell in row.find_all(["td", "th"])
    ]


def _columns(rows: list[Tag]) -> list[list[str]]:
    texts = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])] for row in rows
    ]
    count = max(map(len, texts), default=0)
    return [[row[at] for row in texts if len(row) == count] for at in range(count)]


def _is_blank(texts: list[str]) -> bool:
    """Tell whether the cells below the head hold nothing but a line to write on."""
    return bool(texts) and not any(text.strip("_") for text in texts)


def _given(element: Tag) -> list[float]:
    """Return the shares that the author gave the columns, if any."""
    styles = [str(column.get("style", "")) for column in element.find_all("col")]
    return [float(found[0]) for style in styles if (found := re.search(r"[\d.]+", style))]


def _widths(columns: list[list[str]], blank: list[bool]) -> list[float]:
    if not any(blank) and sum(max(map(len, column)) for column in columns) <= NARROW:
        return [0.0] * len(columns)
    room = BLANK / max(sum(blank), 1)
    around = CLOSE if len(columns) > MANY else AROUND
    return [
        room if empty else _width(texts, around)
        for texts, empty in zip(columns, blank, strict=True)
    ]


def _width(texts: list[str], around: float) -> float:
    """Weigh a column of long texts by the root of their length; the others need their words."""
    usual = sum(map(len, texts)) / len(texts)
    if usual > SHORT:
        return sqrt(usual)
    _head, *below = texts
    words = [word for text in texts for word in text.split()]
    longest = max(map(len, [*words, *(text for text in below if len(text) <= WHOLE)]), default=0)
    return -(longest * LETTER + around)
