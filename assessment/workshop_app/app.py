"""The app: a workshop in five steps."""

from pathlib import Path

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels import steps
from assessment.panels.parts import alert, style
from assessment.store import open_store
from assessment.workshop_app.collecting import Collecting
from assessment.workshop_app.desk import Desk, no_workshop, phase_words, round_words
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
            desk = Desk(store=open_store(address))
        except BermaknaError as error:
            super().__init__([w.HTML(style(LOOK)), alert(str(error))])
        else:
            super().__init__([w.HTML(style(LOOK)), Steps(desk)])
        self.add_class("bm-app")


class Steps(steps.Steps[Desk]):
    """The steps of a workshop."""

    def __init__(self, desk: Desk) -> None:
        self.opening = Opening(desk)
        later = [step(desk) for step in (Collecting, Revealing, Discussing, Keeping)]
        names = (_("Open"), _("Collect"), _("Reveal"), _("Talk"), _("Keep"))
        super().__init__(desk, self.opening, later, names)
        self.opening.begin()

    def at_hand(self) -> str:
        """Return the title, the round and how far the workshop is."""
        workshop = self.desk.workshop
        if workshop is None:
            return ""
        phase = phase_words()[workshop.phase]
        return " · ".join(filter(None, (workshop.title, round_words(workshop), phase)))

    def nothing_yet(self) -> tuple[str, str]:
        """Say that there is no workshop, and where to choose one."""
        return _("No workshop yet"), no_workshop()
