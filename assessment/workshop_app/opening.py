"""Step 1: choose a workshop or begin one, and show the room how to join."""

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import Choice, button, card, lead
from assessment.workshop import Phase, Workshop, grouped
from assessment.workshop_app.beginning import Beginning, privacy
from assessment.workshop_app.desk import Desk, phase_words
from assessment.workshop_app.joining import Joining


class Opening(w.VBox):
    """The workshops there are, a form for a new one, and the card of the one at hand."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.workshops = Choice(_("Workshop"))
        self.joining = Joining(desk)
        self.beginning = Beginning(desk, self._take_begun)
        self._unfold = button(_("Begin another workshop"), self._show_form)
        self._form = card(_("A new workshop"), self.beginning, w.HTML(privacy()))
        self._earlier = card(_("Workshops that are kept"), self.workshops)
        text = _(
            "Begin a workshop or go on with an earlier one, show the room how to join, and go to "
            "step 2 to take answers in."
        )
        super().__init__(
            [lead(_("Open"), text), self._earlier, self.joining, self._unfold, self._form]
        )
        self.workshops.observe(self._choose, "value")

    def begin(self) -> None:
        """Offer the workshops, and go on with the newest that has not ended."""
        with self.desk.telling():
            found = self.desk.store.workshops.all()
            at_work = [one for one in found if one.phase is not Phase.ENDED]
            self.desk.take(at_work[0] if at_work else None)

    def refresh(self) -> None:
        """Show the workshops and the card of the one at hand."""
        with self.desk.telling():
            found = self.desk.store.workshops.all()
            self._earlier.layout.display = None if found else "none"
            at_hand = self.desk.workshop
            self.workshops.offer(
                [(_named(one), one.code) for one in found], at_hand and at_hand.code
            )
            self._unfold.layout.display = "none" if at_hand is None else None
            self._form.layout.display = "none" if at_hand else None
            self.joining.refresh()

    def _show_form(self) -> None:
        self._form.layout.display = None
        self._unfold.layout.display = "none"

    def _choose(self, _change: object) -> None:
        """Put the chosen workshop on the desk, unless it lies there."""
        code, at_hand = self.workshops.value, self.desk.workshop
        if code is not None and (at_hand is None or at_hand.code != code):
            with self.desk.telling():
                self.desk.require_forms_stored()
                self.desk.take(self.desk.store.workshops.find(code))
                return
            self.workshops.value = at_hand and at_hand.code

    def _take_begun(self, workshop: Workshop) -> None:
        self.desk.take(workshop)
        message = _(
            "The workshop is kept until {day}. Show the room how to join, then go to step 2."
        )
        self.desk.say(message.format(day=workshop.kept_until))


def _named(workshop: Workshop) -> str:
    phase = phase_words()[workshop.phase]
    return f"{workshop.title} ({phase}, {grouped(workshop.code)})"
