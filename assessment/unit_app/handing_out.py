"""The spreadsheet for those who fill in without Jupyter, with the unit and period in it."""

import ipywidgets as w

from assessment.exchange.workbook import empty_workbook
from assessment.i18n import _
from assessment.panels.parts import button, download
from assessment.unit_app.desk import Desk

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class HandingOut(w.VBox):
    """Makes the form when it is asked for, and offers it to be saved."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.link = w.HTML()
        super().__init__([button(_("Make a spreadsheet to hand out"), self.make), self.link])

    def make(self) -> None:
        """Make the form of the period at hand, and a link to it."""
        period = self.desk.at_hand
        content = empty_workbook(period.standard, period.unit.name, period.name)
        link = download(f"{period.unit.name} {period.name}.xlsx", EXCEL, content)
        self.link.value = f'<p role="status">{link}</p>'

    def forget(self) -> None:
        """Take the link away, which is of the period that was at hand."""
        self.link.value = ""
