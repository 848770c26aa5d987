"""The checklist as a Jupyter widget: the page's form and script on a synchronised model."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets as t

from assessment.answers import Answer, AnswerSheet, misfits
from assessment.checklist.assets import stylesheet, widget_module
from assessment.checklist.form import render_form
from assessment.errors import AnswerError, Problem, reason_of
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import Choice
from assessment.plan import compile_plan
from assessment.results import SheetScore, score_plan

HEADER = ("sheet", "unit", "period", "assessor", "created")


class Checklist(anywidget.AnyWidget):
    """A checklist of a whole standard, or of one section of it.

    ``answers`` maps item ids to ``{"choice", "evidence", "note", "reason"}`` and may be set with
    bare choices: ``checklist.answers = {"P1-1": 2}``. ``score`` is the ``SheetScore`` of the
    shown items and follows every tick; both can be observed.

    With ``file`` the answers are read from it when it exists and every change is written to it,
    so that a restarted kernel finds them again. Raises ``KeyError`` for an unknown section,
    ``StandardError`` and ``AnswerError`` for what cannot be used.
    """

    _esm = t.Unicode().tag(sync=True)
    _css = t.Unicode().tag(sync=True)
    form = t.Unicode(read_only=True).tag(sync=True)
    answers = t.Dict().tag(sync=True)
    header = t.Dict().tag(sync=True)
    status = t.Unicode().tag(sync=True)
    score = t.Instance(SheetScore)

    def __init__(
        self, standard: str = "unit", section: str | None = None, file: Path | str | None = None
    ) -> None:
        self.standard = load_standard(standard)
        self.section = section
        whole = compile_plan(self.standard)
        form = render_form(self.standard, section)
        self.plan = whole
        self.shown_plan = whole.only(section) if section else whole
        # Set last: what the file holds is not written back before something has changed.
        self.file: Path | None = None
        self._file_is_ours = False
        kept = Path(file) if file else None
        sheet = self._first_sheet(kept)
        super().__init__(
            _esm=widget_module(),
            _css=stylesheet(),
            answers={item: answer.model_dump() for item, answer in sheet.answers.items()},
            header=sheet.model_dump(include=set(HEADER)),
            score=score_plan(self.shown_plan, self._shown(sheet.choices())),
        )
        self.set_trait("form", form)
        self.file = kept
        self.status = self._where()

    @property
    def sheet(self) -> AnswerSheet:
        """The answers as a sheet, ready to be written or summarised."""
        plan = self.plan
        return AnswerSheet(
            standard=plan.standard, version=plan.version, answers=self.answers, **self.header
        )

    def save(self, path: Path | str) -> Path:
        """Write the answers to a JSON file; an older one is kept as a copy. Returns the path."""
        return self.sheet.write(path)

    def load(self, path: Path | str) -> None:
        """Take over the answers of a JSON file; raises ``AnswerError`` and changes nothing then."""
        sheet = AnswerSheet.read(path)
        if sheet.standard != self.standard.id:
            message = _("belongs to the standard {found}; allowed here: {allowed}")
            text = message.format(found=sheet.standard, allowed=self.standard.id)
            raise AnswerError([Problem(str(path), 0, "standard", text)])
        self.header = sheet.model_dump(include=set(HEADER))
        self.answers = {item: answer.model_dump() for item, answer in sheet.answers.items()}

    def to_html(self) -> str:
        """Return the form with the present answers left out: what a page without a kernel shows."""
        return self.form

    @t.validate("answers")
    def _check_answers(self, proposal: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """Accept bare choices, and refuse what the standard does not allow."""
        answers = {item: _as_answer(value) for item, value in proposal["value"].items()}
        problems = [
            Problem("Checklist", 0, place, rule) for place, rule in misfits(self.plan, answers)
        ]
        if problems:
            raise AnswerError(problems)
        return {item: answer.model_dump() for item, answer in answers.items()}

    @t.observe("answers", "header")
    def _follow(self, _change: object) -> None:
        """Score the new answers, and keep them in the file when there is one."""
        choices = {item: answer["choice"] for item, answer in self.answers.items()}
        self.score = score_plan(self.shown_plan, self._shown(choices))
        if self.file:
            self._keep(self.file)

    def _keep(self, file: Path) -> None:
        """Write the file; what it held before this checklist is copied once."""
        try:
            self.sheet.write(file, keep_copy=not self._file_is_ours)
            self._file_is_ours = True
            self.status = self._where()
        except OSError as error:
            self.status = _("Could not be saved: {reason}").format(reason=reason_of(error))

    def _first_sheet(self, file: Path | None) -> AnswerSheet:
        if file and file.exists():
            return AnswerSheet.read(file)
        return AnswerSheet(standard=self.plan.standard, version=self.plan.version)

    def _where(self) -> str:
        if self.file:
            return _("Saved in {file}").format(file=self.file.name)
        return _("In this notebook's memory; save to a file to keep it")

    def _shown(self, choices: Mapping[str, Choice]) -> dict[str, Choice]:
        shown = {item.id for item in self.shown_plan.items}
        return {item: choice for item, choice in choices.items() if item in shown}

    def _repr_mimebundle_(self, **options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the readable form, for a page without a kernel."""
        data, metadata = super()._repr_mimebundle_(**options) or ({}, {})
        return {**data, "text/plain": repr(self), "text/html": self.to_html()}, metadata

    def __repr__(self) -> str:
        shown = f", section={self.section!r}" if self.section else ""
        return f"Checklist({self.standard.id!r}{shown})"


def _as_answer(value: object) -> Answer:
    if isinstance(value, Answer):
        return value
    return Answer.model_validate(value if isinstance(value, dict) else {"choice": value})
