"""Step 3: show the group its answers, once and for all."""

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.asking import Asking
from assessment.panels.parts import lead, sentence
from assessment.panels.steps import Step
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.result_view import result_view


class Revealing(Step[Desk]):
    """The question before the reveal, and the results after it."""

    def __init__(self, desk: Desk) -> None:
        self.reveal = Asking(
            _("Reveal the answers"), self._question, self.reveal_answers, main=True
        )
        self.shown = w.HTML()
        text = _(
            "The group's answers, never those of one person. The widest differences stand first: "
            "they are what to talk about, and say nothing about who is right."
        )
        super().__init__(desk, [lead(_("Reveal"), text), self.reveal, self.shown])

    def refresh(self) -> None:
        """Show the results, or what can be revealed."""
        with self.desk.telling():
            self.reveal.layout.display = "none" if self.desk.revealed else None
            if self.desk.revealed:
                self.shown.value = result_view(self.desk.results())
            else:
                people = self.desk.store.workshops.progress(self.desk.at_hand).people
                waiting = _("Blind until now. Sheets in this round: {people}.")
                self.shown.value = sentence(waiting.format(people=people))

    def _question(self) -> str:
        workshop = self.desk.at_hand
        said = _(
            "After this no answer comes in and none changes, so that nobody can be worked out from "
            "two results. This cannot be undone."
        )
        if workshop.round < workshop.rounds:
            said += " " + _("The round after has not begun: it would stay empty.")
        return said + " " + _("Reveal the answers of {title}?").format(title=workshop.title)

    def reveal_answers(self) -> None:
        """Reveal the answers; there is no way back."""
        with self.desk.telling():
            self.desk.require_forms_stored()
            self.desk.take(self.desk.store.workshops.reveal(self.desk.at_hand))
            self.desk.say(
                _("The answers are revealed, on the phones too. Talk about them: step 4.")
            )
