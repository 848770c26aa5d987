"""The app: the roll-up of a ministry in four steps."""

import os
from pathlib import Path

import ipywidgets as w

from assessment.i18n import _
from assessment.panels import steps
from assessment.panels.parts import style
from assessment.rollup_app.collecting import Collecting
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.downloading import Downloading
from assessment.rollup_app.examining import Examining
from assessment.rollup_app.looking import Looking

LOOK = Path(__file__).parent / "static" / "rollup_app.css"
# Names the folder or database when the notebook does not.
FOLDER = "BERMAKNA_ROLLUP_FOLDER"


class RollUpApp(w.VBox):
    """The roll-up of a ministry in four steps.

    ``folder`` is a folder of what units sent, or the address of a database; it can be typed in
    the app as well. Nothing is read before the button is pressed, and nothing is written.
    """

    def __init__(self, folder: Path | str | None = None) -> None:
        place = str(folder) if folder is not None else os.environ.get(FOLDER, "")
        super().__init__([w.HTML(style(LOOK)), Steps(Desk(), place)])
        self.add_class("bm-app")


class Steps(steps.Steps[Desk]):
    """The steps of a roll-up."""

    def __init__(self, desk: Desk, place: str = "") -> None:
        self.collecting = Collecting(desk, place)
        self.examining, self.looking = Examining(desk), Looking(desk)
        self.downloading = Downloading(desk)
        later = (self.examining, self.looking, self.downloading)
        names = (_("Collect"), _("Examine"), _("Look"), _("Download"))
        super().__init__(desk, self.collecting, later, names)
        self.refresh()

    def at_hand(self) -> str:
        """Return how much was collected."""
        return self.desk.in_words() if self.desk.collected else ""

    def nothing_yet(self) -> tuple[str, str]:
        """Say that nothing was collected, and where to do it."""
        return _("Nothing collected yet"), _("Collect what the units sent first (step 1).")
