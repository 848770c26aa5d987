"""The report of a workshop: a PDF to hand out and a workbook to calculate with, of one content.

Both hold what ``room_results`` shows and no more: no participant, and nothing of fewer than five.
"""

from assessment.room_report.pdf import workshop_pdf
from assessment.room_report.workbook import workshop_workbook

__all__ = ["workshop_pdf", "workshop_workbook"]
