"""A checklist whose every answer goes into the store, with undo and both versions of a conflict."""

from collections.abc import Mapping

import ipywidgets as w

from assessment.answers import Answer
from assessment.checklist import Checklist
from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.panels.parts import alert, button
from assessment.store import ConflictError, Saver, Store
from assessment.store.saver import Saving
from assessment.unit_app.conflict import Conflict

Step = Mapping[str, Answer]


class StoredChecklist(w.VBox):
    """The checklist of one sheet of the store, or of one section of it.

    What is ticked or typed is saved beside the work; the line under the score says how far that
    is. Raises ``StoreError`` when the sheet cannot be read.
    """

    def __init__(self, store: Store, sheet: str, section: str | None) -> None:
        kept = store.sheets.read(sheet)
        self.sheet, self.section = sheet, section
        self._sheets = store.sheets
        self._undo: list[Step] = []
        self._conflicts: dict[str, Conflict] = {}
        self._refused: dict[str, str] = {}
        self._troubles = w.VBox()
        self.checklist = Checklist(kept.standard, section)
        self.checklist.header = kept.model_dump(include=set(self.checklist.header))
        self.checklist.answers = kept.answers
        # What was last handed over, or is known to be in the store.
        self._seen = dict(kept.answers)
        self._begin_saving([])
        self._tell(Saving(0))
        self.checklist.observe(self._follow, "answers")
        super().__init__([self._troubles, self.checklist, button(_("Undo"), self.undo)])

    def close_sheet(self) -> int:
        """Wait for what is being saved; return how many answers could not be kept.

        When there are any, they stay on the screen, and saving them is tried again.
        """
        lost = self._saver.close()
        if lost:
            # Changes are saved in their order, so that the last ones are those that wait.
            self._begin_saving(self._handed[-lost:])
        return lost

    def undo(self) -> None:
        """Take the last change back."""
        if self._undo:
            before = self._undo.pop()
            earlier = len(self._undo)
            self._put(before)
            # Taking back is no change that could be taken back.
            del self._undo[earlier:]

    def _begin_saving(self, waiting: list[tuple[str, Answer, Answer]]) -> None:
        self._handed: list[tuple[str, Answer, Answer]] = []
        self._saver = Saver(self._sheets, self.sheet, self._tell, self._refuse)
        for change in waiting:
            self._save(*change)

    def _save(self, item: str, before: Answer, after: Answer) -> None:
        self._handed.append((item, before, after))
        self._saver.save(item, before, after)

    def _put(self, answers: Step) -> None:
        dumped = {item: answer.model_dump() for item, answer in answers.items()}
        self.checklist.answers = {**self.checklist.answers, **dumped}

    def _follow(self, _change: object) -> None:
        """Hand each changed answer to the saver, with what it was before."""
        shown = self.checklist.sheet.answers
        before = {item: self._seen.get(item, Answer()) for item in {*shown, *self._seen}}
        changed = {item: was for item, was in before.items() if was != shown.get(item, Answer())}
        if not changed:
            return
        if not self._goes_on(changed):
            self._undo.append(changed)
        for item, was in sorted(changed.items()):
            self._seen[item] = shown.get(item, Answer())
            if self._refused.pop(item, None):
                self._show_troubles()
            self._save(item, was, self._seen[item])

    def _goes_on(self, changed: Step) -> bool:
        """Tell whether someone types on: letters of one text are taken back together."""
        last = self._undo[-1] if self._undo else {}
        if len(changed) > 1 or set(changed) != set(last):
            return False
        (item,) = changed
        shown = self.checklist.sheet.answers.get(item, Answer())
        return bool(last[item].choice == changed[item].choice == shown.choice)

    def _tell(self, saving: Saving) -> None:
        self.checklist.status = self._status(saving)

    def _status(self, saving: Saving) -> str:
        unsaved = len(self._conflicts) + len(self._refused)
        if saving.trouble:
            status = _("{waiting} answers are not saved yet: {reason}")
            return status.format(waiting=saving.waiting, reason=saving.trouble)
        if saving.waiting:
            return _("Saving …")
        if unsaved:
            return _("{n} answers are not saved: see above").format(n=unsaved)
        return _("Saved")

    def _refuse(self, item: str, error: BermaknaError) -> None:
        """Offer both versions of an answer that was changed elsewhere; show any other error."""
        if isinstance(error, ConflictError):
            self._conflicts[item] = Conflict(
                error, lambda: self._keep_mine(error), lambda: self._keep_theirs(error)
            )
        else:
            self._refused[item] = str(error)
            # The store holds what was there before, and the next change starts from that.
            self._seen[item] = next(
                was for name, was, _after in reversed(self._handed) if name == item
            )
        self._show_troubles()

    def _show_troubles(self) -> None:
        reasons = dict.fromkeys(self._refused.values())
        said = [
            f"{', '.join(item for item, why in self._refused.items() if why == reason)}: {reason}"
            for reason in reasons
        ]
        self._troubles.children = (*map(alert, said), *self._conflicts.values())

    def _keep_mine(self, error: ConflictError) -> None:
        """Put what is shown in the place of the other version."""
        self._settle(error)
        self._follow(None)

    def _keep_theirs(self, error: ConflictError) -> None:
        """Show the other version, which is in the store already."""
        self._settle(error)
        self._put({error.item: error.theirs})
        self._tell(Saving(0))

    def _settle(self, error: ConflictError) -> None:
        """Go on from the other version, whichever is kept."""
        self._conflicts.pop(error.item, None)
        self._show_troubles()
        self._seen[error.item] = error.theirs
