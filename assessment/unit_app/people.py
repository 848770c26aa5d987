"""Who takes part in a period: aliases, and names only where the unit chose so."""

from collections.abc import Iterable
from itertools import count

import ipywidgets as w
import pandas as pd

from assessment.cycle import PeriodState
from assessment.i18n import _
from assessment.panels.parts import button, field, sentence, subheading
from assessment.panels.tables import table
from assessment.store.rows import folded
from assessment.unit_app.desk import Desk


class People(w.VBox):
    """The assessors of the period at hand, and a form to add one."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._found = w.HTML()
        self.alias = field(_("Alias"))
        self.with_names = w.Checkbox(description=_("Keep names as well"), indent=False)
        self.name = field(_("Name (may stay empty)"))
        self._form = w.VBox(
            [self.with_names, self.alias, self.name, button(_("Add assessor"), self.add)]
        )
        super().__init__([])
        self.add_class("bm-card")
        self.with_names.observe(self._show_name, "value")
        self._show_name(None)

    def refresh(self) -> None:
        """Show who takes part; without a period, nothing."""
        period = self.desk.period
        self.layout.display = "none" if period is None else None
        if period is None:
            return
        title = subheading(_("Who takes part in {period}").format(period=period.name))
        evidence = _("Folder of evidence: {folder}").format(folder=period.evidence or "–")
        self._found.value = self._participants() + sentence(evidence)
        form = (self._form,) if period.state is PeriodState.OPEN else ()
        self.children = (title, self._found, *form)

    def _participants(self) -> str:
        found = self.desk.store.sheets.participants(self.desk.at_hand)
        self.alias.value = next_alias(who.alias for who in found)
        named = self.with_names.value or any(who.name for who in found)
        columns = [_("Alias"), *([_("Name")] if named else []), _("Answered")]
        rows = [
            (who.alias, *([who.name or "–"] if named else []), str(who.answered)) for who in found
        ]
        frame = pd.DataFrame(rows, columns=columns)
        return table(frame, _("Nobody yet."), _("Who takes part"))

    def _show_name(self, _change: object) -> None:
        self.name.layout.display = None if self.with_names.value else "none"

    def add(self) -> None:
        """Let the one who is typed take part."""
        with self.desk.telling():
            alias, name = self.alias.value, self.name.value if self.with_names.value else ""
            self.desk.store.sheets.add(self.desk.at_hand, alias, name)
            self.name.value = ""
            self.desk.take(self.desk.period)
            self.desk.say(_("{alias} takes part.").format(alias=alias.strip()))


def next_alias(taken: Iterable[str]) -> str:
    """Return the first numbered alias that nobody has."""
    known = {folded(alias) for alias in taken}
    numbered = (_("Assessor {n}").format(n=number) for number in count(1))
    return next(alias for alias in numbered if folded(alias) not in known)
