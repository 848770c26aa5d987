"""The report of a workshop as a tagged PDF of A4 pages."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from assessment.i18n import _
from assessment.press.typesetting import typeset
from assessment.report.pdf import part_data
from assessment.report.wording import print_day
from assessment.room_report.content import room_content
from assessment.room_report.parts import about, day_and_people, notice, parts, title
from assessment.room_results import GroupResults
from assessment.workshop import Commitment, Workshop


def workshop_pdf(
    workshop: Workshop,
    results: GroupResults,
    commitments: Sequence[Commitment],
    chosen: Sequence[str] = (),
    *,
    day: date | None = None,
) -> bytes:
    """Return the report as PDF; ``chosen`` items are to be talked about, ``day`` is today's.

    Hidden commitments stay out. Raises ``BermaknaError`` for a chosen item that was not asked,
    and when Typst is not installed.
    """
    content = room_content(workshop, results, commitments, chosen, day)
    standard = content.results.standard
    return typeset(
        "report.typ",
        words={"page": _("page {page} of {pages}")},
        title=title(),
        unit=content.title,
        period=print_day(content.day),
        line=day_and_people(content),
        made=[content.day.year, content.day.month, content.day.day],
        notice=notice(),
        about=str(standard.about),
        facts=asdict(about(content)),
        parts=[part_data(part) for part in parts(content)],
        keywords=[standard.id, standard.version],
    )
