"""Step 5: keep what the group may take home, end the workshop, and erase it."""

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels.asking import Asking
from assessment.panels.parts import button, card, field, lead, sentence
from assessment.panels.steps import Step
from assessment.workshop import Phase, grouped
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.exports import Exports


class Keeping(Step[Desk]):
    """Files of the results, the end of the workshop, and its erasure."""

    def __init__(self, desk: Desk) -> None:
        self.exports = Exports(desk)
        self.waiting = w.HTML(sentence(_("Reveal the answers first (step 3).")))
        self.files = card(_("Files of the group's results"), self.exports)
        question = _("The results leave the phones, and the wall stays as it is. End the workshop?")
        self.end = Asking(_("End the workshop"), lambda: question, self.end_workshop)
        self.about_end = w.HTML()
        self.typed = field(_("Type the code to erase everything of this workshop"))
        self.about_erasing = w.HTML()
        erasing = card(_("Erase"), self.about_erasing, self.typed,
                       button(_("Erase the workshop"), self.erase))  # fmt: skip
        text = _("Nothing in the files says who answered what, and nothing is of fewer than five.")
        super().__init__(
            desk,
            [
                *(lead(_("Keep"), text), self.waiting, self.files),
                *(card(_("End"), self.about_end, self.end), erasing),
            ],
        )

    def refresh(self) -> None:
        """Show what can be done in the phase at hand."""
        workshop = self.desk.at_hand
        phase = workshop.phase
        self.waiting.layout.display = "none" if self.desk.revealed else None
        self.files.layout.display = None if self.desk.revealed else "none"
        self.end.layout.display = None if phase is Phase.REVEALED else "none"
        self.exports.show(workshop)
        self.typed.placeholder = grouped(workshop.code)
        ended = _("The workshop has ended: phones show no results of the group any more.")
        later = _("It can be ended after the reveal.")
        now = _("After the end phones show no results of the group any more; you still see them.")
        said = {Phase.ENDED: ended, Phase.REVEALED: now}.get(phase, later)
        self.about_end.value = sentence(said)
        message = _(
            "All answers and commitments are deleted from the store after {day}, or now. Files "
            "that you have made stay."
        )
        self.about_erasing.value = sentence(message.format(day=workshop.kept_until))

    def end_workshop(self) -> None:
        """Take the results from the phones."""
        with self.desk.telling():
            self.desk.take(self.desk.store.workshops.end(self.desk.at_hand))
            self.desk.say(_("The workshop has ended. Make the files you need, then erase it."))

    def erase(self) -> None:
        """Delete everything of the workshop whose code is typed."""
        with self.desk.telling():
            workshop = self.desk.at_hand
            if "".join(self.typed.value.split()) != workshop.code:
                message = _("This is not the code {code}; nothing was erased.")
                raise BermaknaError(message.format(code=grouped(workshop.code)))
            self.desk.store.workshops.erase(workshop)
            self.typed.value = ""
            self.desk.unsaved_forms = 0
            self.desk.take(None)
            message = _("{title} is erased. Choose or begin another workshop in step 1.")
            self.desk.say(message.format(title=workshop.title))
