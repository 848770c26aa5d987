"""The views that are long lists: the units × sections, and the questions for visits."""

from collections.abc import Sequence

from assessment.i18n import _
from assessment.panels.parts import sentence
from assessment.panels.tables import table
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.paged import Paged
from assessment.rollup_app.unit_rows import UnitRows, heat_legend
from assessment.rollup_app.view import View
from assessment.wording import print_count


class Units(View):
    """The units of the period in view × sections, forty a page, in the order of the names."""

    def __init__(self, desk: Desk) -> None:
        self.paged = Paged(_("Find a unit by its name"))
        super().__init__(desk, [self.paged])
        # The legend stands above the table.
        self.children = [self.shown, self.paged]

    def content(self) -> str:
        """Draw the page, and return what its cells mean."""
        desk = self.desk
        rows = UnitRows.of(desk.chosen.rollup, desk.period)
        empty = _("No unit is selected.")
        self.paged.show(rows.names, lambda places: rows.html(places, desk.unit), empty)
        hidden = desk.whole.hidden_in(desk.chosen)
        message = _("{n} groups of the selection are hidden; step 2 lists them.")
        about = sentence(message.format(n=print_count(hidden))) if hidden else ""
        return about + heat_legend(desk.chosen.rollup.standard) if rows.names else about


class Visits(View):
    """Questions to units that deserve a visit."""

    def __init__(self, desk: Desk) -> None:
        self.paged = Paged(_("Find a unit by its name"))
        super().__init__(desk)
        self.children = [self.shown, self.paged]

    def content(self) -> str:
        """List the questions by unit, and say what they are not."""
        found = self.desk.in_view(self.desk.chosen.rollup.visits())
        names = {"unit": _("Unit"), "question": _("Question")}
        rows = found[list(names)].astype(str).rename(columns=names)
        empty = _("There are no questions for this selection.")

        def draw(places: Sequence[int]) -> str:
            return table(rows.iloc[list(places)], empty, _("Questions for visits"))

        self.paged.show(rows[_("Unit")].tolist(), draw, empty)
        return sentence(_("They accuse nobody: a unit may be that good. Go and see, or ask."))
