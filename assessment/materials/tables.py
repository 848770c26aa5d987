"""Tables on slides: parted over as many slides as their rows need."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assessment.materials.grid import EMU
from assessment.materials.layouts import layouts
from assessment.materials.lines import Line, line
from assessment.materials.measuring import height_of
from assessment.materials.slides import Deck
from assessment.materials.texts import describe, numbered, set_text

# What a cell keeps free beside and above its text.
BESIDE, ABOVE = 8, 8
NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
RULE = (
    '<a:{side} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" w="9525">'
    '<a:solidFill><a:schemeClr val="accent6"/></a:solidFill></a:{side}>'
)


@dataclass(frozen=True)
class SlideTable:
    """A table: what it shows, its columns with their widths in points, and its rows."""

    alt: str
    heads: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


def add_table(deck: Deck, title: str, table: SlideTable, notes: Sequence[Line] = ()) -> None:
    """Add slides with the rows of a table."""
    place = layouts()["table"].places[1]
    parts, size = _parts(table, place.sizes, place.box.height)
    for at, rows in enumerate(parts):
        slide = deck.add("table", numbered(title, at), notes)
        frame = slide.media().insert_table(len(rows) + 1, len(table.heads))
        _fill(frame, table, rows, size)
        frame.left, frame.top, frame.width, _height = place.box.emu()
        describe(frame, table.alt)


def _parts(
    table: SlideTable, sizes: Sequence[float], height: float
) -> tuple[list[list[tuple[str, ...]]], float]:
    """Return the rows of each slide in the largest letters that need one slide only."""
    for size in sizes:
        if sum(_row_height(table, row, size) for row in (table.heads, *table.rows)) <= height:
            return [list(table.rows)], size
    size = sizes[0]
    parts: list[list[tuple[str, ...]]] = [[]]
    for row in table.rows:
        whole = (table.heads, *parts[-1], row)
        if parts[-1] and sum(_row_height(table, each, size) for each in whole) > height:
            parts.append([])
        parts[-1].append(row)
    return parts, size


def _row_height(table: SlideTable, row: Sequence[str], size: float) -> float:
    cells = zip(row, table.widths, strict=True)
    return max(height_of([line(text)], size, width - 2 * BESIDE) for text, width in cells) + (
        2 * ABOVE
    )


def _fill(frame: Any, table: SlideTable, rows: Sequence[Sequence[str]], size: float) -> None:
    native = frame.table
    native.horz_banding = False
    native._tbl.tblPr.xpath("a:tableStyleId")[0].text = NO_STYLE  # noqa: SLF001, no other way
    for column, width in zip(native.columns, table.widths, strict=True):
        column.width = round(width * EMU)
    for row, texts in zip(native.rows, (table.heads, *rows), strict=True):
        row.height = round(_row_height(table, texts, size) * EMU)
        for cell, text in zip(row.cells, texts, strict=True):
            _cell(cell, text, size, head=texts is table.heads)


def _cell(cell: Any, text: str, size: float, *, head: bool) -> None:
    from pptx.enum.dml import MSO_THEME_COLOR
    from pptx.enum.text import MSO_ANCHOR
    from pptx.oxml import parse_xml

    cell.margin_left = cell.margin_right = BESIDE * EMU
    cell.margin_top = cell.margin_bottom = ABOVE * EMU
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    set_text(cell.text_frame, [line(text, strong=head)], size)
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001, borders have no other way
    properties.append(parse_xml(RULE.format(side="lnB")))
    if head:
        cell.fill.solid()
        cell.fill.fore_color.theme_color = MSO_THEME_COLOR.ACCENT_5
    else:
        cell.fill.background()
