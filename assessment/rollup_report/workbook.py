"""The roll-up of many units as an Excel workbook."""

from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from assessment.i18n import _
from assessment.rollup import RollUp
from assessment.rollup_report.content import RollUpContent
from assessment.rollup_report.formats import Formats
from assessment.rollup_report.sheets import sheets
from assessment.rollup_report.summary import title, write_summary
from assessment.rollup_report.writing import write_table

if TYPE_CHECKING:
    from assessment.gathering import Gathered

# Excel's own limits for the name of a sheet and for a title.
NAME, TITLE = 31, 255


def rollup_workbook(
    rollup: RollUp,
    gathered: "Gathered | None" = None,
    *,
    made: date | None = None,
    chosen: str = "",
) -> bytes:
    """Return the workbook; the same roll-up of the same day is always the same bytes.

    ``gathered`` adds what is missing, what could not be used, and the change from period to
    period. ``made`` is the day it is made, today if left out; ``chosen`` says in words which
    units they are, if not all.
    """
    day = made or date.today()  # noqa: DTZ011, the day where the workbook is made
    content = RollUpContent(rollup, gathered, day, chosen)
    ends = rollup.standard.index.values
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        book.set_properties(_properties(content))
        formats, tables = Formats(book), list(sheets(content))
        write_summary(book.add_worksheet(_("Summary")), formats, content, tables)
        for table in tables:
            write_table(book.add_worksheet(table.name[:NAME]), formats, table, ends)
    return out.getvalue()


def _properties(content: RollUpContent) -> dict[str, object]:
    standard, day = content.rollup.standard, content.made
    about = ": ".join(filter(None, (title(), ", ".join(content.periods))))
    return {
        "title": about[:TITLE],
        "keywords": f"{standard.id} {standard.version}",
        "author": "Bermakna",
        "created": datetime(day.year, day.month, day.day, tzinfo=UTC),
    }
