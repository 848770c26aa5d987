"""The app: where everything is kept, the six steps, and the line of messages."""

import html

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels.parts import alert, sentence, style
from assessment.store import open_store
from assessment.unit_app.agree import Agree
from assessment.unit_app.compare import Compare
from assessment.unit_app.desk import Desk, state_words
from assessment.unit_app.fill import Fill
from assessment.unit_app.planning import Planning
from assessment.unit_app.prepare import Prepare
from assessment.unit_app.review import Review


class UnitApp(w.VBox):
    """The cycle of a unit in six steps.

    ``address`` names the store, as in ``open_store``. Every step reads the store when it is
    shown, so that two windows see what the other has done.
    """

    def __init__(self, address: str | None = None) -> None:
        try:
            desk = Desk(open_store(address, who=_("this app")))
        except BermaknaError as error:
            super().__init__([w.HTML(style()), alert(str(error))])
        else:
            super().__init__([w.HTML(style()), Steps(desk)])
        self.add_class("bm-app")


class Steps(w.VBox):
    """What is at hand, the messages, and the steps; the later ones need a period."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.prepare = Prepare(desk)
        self.later = [step(desk) for step in (Fill, Compare, Agree, Planning, Review)]
        self._places = [w.VBox([w.HTML(_no_period())]) for _step in self.later]
        self._where = w.HTML()
        self.tabs = w.Tab([self.prepare, *self._places], titles=_titles(), selected_index=0)
        self.tabs.observe(self._show, "selected_index")
        super().__init__([self._where, desk.messages, self.tabs])
        desk.listeners.append(self._refresh)
        self.prepare.begin()
        self._refresh()

    def _show(self, _change: object) -> None:
        self.desk.say("")
        with self.desk.telling():
            self.desk.renew()
            self._refresh()

    def _refresh(self) -> None:
        """Bring the step in sight up to date, and put away what was open in the others."""
        self._where.value = self._at_hand()
        shown = self.tabs.selected_index or 0
        if not shown:
            self.prepare.refresh()
        for number, (place, step) in enumerate(zip(self._places, self.later, strict=True), start=1):
            if number != shown:
                step.leave()
            elif self.desk.period is None:
                place.children = (w.HTML(_no_period()),)
            else:
                step.refresh()
                place.children = (step,)

    def _at_hand(self) -> str:
        kept = _("Everything is saved at once in {place}").format(place=self.desk.store.where)
        period = self.desk.period
        if period is None:
            at_hand = _("No period yet")
        else:
            at_hand = f"{period.unit.name} · {period.name} · {state_words()[period.state]}"
        names = (f"<strong>{html.escape(at_hand)}</strong>", f"<span>{html.escape(kept)}</span>")
        return f'<div class="bm-where">{"".join(names)}</div>'


def _no_period() -> str:
    return sentence(_("Choose or open a period first (step 1)."))


def _titles() -> tuple[str, ...]:
    names = (_("Prepare"), _("Fill in"), _("Compare"), _("Agree"), _("Plan"), _("Review"))
    return tuple(f"{number}. {name}" for number, name in enumerate(names, start=1))
