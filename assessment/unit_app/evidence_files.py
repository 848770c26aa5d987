"""The files that prove what is agreed on: they stay where they are, and are known again."""

from itertools import islice
from pathlib import Path

import ipywidgets as w

from assessment.cycle import FileReference
from assessment.i18n import _
from assessment.panels.parts import button, combobox, listing
from assessment.unit_app.desk import Desk

# More names than these are no help in a list; a path can still be typed.
MOST_NAMES = 500


class EvidenceFiles(w.VBox):
    """Attach files to the item at hand, by name in the period's folder or by path."""

    def __init__(self, desk: Desk, sheet: str) -> None:
        self.desk, self.sheet = desk, sheet
        self._item = ""
        self.path = combobox(_("File of evidence"), _("its name in the folder, or its path"))
        self.path.options = names_in(self._folder())
        self.attached = w.HTML()
        super().__init__([self.attached, self.path, button(_("Attach"), self.attach)])

    def show(self, item: str) -> None:
        """Show the files of an item."""
        self._item = item
        found = [one for one in self.desk.store.files.of(self.sheet) if one.item == item]
        self.attached.value = listing(map(said, found)) if found else ""

    def attach(self) -> None:
        """Attach the file that is named; its content is known from now on."""
        if not self.path.value.strip():
            self.desk.say(_("Name a file first."))
            return
        with self.desk.telling():
            path = self._folder() / self.path.value.strip()
            kept = self.desk.store.files.attach(self.sheet, self._item, path)
            self.path.value = ""
            self.show(self._item)
            self.desk.say(_("{file} is attached.").format(file=Path(kept.path).name))

    def _folder(self) -> Path:
        return Path(self.desk.at_hand.evidence).expanduser()


def names_in(folder: Path) -> list[str]:
    """Return the files of a folder and of those below it, by their names from there."""
    if not folder.is_absolute() or not folder.is_dir():
        return []
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path.relative_to(folder).as_posix() for path in islice(found, MOST_NAMES)]


def said(file: FileReference) -> str:
    """Return a file as it is listed: where it is, and how large."""
    return _("{file} ({size} kB)").format(file=file.path, size=-(-file.size // 1000))
