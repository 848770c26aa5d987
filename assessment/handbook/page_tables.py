"""Tables of a page, with a caption and with headers for columns and rows."""

from collections.abc import Iterable, Sequence

from docutils import nodes

Cell = Sequence[nodes.Node]


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> nodes.table:
    """Return a table; the first cell of each row is its header."""
    columns = [nodes.colspec(colwidth=1, stub=place == 0) for place in range(len(heads))]
    head = nodes.thead("", _row([[nodes.paragraph("", text)] for text in heads]))
    body = nodes.tbody("", *(_row(row) for row in rows))
    group = nodes.tgroup("", *columns, head, body, cols=len(heads))
    return nodes.table("", nodes.title("", caption), group)


def _row(cells: Sequence[Cell]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))
