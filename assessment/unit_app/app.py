"""The app: the cycle of a unit in six steps."""

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels import steps
from assessment.panels.parts import alert, style
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
            desk = Desk(store=open_store(address, who=_("this app")))
        except BermaknaError as error:
            super().__init__([w.HTML(style()), alert(str(error))])
        else:
            super().__init__([w.HTML(style()), Steps(desk)])
        self.add_class("bm-app")


class Steps(steps.Steps[Desk]):
    """The steps of a period."""

    def __init__(self, desk: Desk) -> None:
        self.prepare = Prepare(desk)
        later = [step(desk) for step in (Fill, Compare, Agree, Planning, Review)]
        names = (_("Prepare"), _("Fill in"), _("Compare"), _("Agree"), _("Plan"), _("Review"))
        super().__init__(desk, self.prepare, later, names)
        self.prepare.begin()
        self.refresh()

    def at_hand(self) -> str:
        """Return the unit, the period and how far it is."""
        period = self.desk.period
        if period is None:
            return ""
        return f"{period.unit.name} · {period.name} · {state_words()[period.state]}"

    def nothing_yet(self) -> tuple[str, str]:
        """Say that there is no period, and where to choose one."""
        return _("No period yet"), _("Choose or open a period first (step 1).")
