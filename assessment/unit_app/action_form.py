"""The form of one action: a new one, or one of the plan to change or remove."""

from collections.abc import Callable

import ipywidgets as w
import pandas as pd

from assessment.cycle import Action, ActionStatus
from assessment.i18n import _
from assessment.panels.asking import Asking
from assessment.panels.parts import Choice, button, day, field, paragraph
from assessment.unit_app.actions import named, statuses
from assessment.unit_app.desk import Desk


class ActionForm(w.VBox):
    """``changed`` is called after the plan has changed."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        self.desk, self._changed = desk, changed
        self._hints: dict[str, str] = {}
        self._held: list[Action] = []
        self._suggested = ""
        self._period: int | None = None
        self._items: list[tuple[str, str]] = []
        self.which = Choice(_("Action of the plan (empty: a new one)"))
        self.item = Choice(_("Item"))
        self.text = paragraph(_("Action"))
        self.owner = field(_("Owner"))
        self.due = day(_("Due"))
        self.measure = field(_("How it will be seen"))
        self.status = Choice(_("Status"), statuses())
        self.remove_button = Asking(_("Remove this action"), self._question, self.remove)
        self._save_button = button(_("Save action"), self.save, main=True)
        dates = w.HBox([self.owner, self.due, self.status])
        super().__init__(
            [
                *(self.which, self.item, self.text, dates, self.measure),
                w.HBox([self._save_button, self.remove_button]),
            ]
        )
        self.which.observe(self._show, "value")
        self.item.observe(self._suggest, "value")

    def refresh(self, gaps: pd.DataFrame) -> None:
        """Offer the period's actions, and the items by their gaps; what is typed stays."""
        period = self.desk.at_hand
        self._held = self.desk.store.actions.of(period)
        self._hints = {str(gap.item): str(gap.hint) for gap in gaps.itertuples()}
        texts = {item.id: f"{item.id} {item.text}" for item in self.desk.standard.items}
        order = dict.fromkeys([*self._hints, *texts])
        self._items = [(texts[item], item) for item in order]
        self.item.offer(self._items, self.item.value)
        self.which.offer(named(self._held), self.which.value)
        if self._period != period.id:
            self._period = period.id
            self._show(None)

    def _chosen(self) -> Action | None:
        return next((one for one in self._held if one.id == self.which.value), None)

    def _show(self, _change: object) -> None:
        """Fill the form with the chosen action, or empty it for a new one."""
        action = self._chosen()
        self.remove_button.withdraw()
        self.remove_button.layout.display = "none" if action is None else None
        shown = action or Action("", "")
        self._suggested = ""
        self.item.offer(self._items, shown.item)
        self.text.value, self.owner.value = shown.text, shown.owner
        self.due.value, self.measure.value = shown.due, shown.measure
        self.status.value = shown.status

    def _empty(self) -> None:
        self.which.clear()
        self._show(None)

    def _suggest(self, _change: object) -> None:
        """Put the hint of the item where nothing else has been written."""
        if self.text.value == self._suggested and self._chosen() is None:
            self._suggested = self._hints.get(str(self.item.value), "")
            self.text.value = self._suggested

    def save(self) -> None:
        """Add the action, or change the chosen one."""
        with self.desk.telling():
            if self.item.value is None:
                self.desk.say(_("Choose the item of the action first."))
                return
            chosen = self._chosen()
            action = Action(
                self.item.value,
                self.text.value,
                self.owner.value,
                self.due.value,
                self.measure.value,
                self.status.value or ActionStatus.PLANNED,
                chosen.outcome if chosen else "",
                chosen.id if chosen else None,
            )
            self.desk.store.actions.save(self.desk.at_hand, action)
            self._empty()
            self._changed()
            self.desk.say(_("The action is in the plan."))

    def _question(self) -> str:
        action = self._chosen()
        return _("Remove “{text}” from the plan?").format(text=action.text if action else "")

    def remove(self) -> None:
        """Take the chosen action out of the plan."""
        with self.desk.telling():
            if action := self._chosen():
                self.desk.store.actions.remove(action)
                self._empty()
                self._changed()
                self.desk.say(_("The action is removed."))
