"""Step 1: name a folder or a database, read it, and see what came and what did not."""

import ipywidgets as w

from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.panels.parts import Choice, button, card, field, lead, progress, sentence
from assessment.rollup_app.came import what_came
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.places import Place, checked_place, checked_register
from assessment.wording import print_count

USUAL = "unit"


class Collecting(w.VBox):
    """A form for what to read, a bar while it is read, and what came."""

    def __init__(self, desk: Desk, place: str = "") -> None:
        self.desk = desk
        self.place = field(_("Folder, or address of a database"), _("for example D:\\rekap-2026"))
        self.register = field(
            _("Register of units (only where it is not in the folder)"), "daftar-unit.csv"
        )
        self.standard = Choice(_("Standard"), _standards())
        self.standard.value = USUAL
        self.checked, self.bar, self.came = w.HTML(), w.HTML(), w.HTML()
        self.read_button = button(_("Read"), self.read, main=True)
        form = card(
            _("What is to be read"),
            *(self.place, self.checked, self.standard, self.register, self.read_button, self.bar),
        )
        text = _(
            "Name the folder in which you keep what the units sent: answer files, Excel forms, "
            "CSV or Parquet tables, unit stores, and the register of units. It is only read."
        )
        super().__init__([lead(_("Collect"), text), form, self.came])
        # Told when the field is left, not at every letter.
        self.place.continuous_update = self.register.continuous_update = False
        self.place.observe(lambda _change: self.check(), "value")
        self.place.value = place

    def refresh(self) -> None:
        """Show what came last."""
        gathered = self.desk.gathered
        self.came.value = what_came(gathered) if gathered else ""

    def check(self) -> None:
        """Say what stands at the place that was typed."""
        place = checked_place(self.place.value)
        self.checked.value = f'<div role="status">{sentence(place.text)}</div>'

    def read(self) -> None:
        """Read everything, and put it on the desk."""
        self.desk.say("")
        self.read_button.disabled = True
        try:
            with self.desk.telling():
                self._read(checked_place(self.place.value))
        finally:
            self.read_button.disabled = False
            self.bar.value = ""

    def _read(self, place: Place) -> None:
        place.require()
        register = checked_register(self.register.value)
        self._tell(0, 0)
        gathered = place.gather(self.standard.value or USUAL, register, self._tell)
        self.desk.take(gathered)
        if not len(gathered.matrix):
            text = _("Nothing that could be used was found; what was left out stands below.")
            self.desk.messages.say(text, wrong=True)
            return
        text = _("{what}. Look at what is missing in step 2, or go on to step 3.")
        self.desk.say(text.format(what=self.desk.in_words()))

    def _tell(self, done: int, whole: int) -> None:
        """Show how far the reading is; a hundred times at most."""
        steps = max(whole // 100, 1)
        if done % steps and done != whole:
            return
        said = (
            _("{done} of {whole}").format(done=print_count(done), whole=print_count(whole))
            if whole
            else ""
        )
        self.bar.value = progress(_("Being read …"), done, max(whole, 1), said)


def _standards() -> list[tuple[str, str]]:
    found = [load_standard(one) for one in sorted(standard_ids(), key=USUAL.__ne__)]
    return [(str(one.title), one.id) for one in found]
