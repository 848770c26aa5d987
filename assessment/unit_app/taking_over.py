"""Sheets that were filled in elsewhere: many at once, with what would change before it does."""

from collections import Counter
from collections.abc import Sequence

import ipywidgets as w

from assessment.errors import Problem
from assessment.exchange.receiving import KINDS
from assessment.exchange.share_code import read_share_codes
from assessment.i18n import _
from assessment.panels.parts import (
    button,
    listing,
    paragraph,
    sentence,
    subheading,
)
from assessment.store.rows import folded
from assessment.unit_app.desk import Desk
from assessment.unit_app.dropping import Dropped, DropZone
from assessment.unit_app.handing_out import HandingOut
from assessment.unit_app.incoming import Incoming, fitting, read_file, with_aliases
from assessment.unit_app.preview import Preview


class TakingOver(w.VBox):
    """Drop files or paste codes, look at the preview, take them over."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        text = _("Drop files here, or press to choose them")
        self.files = DropZone(text, KINDS, self._show_progress, self.read_files)
        self.codes = paragraph(_("Share codes"), _("Paste the chat with the codes here"))
        self.bar = w.IntProgress(description=_("Reading"), layout={"display": "none"})
        self.problems = w.HTML()
        self.rows: list[Preview] = []
        self._preview = w.VBox()
        self.form = HandingOut(desk)
        self.accept = button(_("Take over"), self.take)
        about = _(
            "Files of the page (JSON), the spreadsheet (XLSX) or a table (CSV, Parquet); many at "
            "once. Nothing is taken over before you have seen what it changes."
        )
        super().__init__(
            [
                subheading(_("Sheets that were filled in elsewhere")),
                self.form,
                w.HTML(sentence(about)),
                self.files,
                self.codes,
                button(_("Read the codes"), self.read_codes),
                self.bar,
                self.problems,
                self._preview,
            ]
        )
        self.add_class("bm-card")

    def refresh(self) -> None:
        """Forget what waits: people and answers may have changed since it was shown."""
        self.form.forget()
        self._show([], [])

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.layout.display = None
        self.bar.max, self.bar.value = whole, done

    def read_files(self, files: Sequence[Dropped]) -> None:
        """Read files, one after the other, and show what they would change."""
        found: list[Incoming] = []
        problems: list[Problem] = []
        for done, file in enumerate(_distinct(files), start=1):
            sheets, wrong = read_file(file, self.desk.at_hand.standard)
            found += sheets
            problems += wrong
            self._show_progress(done, len(files))
        self.bar.layout.display = "none"
        self._show(found, problems)

    def read_codes(self) -> None:
        """Read the codes in the pasted text, and show what they would change."""
        sheets, problems = read_share_codes(self.codes.value)
        wanted = [sheet for sheet in sheets if sheet.standard == self.desk.at_hand.standard]
        numbered = enumerate(wanted, start=1)
        found = [Incoming(_("code {n}").format(n=place), sheet) for place, sheet in numbered]
        if not found and not problems:
            problems = [Problem("", 0, "", _("There is no code to this standard in the text."))]
        self._show(found, problems)

    def _show(self, found: Sequence[Incoming], problems: Sequence[Problem]) -> None:
        with self.desk.telling():
            people = self.desk.store.sheets.participants(self.desk.at_hand)
            kept, strangers = fitting(found, self.desk.at_hand)
            aliased = with_aliases(kept, people)
            self.rows = [Preview(self.desk.store, one, people, self._check) for one in aliased]
            wrong = [*problems, *strangers]
            said = sentence(_("Not taken over:")) + listing(map(str, wrong)) if wrong else ""
            self.problems.value = f'<div role="alert">{said}</div>' if said else ""
            title = subheading(_("What would be taken over"))
            self._preview.children = (title, *self.rows, self.accept) if self.rows else ()
            self._check()

    def _check(self) -> None:
        """Let nothing be taken over while two sheets have one alias."""
        aliases = Counter(folded(row.incoming.alias) for row in self.rows)
        for row in self.rows:
            row.show(twice=aliases[folded(row.incoming.alias)] > 1)
        self.accept.disabled = any(times > 1 for times in aliases.values())

    def take(self) -> None:
        """Take over all that is shown, or after any error nothing."""
        with self.desk.telling():
            period = self.desk.at_hand
            sheets = [row.as_taken_over() for row in self.rows]
            self.desk.store.sheets.take_over(period, sheets)
            self.codes.value = ""
            self._show([], [])
            self.desk.take(period)
            self.desk.say(_("{taken} sheets taken over.").format(taken=len(sheets)))


def _distinct(files: Sequence[Dropped]) -> list[Dropped]:
    """Return the files with a number where a name stands twice, to tell them apart."""
    seen: Counter[str] = Counter()
    named = []
    for file in files:
        seen[file.name] += 1
        stem, dot, kind = file.name.rpartition(".")
        again = f"{stem} ({seen[file.name]}){dot}{kind}"
        name = again if seen[file.name] > 1 else file.name
        named.append(Dropped(name, file.size, file.content))
    return named
