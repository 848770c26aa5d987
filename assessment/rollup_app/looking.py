"""Step 3: select, and look at the selection one view at a time."""

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import Choice, combobox, lead
from assessment.panels.steps import Step
from assessment.rollup_app.changing import Changes
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.filters import Filters
from assessment.rollup_app.lists import Units, Visits
from assessment.rollup_app.pictures import Gaps, HeatMap, Spread, Trend
from assessment.rollup_app.summary_line import summary_line
from assessment.rollup_app.view import View
from assessment.wording import print_count


class Looking(Step[Desk]):
    """Filters, the line of the mean, and views of which only the one in sight is drawn."""

    def __init__(self, desk: Desk) -> None:
        self._about: object = None
        self.filters = Filters(desk, self.draw)
        self.period = Choice(_("Period in view"))
        self.unit = combobox(_("Mark a unit"), _("type its name"))
        self.unit.continuous_update = False
        self.line = w.HTML()
        named = {
            _("Distribution"): Spread(desk),
            _("Heat map"): HeatMap(desk),
            _("Units"): Units(desk),
            _("Trend"): Trend(desk),
            _("Gaps"): Gaps(desk),
            _("Change"): Changes(desk),
            _("Visits"): Visits(desk),
        }
        self.views = list(named.values())
        self.tabs = w.Tab(self.views, titles=tuple(named), selected_index=0)
        about = w.HBox([self.period, self.unit])
        about.add_class("bm-filters")
        about.add_class("bm-about")
        text = _("Units stand in the order of their names; nobody is ranked.")
        super().__init__(desk, [lead(_("Look"), text), self.filters, about, self.line, self.tabs])
        self.tabs.observe(lambda _change: self.view.draw(), "selected_index")
        self.period.observe(self._choose_period, "value")
        self.unit.observe(self._choose_unit, "value")

    @property
    def view(self) -> View:
        """The view in sight."""
        return self.views[self.tabs.selected_index or 0]

    def refresh(self) -> None:
        """Show what was collected; names are offered once."""
        if self._about is not self.desk.whole:
            self._about = self.desk.whole
            units = self.desk.whole.rollup.keys["unit"]
            self.unit.value = ""
            self.unit.options = tuple(units.astype(str).unique())
        self.filters.refresh()
        self.draw()

    def draw(self) -> None:
        """Draw the line of the mean and the view in sight anew; others when they are shown."""
        periods = self.desk.chosen.periods
        self.period.offer([(name, name) for name in periods], self.desk.period)
        self.line.value = summary_line(self.desk)
        self.view.draw()

    def _choose_period(self, _change: object) -> None:
        chosen = self.period.value
        if chosen is not None and chosen != self.desk.period:
            self.desk.period = chosen
            self.draw()

    def _choose_unit(self, _change: object) -> None:
        """Mark the unit that was typed; part of a name will do where it fits one alone."""
        wanted = self.unit.value.strip()
        found = self.desk.units_like(wanted)
        self.desk.unit = found[0] if len(found) == 1 else ""
        if wanted and len(found) != 1:
            none, several = (
                _("No unit is called {name}."),
                _("{n} units have {name} in their name."),
            )
            message = several if found else none
            self.desk.messages.say(
                message.format(n=print_count(len(found)), name=wanted), wrong=True
            )
        else:
            self.desk.say("")
        self.draw()
