"""Step 2: each assessor's own sheet, blind, and the files of those who fill in elsewhere."""

import ipywidgets as w

from assessment.cycle import Participant, PeriodState
from assessment.i18n import _
from assessment.panels.asking import Asking
from assessment.panels.parts import lead, progress, sentence
from assessment.panels.steps import Step
from assessment.unit_app.desk import Desk
from assessment.unit_app.own_sheet import OwnSheet
from assessment.unit_app.taking_over import TakingOver


class Fill(Step[Desk]):
    """How far everyone is, one's own sheet, and files; then the end of the blind part."""

    def __init__(self, desk: Desk) -> None:
        self._progress = w.HTML()
        self._place = w.VBox()
        self.own = OwnSheet(desk, self._show_progress)
        self.files = TakingOver(desk)
        self._end = Asking(
            _("Close filling in and reveal"), self._how_far, self.close_period, main=True
        )
        self._again = Asking(_("Fill in again"), self._why_again, self.reopen)
        text = _(
            "Choose your own alias and answer section by section. Nobody sees the answers of "
            "another before the reveal; only how many there are is shown."
        )
        super().__init__(desk, [lead(_("Fill in by yourself"), text), self._progress, self._place])

    def refresh(self) -> None:
        """Show how far everyone is, and what can be done in this state of the period."""
        with self.desk.telling():
            self._show_progress()
            state = self.desk.at_hand.state
            if state is PeriodState.OPEN:
                self.own.refresh()
                self.files.refresh()
                self._place.children = (self.own, self.files, self._end)
                return
            closed = w.HTML(sentence(_("Filling in is closed; the sheets stay as they are.")))
            again = (self._again,) if state is PeriodState.CLOSED else ()
            self._place.children = (closed, *again)

    def leave(self) -> None:
        """Put the open sheet away, so that nobody finds it."""
        if self.desk.period:
            self.own.put_away()

    def _people(self) -> list[Participant]:
        return self.desk.store.sheets.participants(self.desk.at_hand)

    def _show_progress(self) -> None:
        with self.desk.telling():
            self._progress.value = self._bars(self._people())

    def _bars(self, people: list[Participant]) -> str:
        """Show how many items of each sheet are answered, and never which."""
        items = len(self.desk.standard.items)
        message = _("{answered} of {items}")
        bars = [
            progress(
                who.alias, who.answered, items, message.format(answered=who.answered, items=items)
            )
            for who in people
        ]
        return "".join(bars) or sentence(_("Nobody takes part yet; add assessors in step 1."))

    def _how_far(self) -> str:
        people, items = self._people(), len(self.desk.standard.items)
        done = sum(who.answered == items for who in people)
        message = _(
            "{done} of {all} sheets are complete. Closing ends the blind part: all sheets are "
            "shown to everyone and stay as they are. Close now?"
        )
        return message.format(done=done, all=len(people))

    def _why_again(self) -> str:
        return _(
            "For a late sheet. Everyone can change their own sheet again after having seen the "
            "others; it is possible until the first level is agreed on. Fill in again?"
        )

    def close_period(self) -> None:
        """End the blind part, once everything is saved."""
        with self.desk.telling():
            if self.own.put_away():
                self.desk.take(self.desk.store.periods.close(self.desk.at_hand))
                self.desk.say(_("Filling in is closed; compare the answers now (step 3)."))

    def reopen(self) -> None:
        """Go back to filling in."""
        with self.desk.telling():
            self.desk.take(self.desk.store.periods.reopen(self.desk.at_hand))
            self.desk.say(_("Sheets can be filled in again."))
