"""The consensus meeting: one item at a time, with the median of the answers as a proposal."""

import ipywidgets as w

from assessment.answers import Answer
from assessment.comparison import compare
from assessment.i18n import _
from assessment.panels.parts import Choice, button, paragraph, progress, subheading
from assessment.store import ConflictError
from assessment.unit_app.conflict import Conflict
from assessment.unit_app.desk import Desk
from assessment.unit_app.evidence_files import EvidenceFiles
from assessment.unit_app.meeting_words import about_item, levels_of, proposal_of


class Meeting(w.VBox):
    """The items by their spread; it can be interrupted at any time.

    Raises ``StoreError`` when the period is not closed.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._sheet = desk.store.sheets.begin_agreeing(desk.at_hand)
        self._blind = desk.store.sheets.revealed(desk.at_hand)
        self._comparison = compare(self._blind)
        self._undo: list[tuple[str, Answer]] = []
        self._shown: str | None = None
        self.items = Choice(_("Item"))
        self.level = w.RadioButtons(options=[])
        self.evidence = paragraph(_("Evidence that was seen"))
        self.reason = paragraph(_("Why this level"))
        self.files = EvidenceFiles(desk, self._sheet.sheet)
        self._about, self._count = w.HTML(), w.HTML()
        self._conflict = w.VBox()
        self.agree_button = button(_("Agree and go on"), self.agree, main=True)
        buttons = w.HBox([self.agree_button, button(_("Undo"), self.undo)])
        super().__init__(
            [
                *(self._count, self.items, self._about, self._conflict),
                *(subheading(_("Agreed level")), self.level, self.evidence, self.reason),
                *(buttons, self.files),
            ]
        )
        self._list(None)
        self.items.observe(self._show, "value")
        self._show(None)

    def _list(self, chosen: str | None) -> None:
        """List the items by their spread, with ``chosen`` or the first that is open."""
        order = list(self._comparison.disagreements["item"])
        agreed = {item for item, answer in self._sheet.answers.items() if answer.choice is not None}
        message = _("{agreed} of {items} agreed")
        text = message.format(agreed=len(agreed), items=len(order))
        self._count.value = progress("", len(agreed), len(order), text)
        waiting = [item for item in order if item not in agreed]
        texts = {item.id: str(item.text) for item in self.desk.standard.items}
        marked = [(f"{'✓ ' if item in agreed else ''}{item} {texts[item]}", item) for item in order]
        self.items.offer(marked, chosen or (waiting or order)[0])

    def _show(self, _change: object) -> None:
        if self.items.value is None or self.items.value == self._shown:
            return
        self.keep_typed()
        self._fill(str(self.items.value))

    def _fill(self, item_id: str) -> None:
        """Show an item with what is agreed on, or the proposal."""
        self._shown = item_id
        self._conflict.children = ()
        item = next(part for part in self.desk.standard.items if part.id == item_id)
        answer = self._answer()
        self._about.value = about_item(self._comparison, self._blind, item)
        self.level.options = levels_of(self.desk.standard, item)
        proposal = proposal_of(self._comparison, item_id)
        self.level.value = proposal if answer.choice is None else answer.choice
        self.evidence.value, self.reason.value = answer.evidence, answer.reason
        self.files.show(item_id)

    def _answer(self) -> Answer:
        return self._sheet.answers.get(str(self._shown), Answer())

    def agree(self) -> None:
        """Save the level that is shown, and go on with the next open item."""
        if self.level.value is None:
            self.desk.say(_("Choose a level first."))
            return
        if self._save({"choice": self.level.value}):
            self.desk.say(_("{item} is saved.").format(item=self._shown))
            self._go_on()

    def keep_typed(self) -> None:
        """Save evidence and reason that were typed without a level being agreed on."""
        if self._shown and not self._conflict.children:
            self._save({})

    def undo(self) -> None:
        """Take the last change back, and show its item."""
        if not self._undo:
            return
        item, before = self._undo.pop()
        self._shown = item
        if self._put(before):
            self._list(item)
            self._fill(item)
            self.desk.say(_("{item} is as before.").format(item=item))

    def _save(self, choice: dict[str, object]) -> bool:
        before = self._answer()
        typed = {"evidence": self.evidence.value, "reason": self.reason.value}
        after = before.model_copy(update={**typed, **choice})
        if after == before:
            return True
        kept = str(self._shown), before
        if not self._put(after):
            return False
        self._undo.append(kept)
        return True

    def _put(self, after: Answer) -> bool:
        """Save the answer to the item that is shown; after a conflict, show both versions."""
        item = str(self._shown)
        with self.desk.telling():
            try:
                self.desk.store.sheets.save_answer(self._sheet.sheet, item, self._answer(), after)
            except ConflictError as error:
                self._offer_both(error)
                return False
            self._sheet = self.desk.store.sheets.read(self._sheet.sheet)
            return True
        return False

    def _offer_both(self, error: ConflictError) -> None:
        def read_again() -> None:
            self._sheet = self.desk.store.sheets.read(self._sheet.sheet)
            self._conflict.children = ()

        def keep_mine() -> None:
            read_again()
            if self._put(error.mine):
                self._go_on()

        def keep_theirs() -> None:
            read_again()
            self._list(error.item)
            self._fill(error.item)

        self._conflict.children = (Conflict(error, keep_mine, keep_theirs),)

    def _go_on(self) -> None:
        """Show the next item that is open."""
        self._list(None)
        self._fill(str(self.items.value))
