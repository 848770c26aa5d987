"""The first sheet: what the workbook is, and how to read it."""

from collections.abc import Iterator, Sequence

from xlsxwriter.worksheet import Worksheet

from assessment import __version__
from assessment.exchange.workbook_cells import write_text
from assessment.exchange.workbook_heights import height
from assessment.i18n import _
from assessment.report.wording import print_day
from assessment.rollup_report.content import RollUpContent
from assessment.rollup_report.formats import Formats
from assessment.rollup_report.table import Table
from assessment.rollup_report.writing import set_up_page
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP
from assessment.wording import print_count

# Widths in letters of the two columns.
TERM, WORDS = 30, 96
Pair = tuple[str, str]


def title() -> str:
    """Return what the workbook is called."""
    return _("Roll-up of self-assessments")


def write_summary(
    sheet: Worksheet, formats: Formats, content: RollUpContent, tables: Sequence[Table]
) -> None:
    """Write the facts, how to read the figures, and what each sheet holds."""
    sheet.set_column(0, 0, TERM)
    sheet.set_column(1, 1, WORDS)
    sheet.hide_gridlines(2)
    sheet.set_row(0, 34)
    write_text(sheet, (0, 0), title(), formats, "guide title")
    row = _write_pairs(sheet, formats, 1, list(facts(content)))
    blocks = (
        (_("How to read it"), reading(content.rollup.standard)),
        (_("What each sheet holds"), _holds(tables)),
    )
    for heading, pairs in blocks:
        sheet.set_row(row + 1, 26)
        write_text(sheet, (row + 1, 0), heading, formats, "guide heading")
        row = _write_pairs(sheet, formats, row + 2, list(pairs))
    set_up_page(sheet)


def _write_pairs(sheet: Worksheet, formats: Formats, row: int, pairs: list[Pair]) -> int:
    for term, text in pairs:
        write_text(sheet, (row, 0), term, formats, "guide term")
        write_text(sheet, (row, 1), text, formats, "guide words")
        sheet.set_row(row, height({term: TERM, text: WORDS}, 11))
        row += 1
    return row


def facts(content: RollUpContent) -> Iterator[Pair]:
    """Yield what the workbook is about, and how much of it there is."""
    rollup, keys = content.rollup, content.rollup.keys
    standard = rollup.standard
    yield _("What this is"), _("Units' assessments of themselves, not an official assessment.")
    yield _("Standard"), f"{standard.title} ({standard.id} {standard.version})"
    yield _("Made on"), print_day(content.made)
    yield _("Made with"), f"Bermakna {__version__}"
    yield _("Choice of units"), content.chosen or _("all units")
    yield _("Periods"), ", ".join(content.periods)
    yield _("Units"), str(keys["unit"].nunique())
    yield _("Units in periods"), str(len(keys))
    yield _("Sheets that count"), str(int(keys["sheets"].sum()))
    yield _("Hidden units in periods"), str(int(keys["hidden"].sum()))
    if content.missing is not None:
        yield _("Not in yet"), str(len(content.missing))
    yield _("Left out"), str(len(content.left_out))


def reading(standard: Standard) -> Iterator[Pair]:
    """Yield how to read the figures, term by term."""
    low, high = standard.index.values
    yield (
        _("No ranking"),
        _("Nobody is ranked. Rows stand in the order of the names, and a unit is told only its "
          "quarter among the units. A list sorted by the index says little: units work under "
          "different conditions and assess themselves."),
    )  # fmt: skip
    yield (
        _("Index and bounds"),
        _("The index runs from {low} to {high}. While items are open, it lies between the "
          "lowest and the highest figure, and no band is named.").format(low=low, high=high),
    )  # fmt: skip
    yield _("Star (*)"), _("Items are still open: the index is that of the answered items.")
    yield (
        _("Basis"),
        _("What a unit has agreed on counts alone. Where nothing is agreed on, the sheets of its "
          "assessors count together."),
    )  # fmt: skip
    yield (
        _("Hidden figures"),
        _("Figures of fewer than {least} assessors or units are left empty, and so are those that "
          "would give them away beside a total.").format(least=MIN_GROUP),
    )  # fmt: skip
    yield (
        _("Quarter"),
        _("Quarter 1 is the lowest. Two numbers mean that the unit is on a border, or that its "
          "bounds lie in both."),
    )  # fmt: skip


def _holds(tables: Sequence[Table]) -> Iterator[Pair]:
    for table in tables:
        yield (
            table.name,
            _("{about} ({count} rows)").format(about=table.about, count=print_count(table.rows)),
        )
