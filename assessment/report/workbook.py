"""The annex of a report as an Excel workbook."""

from assessment.report.annex import annex
from assessment.report.content import ReportContent
from assessment.report.parts import title, unit_name
from assessment.report.tables import sheets


def report_workbook(content: ReportContent) -> bytes:
    """Return the annex; the same content is always the same bytes."""
    return annex(
        sheets(content),
        title=f"{title()}: {unit_name(content)}, {content.period.name}",
        keywords=f"{content.standard.id} {content.standard.version}",
        made=content.made,
    )
