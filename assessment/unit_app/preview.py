"""One sheet that waits to be taken over: for whom, and what it changes."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import ipywidgets as w
import pandas as pd

from assessment.answers import Answer, AnswerSheet
from assessment.cycle import Participant
from assessment.differences import Difference
from assessment.i18n import _
from assessment.panels.parts import Choice, sentence, unfolding
from assessment.panels.tables import table
from assessment.store import Store
from assessment.unit_app.conflict import choice_in_words
from assessment.unit_app.incoming import Incoming, changes
from assessment.unit_app.people import next_alias


class Preview(w.VBox):
    """``changed`` is called when the sheet is given to someone else."""

    def __init__(
        self,
        store: Store,
        incoming: Incoming,
        people: Sequence[Participant],
        changed: Callable[[], object],
    ) -> None:
        self.incoming = incoming
        self._store, self._people, self._changed = store, people, changed
        self.who = Choice(_("Alias for {file}").format(file=incoming.source))
        self.who.offer([(alias, alias) for alias in self._aliases()], incoming.alias)
        self._about = w.HTML()
        super().__init__([self.who, self._about])
        self.who.observe(self._give, "value")

    def as_taken_over(self) -> AnswerSheet:
        """Return the sheet as the store gets it."""
        return self.incoming.as_taken_over(self._people)

    def show(self, *, twice: bool) -> None:
        """Say what taking the sheet over would do, or that its alias stands twice."""
        found = changes(self._store, self.incoming, self._people)
        count = len({entry.item for entry in found})
        if twice:
            said = _("{alias} stands twice here; choose another alias for one of them.")
            text = said.format(alias=self.incoming.alias)
        elif self.incoming.taken_by(self._people):
            text = _("This sheet is there already; {n} items change.").format(n=count)
        else:
            text = _("A new sheet, with {n} items.").format(n=count)
        title = _("Show the changes (this shows answers)")
        self._about.value = sentence(text) + unfolding(title, _table(found))

    def _aliases(self) -> list[str]:
        known = [who.alias for who in self._people]
        own = self.incoming.alias
        return list(dict.fromkeys([*known, own, next_alias([*known, own])]))

    def _give(self, _change: object) -> None:
        if self.who.value is None:
            self.who.value = self.incoming.alias
            return
        self.incoming = replace(self.incoming, alias=self.who.value)
        self._changed()


def _table(found: Sequence[Difference]) -> str:
    names = {
        "choice": _("Answer"),
        "evidence": _("Evidence"),
        "note": _("Note"),
        "reason": _("Reason"),
    }
    rows = [
        (one.item, names[one.field], _shown(one, one.before), _shown(one, one.after))
        for one in found
    ]
    columns = [_("Item"), _("What"), _("Before"), _("After")]
    return table(pd.DataFrame(rows, columns=columns), _("Nothing changes."), _("Changes"))


def _shown(one: Difference, value: int | str | None) -> str:
    if one.field == "choice":
        return choice_in_words(Answer.model_validate({"choice": value}))
    return str(value) or "–"
