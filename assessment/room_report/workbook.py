"""The results of a workshop as an Excel workbook."""

from collections.abc import Sequence
from datetime import date

from assessment.report.annex import annex
from assessment.report.wording import print_day
from assessment.room_report.content import room_content
from assessment.room_report.parts import title
from assessment.room_report.tables import sheets
from assessment.room_results import GroupResults
from assessment.workshop import Commitment, Workshop


def workshop_workbook(
    workshop: Workshop,
    results: GroupResults,
    commitments: Sequence[Commitment],
    chosen: Sequence[str] = (),
    *,
    day: date | None = None,
) -> bytes:
    """Return the workbook; arguments and errors as in ``workshop_pdf``."""
    content = room_content(workshop, results, commitments, chosen, day)
    standard = content.results.standard
    return annex(
        sheets(content),
        title=f"{title()}: {content.title}, {print_day(content.day)}",
        keywords=f"{standard.id} {standard.version}",
        made=content.day,
    )
