"""The results as files: written beside the notebook, and offered to be saved elsewhere."""

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from assessment.errors import BermaknaError
from assessment.i18n import _
from assessment.kept_files import write_whole
from assessment.panels.parts import button, download
from assessment.workshop import Workshop
from assessment.workshop_app.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.room_results import GroupResults

FOLDER = Path("lokakarya")
OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "pptx": f"{OFFICE}.presentationml.presentation",
}


class Exports(w.VBox):
    """A button for each kind of file, and links to those that were made."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.links = w.HTML()
        self._made: dict[str, str] = {}
        self._of: int | None = None
        texts = {
            "xlsx": _("Make the workbook (Excel)"),
            "pdf": _("Make the report (PDF)"),
            "pptx": _("Make the slides (PowerPoint)"),
        }
        buttons = [button(text, partial(self.make, kind)) for kind, text in texts.items()]
        super().__init__([w.HBox(buttons), self.links])

    def show(self, workshop: Workshop) -> None:
        """Forget the links to the files of another workshop."""
        if self._of != workshop.id:
            self._of, self._made = workshop.id, {}
            self.links.value = ""

    def make(self, kind: str) -> None:
        """Make a file of a kind, write it and offer it; an earlier one is kept as a copy."""
        with self.desk.telling():
            workshop, store = self.desk.at_hand, self.desk.store
            self.desk.say(_("The file is being made …"))
            commitments = store.workshops.commitments(workshop)
            write = _writer(kind)
            content = write(workshop, self.desk.results(), commitments, self.desk.chosen)
            path = _written(FOLDER / f"{file_name(workshop)}.{kind}", content)
            self._made[kind] = download(path.name, KINDS[kind], content)
            items = "".join(f"<li>{link}</li>" for link in self._made.values())
            self.links.value = f'<div role="status"><ul>{items}</ul></div>'
            message = _("It is in {file}. Save it elsewhere with the link, or go on.")
            self.desk.say(message.format(file=path.resolve()))


def file_name(workshop: Workshop) -> str:
    """Return a title as a name that every system takes for a file."""
    words = re.findall(r"\w+", workshop.title)
    return "-".join(words)[:60] or workshop.code


def _writer(kind: str) -> "Callable[[Workshop, GroupResults, Any, list[str]], bytes]":
    """Return what makes a kind of file; their libraries take a moment to load."""
    if kind == "pptx":
        from assessment.materials import results_deck

        return results_deck
    from assessment.room_report import workshop_pdf, workshop_workbook

    return workshop_pdf if kind == "pdf" else workshop_workbook


def _written(path: Path, content: bytes) -> Path:
    try:
        return write_whole(path, content)
    except OSError as error:
        message = _("{file} cannot be written: {reason}. Close it where it is open.")
        raise BermaknaError(message.format(file=path, reason=error.strerror)) from error
