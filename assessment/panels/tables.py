"""Frames as the tables of an app."""

import html
import re
from collections.abc import Iterable

import pandas as pd

from assessment.panels.parts import sentence

# A column is given room for its texts, for so many letters at most; the table scrolls instead.
ROOM = 20

# What most cells of a column of numbers hold: ``1.234``, ``+0,6``, ``29,0 %``.
NUMBER = re.compile(r"[+−]?\d[\d.,]*( %)?")
# A cell without anything, which says nothing of its column.
NONE = "–"


def table(frame: pd.DataFrame, empty: str, name: str) -> str:
    """Return a frame as a table called ``name``, or the sentence ``empty`` without rows.

    Numbers stand under each other by their last digits.
    """
    if frame.empty:
        return sentence(empty)
    columns = [frame.iloc[:, place].astype(str).tolist() for place in range(frame.shape[1])]
    looks = [_look(texts) for texts in columns]
    head = _row("th", map(str, frame.columns), looks)
    body = "".join(_row("td", row, looks) for row in zip(*columns, strict=True))
    # It scrolls by itself, so that the keyboard must reach it.
    label = html.escape(name, quote=True)
    shown = f"<table><thead>{head}</thead><tbody>{body}</tbody></table>"
    return f'<div class="bm-scroll" tabindex="0" role="group" aria-label="{label}">{shown}</div>'


def _look(texts: list[str]) -> str:
    """Return the attributes of a column's cells."""
    told = [text for text in texts if text != NONE]
    if 2 * sum(map(bool, map(NUMBER.fullmatch, told))) > len(told):
        return ' class="bm-number"'
    return f' style="min-width: {min(max(map(len, texts)), ROOM)}ch"'


def _row(tag: str, texts: Iterable[str], looks: list[str]) -> str:
    cells = (
        f"<{tag}{look}>{html.escape(text)}</{tag}>" for text, look in zip(texts, looks, strict=True)
    )
    return f"<tr>{''.join(cells)}</tr>"
