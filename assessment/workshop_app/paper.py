"""Paper forms typed in by keyboard: a row a form, a cell an item, a key an answer."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets as w
import traitlets as t

from assessment.answers import AnswerSheet
from assessment.i18n import _
from assessment.panels.parts import listing, sentence
from assessment.plan import PlannedItem
from assessment.store.workshop_rows import as_answers
from assessment.workshop_app.desk import Desk
from assessment.workshop_app.paper_rows import Row, of_form, problems_of, signs_of

STATIC = Path(__file__).parent / "static"
SCRIPTS = ("paper_rows.js", "paper.js")


class PaperGrid(anywidget.AnyWidget):
    """The cells to type in; ``store`` takes the rows and returns the numbers that are kept.

    What is typed stays in ``rows``, which only the page writes, until it is kept.
    """

    _esm = "\n".join((STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS)
    items: t.List[dict[str, Any]] = t.List().tag(sync=True)
    rows: t.List[dict[str, Any]] = t.List().tag(sync=True)
    words = t.Dict().tag(sync=True)

    def __init__(self, store: Callable[[list[Row]], list[str]]) -> None:
        super().__init__(words=_words())
        self._store = store
        self.on_msg(self._receive)

    def ask(self, items: Sequence[PlannedItem]) -> None:
        """Ask other items, and forget what was typed."""
        self.rows = []
        self.items = [{"id": item.id, "signs": signs_of(item)} for item in items]
        self.send({"begin": True})

    def _receive(self, _widget: object, sent: Mapping[str, Any], _buffers: object) -> None:
        rows = [
            Row(str(row["number"]).strip(), list(map(str, row["cells"]))) for row in sent["rows"]
        ]
        self.send({"kept": self._store(rows)})


class Paper(w.VBox):
    """The grid and what it is for; ``taken`` is called when forms have come in."""

    def __init__(self, desk: Desk, taken: Callable[[], object]) -> None:
        self.desk, self._taken = desk, taken
        self.grid = PaperGrid(self.store)
        self.refused = w.HTML()
        text = _(
            "Number the forms, the same number in both rounds. Type the levels; t for do not "
            "know, b for not applicable, space for no answer. Rows may be pasted from Excel."
        )
        super().__init__([w.HTML(sentence(text)), self.grid, self.refused])
        self.grid.observe(self._count, "rows")

    def begin(self) -> None:
        """Ask what the workshop at hand asks."""
        self.grid.ask(self.desk.items)
        self.refused.value = ""

    def _count(self, _change: object) -> None:
        self.desk.unsaved_forms = sum(any(row["cells"]) for row in self.grid.rows)

    def store(self, rows: list[Row]) -> list[str]:
        """Take forms in; return the numbers of those that need not stay in the grid."""
        with self.desk.telling():
            problems = list(problems_of(rows, self.desk.items))
            self.refused.value = listing(problems)
            if problems:
                self.desk.say(_("Nothing is stored yet: see below the cells."))
            elif not rows:
                self.desk.say(_("There is nothing to store yet."))
            else:
                return self._take_in(rows)
        return []

    def _take_in(self, rows: list[Row]) -> list[str]:
        sheets = {f"paper-{row.counted}": row for row in rows}
        added = self.desk.store.workshops.add_sheets(
            self.desk.at_hand, [self._sheet(name, row) for name, row in sheets.items()]
        )
        refused = {sheets.pop(one.file).number: one.message for one in added.left_out}
        self.refused.value = listing(of_form(number, text) for number, text in refused.items())
        self._taken()
        said = _("New forms: {new}. Replaced: {again}. Not stored: {left_out}.")
        self.desk.say(said.format(new=added.new, again=added.again, left_out=len(refused)))
        return [row.number for row in sheets.values()]

    def _sheet(self, name: str, row: Row) -> AnswerSheet:
        workshop = self.desk.at_hand
        return AnswerSheet(
            sheet=name,
            standard=workshop.standard,
            version=workshop.version,
            answers=as_answers(row.choices(self.desk.items)),
        )


def _words() -> dict[str, str]:
    return {
        "name": _("Paper forms: a row a form, a column an item"),
        "form": _("Paper form"),
        "number": _("Number of the form in row {row}"),
        "cell": _("Form {number}, {item}"),
        "allowed": _("{item}: type {signs}, or space for no answer"),
        "pasted": _("Form {number}, {item}: “{text}” is not allowed. Nothing was pasted."),
        "wide": _("There are more columns than items here. Nothing was pasted."),
        "store": _("Store the forms"),
    }
