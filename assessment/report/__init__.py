"""The report of one period of a unit: a PDF, one HTML file and an Excel annex, of one content.

``make_report`` gathers the content once; ``report_pdf``, ``report_html`` and ``report_workbook``
only write it down. The report leaves the unit, so that it holds no alias, and of fewer than five
assessors nothing but their number.
"""

from assessment.report.content import Earlier, ReportContent, make_report
from assessment.report.html import report_html
from assessment.report.pdf import report_pdf
from assessment.report.workbook import report_workbook

__all__ = [
    "Earlier",
    "ReportContent",
    "make_report",
    "report_html",
    "report_pdf",
    "report_workbook",
]
