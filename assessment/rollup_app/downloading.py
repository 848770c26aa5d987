"""Step 4: files of the selection or of everything, made when they are asked for."""

import html
from functools import partial
from pathlib import Path

import ipywidgets as w

from assessment.errors import BermaknaError, reason_of
from assessment.i18n import _
from assessment.kept_files import write_whole
from assessment.panels.parts import button, card, download, lead
from assessment.panels.steps import Step
from assessment.rollup_app.collected import Part
from assessment.rollup_app.desk import Desk
from assessment.rollup_app.files import KINDS, MEDIA, file_name, make
from assessment.rollup_app.selection import Selection
from assessment.rollup_app.words import few_units, near_selection
from assessment.suppression import suppressed

FOLDER = Path("rekap")
# Bytes. A browser may refuse a longer link; the file itself lies in the folder anyway.
LONGEST_LINK = 16 * 1024**2


class Downloading(Step[Desk]):
    """A button for each kind of file, and links to those that were made."""

    def __init__(self, desk: Desk) -> None:
        self._about: object = None
        self.what = w.RadioButtons(options=[("", "part"), ("", "everything")], value="part")
        self.made = w.HTML()
        self._links: list[str] = []
        texts = {
            "workbook": _("Make the workbook (Excel)"),
            "csv": _("Make the tables (CSV)"),
            "parquet": _("Make the tables (Parquet)"),
            "charts": _("Make the charts (SVG)"),
        }
        buttons = w.HBox([button(texts[kind], partial(self.make, kind)) for kind in KINDS])
        message = _(
            "A file is written into the folder {folder} when you press its button, and never "
            "over another one without a copy. Units stand in it under their names: hand it only "
            "to those who may know their figures."
        )
        text = message.format(folder=FOLDER.absolute())
        super().__init__(
            desk, [lead(_("Download"), text), card(_("For what"), self.what), buttons, self.made]
        )

    def refresh(self) -> None:
        """Say what the selection is, and forget the files of what was collected before."""
        if self._about is not self.desk.whole:
            self._about, self._links = self.desk.whole, []
            self.made.value = ""
        chosen = self.what.value
        selected = _("The selection of step 3: {what}")
        said = selected.format(what=self.desk.chosen.selection.in_words())
        self.what.options = [(said, "part"), (_("Everything that was collected"), "everything")]
        self.what.value = chosen

    def make(self, kind: str) -> None:
        """Make a file of a kind, write it and offer it; an earlier one is kept as a copy."""
        with self.desk.telling():
            part = self._part()
            self.desk.say(_("The file is being made …"))
            content = make(kind, part, self.desk.whole)
            path = _written(FOLDER / file_name(kind, part), content)
            self.desk.answers_were_shown(part)
            self._offer(kind, path, content, part)
            message = _("It is in {file}. Save it elsewhere with the link, or go on.")
            self.desk.say(message.format(file=path.resolve()))

    def _part(self) -> Part:
        """Return what the file is of; raises ``BermaknaError`` where it would tell of a few."""
        desk = self.desk
        everything = self.what.value == "everything"
        part = desk.whole.part(Selection()) if everything else desk.chosen
        if suppressed(part.rollup.keys["unit"].nunique()):
            raise BermaknaError(few_units())
        if near := desk.near(part):
            raise BermaknaError(near_selection(near))
        return part

    def _offer(self, kind: str, path: Path, content: bytes, part: Part) -> None:
        of = _("for {what}").format(what=part.selection.in_words())
        link = download(path.name, MEDIA[kind], content)
        if len(content) > LONGEST_LINK:
            link = html.escape(_("{file} (take it from the folder)").format(file=path.name))
        self._links.append(f"<li>{link} – {html.escape(of)}</li>")
        self.made.value = f'<div role="status"><ul>{"".join(self._links)}</ul></div>'


def _written(path: Path, content: bytes) -> Path:
    try:
        return write_whole(path, content)
    except OSError as error:
        message = _("{file} cannot be written: {reason}. Close it where it is open.")
        raise BermaknaError(message.format(file=path, reason=reason_of(error))) from error
