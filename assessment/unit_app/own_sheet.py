"""One's own sheet, section by section."""

from collections.abc import Callable

import ipywidgets as w

from assessment.i18n import _
from assessment.panels.parts import Choice, button, subheading
from assessment.unit_app.desk import Desk
from assessment.unit_app.stored_checklist import StoredChecklist


class OwnSheet(w.VBox):
    """The sheet of whoever has chosen their alias; ``closed`` is called when it is put away."""

    def __init__(self, desk: Desk, closed: Callable[[], object]) -> None:
        self.desk, self._closed = desk, closed
        self.who = Choice(_("Your alias"))
        self.section = Choice(_("Section"))
        self._place = w.VBox()
        self.opened: StoredChecklist | None = None
        self._leaving = w.HBox(
            [
                button(_("Next section"), self.next_section),
                button(_("Put my sheet away"), self.put_away),
            ]
        )
        super().__init__([subheading(_("My sheet")), self.who, self.section, self._place])
        self.add_class("bm-card")
        self.who.observe(self._show, "value")
        self.section.observe(self._show, "value")

    def refresh(self) -> None:
        """Offer the participants and sections of the period at hand."""
        found = self.desk.store.sheets.participants(self.desk.at_hand)
        sections = [(f"{part.id} {part.title}", part.id) for part in self.desk.standard.sections]
        self.section.offer(sections, self.section.value or sections[0][1])
        self.who.offer([(who.alias, who.sheet) for who in found], self.who.value)

    def next_section(self) -> None:
        """Go on with the next section, after the last one with the first."""
        values = [part.id for part in self.desk.standard.sections]
        place = values.index(self.section.value) if self.section.value in values else -1
        self.section.value = values[(place + 1) % len(values)]

    def put_away(self) -> bool:
        """Save what waits and close the sheet; ``False`` when something cannot be saved."""
        if not self._saved():
            return False
        self.who.clear()
        return True

    def _show(self, _change: object) -> None:
        sheet, section = self.who.value, self.section.value
        if self.opened and (self.opened.sheet, self.opened.section) == (sheet, section):
            return
        with self.desk.telling():
            if self._saved() and sheet and section:
                self.opened = StoredChecklist(self.desk.store, sheet, section)
                self._place.children = (self.opened, self._leaving)

    def _saved(self) -> bool:
        """Save and close what is open, or stay with it and say why."""
        opened = self.opened
        if opened and (lost := opened.close_sheet()):
            self.who.value, self.section.value = opened.sheet, opened.section
            message = _("{lost} answers cannot be saved yet; the sheet stays open until they are.")
            self.desk.messages.say(message.format(lost=lost), wrong=True)
            return False
        if opened:
            self.opened = None
            self._place.children = ()
            self._closed()
        return True
