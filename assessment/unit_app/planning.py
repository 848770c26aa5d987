"""Step 5: what the unit will do, starting from the largest gaps."""

import ipywidgets as w

from assessment.cycle import PeriodState
from assessment.i18n import _
from assessment.panels.parts import card, lead, sentence, subheading, unfolding
from assessment.panels.steps import Step
from assessment.panels.tables import table
from assessment.presentation import readable
from assessment.summary import summarise
from assessment.unit_app.action_form import ActionForm
from assessment.unit_app.actions import actions_table
from assessment.unit_app.desk import Desk

# More priorities than these are none.
PRIORITIES = 3


class Planning(Step[Desk]):
    """The gaps in their order, and the actions that were agreed on."""

    def __init__(self, desk: Desk) -> None:
        self.gaps = w.HTML()
        self.actions = w.HTML()
        self.form = ActionForm(desk, self.refresh)
        self._place = card(_("Add or change an action"), self.form)
        text = _(
            "The gaps stand in the order in which they weigh, gates first. Choose no more than "
            "{n}: what is begun and not finished costs trust."
        ).format(n=PRIORITIES)
        title = subheading(_("Actions"))
        super().__init__(desk, [lead(_("Plan"), text), self.gaps, title, self.actions, self._place])

    def refresh(self) -> None:
        """Show the gaps of what was agreed on, and the plan."""
        from assessment.charts import chart_gaps

        period = self.desk.at_hand
        self._place.layout.display = None if period.state is PeriodState.CLOSED else "none"
        with self.desk.telling():
            agreed = self.desk.store.sheets.agreed(period)
            summary = summarise([agreed] if agreed else [])
            gaps = summary.gaps[["item", "text", "level", "gap", "gate", "hint"]]
            title = _("The first {n}").format(n=min(PRIORITIES, len(gaps)))
            none = _("Agree on levels first (step 4); the gaps follow from them.")
            shown = table(readable(gaps.head(PRIORITIES)), none, title)
            if len(gaps) > PRIORITIES:
                every = _("All {n} gaps").format(n=len(gaps))
                shown += unfolding(every, table(readable(gaps), "", every))
            if len(gaps):
                chart = chart_gaps(summary).html()
                shown += unfolding(_("The largest gaps as a chart"), chart)
            self.gaps.value = shown
            self._show_plan()
            self.form.refresh(summary.gaps)

    def _show_plan(self) -> None:
        found = self.desk.store.actions.of(self.desk.at_hand)
        shown = table(actions_table(found), _("None yet."), _("Actions"))
        if len(found) > PRIORITIES:
            message = _("There are {n} actions. Which {most} come first?")
            shown += sentence(message.format(n=len(found), most=PRIORITIES))
        self.actions.value = shown
