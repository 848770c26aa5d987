"""Step 4: the level that the unit agrees on, item by item, the widest difference first."""

import ipywidgets as w

from assessment.cycle import PeriodState
from assessment.i18n import _
from assessment.panels.parts import lead, sentence
from assessment.panels.steps import Step
from assessment.unit_app.desk import Desk
from assessment.unit_app.meeting import Meeting


class Agree(Step[Desk]):
    """The meeting, as long as the period is closed and not locked."""

    def __init__(self, desk: Desk) -> None:
        self._place = w.VBox()
        self.meeting: Meeting | None = None
        text = _(
            "Ask which evidence was seen, not who answered what. The middle of the answers is "
            "only a proposal. Each agreed level is saved at once; go on whenever you like."
        )
        super().__init__(desk, [lead(_("Agree"), text), self._place])

    def refresh(self) -> None:
        """Go on with the meeting as the store has it, or say why there is none."""
        self.leave()
        sentences = {
            PeriodState.OPEN: _("Close filling in first (step 2)."),
            PeriodState.LOCKED: _("The period is locked; what was agreed stays."),
        }
        state = self.desk.at_hand.state
        if state in sentences:
            self._place.children = (w.HTML(sentence(sentences[state])),)
            return
        with self.desk.telling():
            self.meeting = Meeting(self.desk)
            self._place.children = (self.meeting,)

    def leave(self) -> None:
        """Keep what was typed and not agreed on yet, and end the meeting."""
        if self.meeting:
            self.meeting.keep_typed()
        self.meeting = None
        self._place.children = ()
