"""Share codes from a chat: pasted as a whole, found by the program."""

from collections.abc import Callable

import ipywidgets as w

from assessment.errors import Problem
from assessment.exchange.found_codes import find_codes
from assessment.exchange.share_code import read_share_codes
from assessment.i18n import _
from assessment.panels.parts import button, listing, paragraph, sentence
from assessment.store import Added
from assessment.workshop_app.desk import Desk


class ShareCodes(w.VBox):
    """A box for the whole chat; ``taken`` is called when sheets have come in."""

    def __init__(self, desk: Desk, taken: Callable[[], object]) -> None:
        self.desk, self._taken = desk, taken
        self.text = paragraph(_("The chat, or the codes alone"), _("Paste everything here"))
        self.found = w.HTML()
        text = _("Whoever has no network posts a share code. Pasting the same chat again is safe.")
        super().__init__(
            [
                w.HTML(sentence(text)),
                self.text,
                button(_("Take the codes in"), self.take),
                self.found,
            ]
        )

    def take(self) -> None:
        """Take in what the text holds; the text stays as long as something of it is refused."""
        with self.desk.telling():
            sheets, problems = read_share_codes(self.text.value)
            if not sheets and not problems:
                self.desk.say(_("There is no share code in this text."))
                return
            added = self.desk.store.workshops.add_sheets(self.desk.at_hand, sheets)
            problems += self._placed(added)
            said = _("New: {new}. Known already: {again}. Not taken in: {left_out}.").format(
                new=added.new, again=added.again, left_out=len(problems)
            )
            self.found.value = listing(map(str, problems)) if problems else ""
            if not problems:
                self.text.value = ""
            self._taken()
            self.desk.say(said)

    def _placed(self, added: Added) -> list[Problem]:
        """Say where in the text the codes stand that the workshop does not take: by no id."""
        places = {code.sheet.sheet: code for code in find_codes(self.text.value) if code.sheet}
        return [places[problem.file].problem(problem.message) for problem in added.left_out]
