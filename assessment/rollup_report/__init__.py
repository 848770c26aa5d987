"""The roll-up of many units as one Excel workbook.

``rollup_workbook`` writes what a ``RollUp`` shows and no more: nobody is ranked, and what is
hidden there is missing here.
"""

from assessment.rollup_report.workbook import rollup_workbook

__all__ = ["rollup_workbook"]
