"""The app: where everything is kept, the five steps, and the line of messages."""

import html
from pathlib import Path

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels.parts import alert, sentence, style
from assessment.store import open_store
from assessment.workshop_app.collecting import Collecting
from assessment.workshop_app.desk import Desk, phase_words, round_words
from assessment.workshop_app.discussing import Discussing
from assessment.workshop_app.keeping import Keeping
from assessment.workshop_app.opening import Opening
from assessment.workshop_app.revealing import Revealing

LOOK = Path(__file__).parent / "static" / "workshop_app.css"


class WorkshopApp(w.VBox):
    """A workshop in five steps.

    ``address`` names the store, as in ``open_store``. Every step reads the store when it is
    shown, so that two windows see what the other has done.
    """

    def __init__(self, address: str | None = None) -> None:
        try:
            desk = Desk(open_store(address))
        except BermaknaError as error:
            super().__init__([w.HTML(style(LOOK)), alert(str(error))])
        else:
            super().__init__([w.HTML(style(LOOK)), Steps(desk)])
        self.add_class("bm-app")


class Steps(w.VBox):
    """What is at hand, the messages, and the steps; the later ones need a workshop."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opening = Opening(desk)
        self.later = [step(desk) for step in (Collecting, Revealing, Discussing, Keeping)]
        self._places = [w.VBox([w.HTML(_no_workshop())]) for _step in self.later]
        self._where = w.HTML()
        self.tabs = w.Tab([self.opening, *self._places], titles=_titles(), selected_index=0)
        self.tabs.observe(self._show, "selected_index")
        super().__init__([self._where, desk.messages, self.tabs])
        desk.listeners.append(self._refresh)
        self.opening.begin()

    def _show(self, _change: object) -> None:
        self.desk.say("")
        with self.desk.telling():
            self.desk.renew()
            self._refresh()

    def _refresh(self) -> None:
        """Bring the step in sight up to date."""
        self._where.value = self._at_hand()
        shown = self.tabs.selected_index or 0
        if not shown:
            self.opening.refresh()
            return
        place, step = self._places[shown - 1], self.later[shown - 1]
        if self.desk.workshop is None:
            place.children = (w.HTML(_no_workshop()),)
        else:
            step.refresh()
            place.children = (step,)

    def _at_hand(self) -> str:
        kept = _("Everything is saved at once in {place}").format(place=self.desk.store.where)
        workshop = self.desk.workshop
        if workshop is None:
            at_hand = _("No workshop yet")
        else:
            phase = phase_words()[workshop.phase]
            at_hand = " · ".join(filter(None, (workshop.title, round_words(workshop), phase)))
        names = (f"<strong>{html.escape(at_hand)}</strong>", f"<span>{html.escape(kept)}</span>")
        return f'<div class="bm-where">{"".join(names)}</div>'


def _no_workshop() -> str:
    return sentence(_("Choose or begin a workshop first (step 1)."))


def _titles() -> tuple[str, ...]:
    names = (_("Open"), _("Collect"), _("Reveal"), _("Talk"), _("Keep"))
    return tuple(f"{number}. {name}" for number, name in enumerate(names, start=1))
