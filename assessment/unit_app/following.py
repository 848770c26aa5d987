"""What became of the actions of an earlier period."""

import ipywidgets as w

from assessment.cycle import Action, Period
from assessment.i18n import _
from assessment.panels.parts import Choice, button, paragraph, subheading
from assessment.panels.tables import table
from assessment.unit_app.actions import actions_table, named, statuses
from assessment.unit_app.desk import Desk


class Following(w.VBox):
    """The actions of one period; their status can be written down even when it is locked."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._period: Period | None = None
        self._held: list[Action] = []
        self.table = w.HTML()
        self.action = Choice(_("Action"))
        self.status = Choice(_("Status"), statuses())
        self.outcome = paragraph(_("What became of it"))
        self._form = w.VBox(
            [self.action, self.status, self.outcome, button(_("Write it down"), self.follow)]
        )
        super().__init__([subheading(_("Actions of the earlier period")), self.table, self._form])
        self.add_class("bm-card")
        self.action.observe(self._show_action, "value")

    def show(self, period: Period | None) -> None:
        """Show the actions of a period, or nothing."""
        self._period = period
        self.layout.display = "none" if period is None else None
        self._held = self.desk.store.actions.of(period) if period else []
        name = _("Actions of the earlier period")
        self.table.value = table(actions_table(self._held), _("There were none."), name)
        self._form.layout.display = None if self._held else "none"
        self.action.offer(named(self._held), self.action.value)

    def _chosen(self) -> Action | None:
        return next((one for one in self._held if one.id == self.action.value), None)

    def _show_action(self, _change: object) -> None:
        action = self._chosen()
        self.status.offer(statuses(), action.status if action else None)
        self.outcome.value = action.outcome if action else ""

    def follow(self) -> None:
        """Write down what became of the chosen action."""
        with self.desk.telling():
            action = self._chosen()
            if action is None or self.status.value is None:
                self.desk.say(_("Choose the action and its status first."))
                return
            self.desk.store.actions.follow(action, self.status.value, self.outcome.value)
            self.action.clear()
            self.show(self._period)
            self.desk.say(_("It is written down."))
