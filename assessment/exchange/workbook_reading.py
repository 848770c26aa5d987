"""Read a filled workbook back: exactly what was filled in, or every problem with its cell."""

import re
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from assessment.answers import Answer, AnswerSheet, misfits
from assessment.errors import AnswerError
from assessment.exchange.workbook_finding import (
    INPUTS,
    Findings,
    FoundForm,
    Row,
    find_form,
    place_of,
)
from assessment.exchange.workbook_opening import open_workbook
from assessment.exchange.workbook_values import AnyCell, choice_of, name_of, text_of
from assessment.exchange.workbook_words import FORM_VERSION, FormCode
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import ScoringPlan, compile_plan

ITEM = re.compile(r"[A-Z]+[0-9]+-[0-9]+")


def read_workbook(path: Path | str) -> AnswerSheet:
    """Return the sheet that a workbook holds; raises ``AnswerError`` with all its problems.

    Columns and rows may stand in any order. A form that was handed to many becomes the sheet of
    the alias in it: the same alias always makes the same sheet.
    """
    path = Path(path)
    book = open_workbook(path)
    findings = Findings(path.name)
    form = find_form(book, findings)
    columns, fields = form.columns(findings), form.fields(findings)
    code = form.code(findings)
    sheet = _empty_sheet(code, findings) if code else None
    if code is None or sheet is None or findings.problems:
        raise AnswerError(findings.problems)
    plan = compile_plan(load_standard(sheet.standard))
    answers = _answers(form, columns, plan, findings)
    names = {name: findings.take(cell, name_of, "") for name, cell in fields.items()}
    if code.owner == "form" and not names["assessor"].strip():
        message = _("write an alias, so that this sheet is not taken for another one")
        findings.add(message, place_of(fields["assessor"]))
    findings.stop()
    own = {"sheet": code.sheet_id(names["assessor"]), "answers": answers}
    return sheet.model_copy(update={**names, **own, **_times(book)})


def _empty_sheet(code: FormCode, findings: Findings) -> AnswerSheet | None:
    """Return a sheet of the standard and version that a code names, if they are known."""
    if code.version > FORM_VERSION:
        findings.add(_("a newer Bermakna made this form; update yours"), str(code))
        return None
    named = {"standard": code.standard, "version": code.standard_version}
    try:
        return AnswerSheet.from_data({"format": "bermakna-sheet", **named}, findings.file)
    except AnswerError as error:
        findings.problems += error.problems
        return None


def _times(book: Workbook) -> dict[str, str]:
    """Return when the form was made and last saved, by the file's own properties."""
    times = {"created": book.properties.created, "updated": book.properties.modified}
    return {
        name: time.replace(tzinfo=time.tzinfo or UTC).astimezone(UTC).isoformat(timespec="seconds")
        for name, time in times.items()
        if isinstance(time, datetime)
    }


def _answers(
    form: FoundForm, columns: dict[str, int], plan: ScoringPlan, findings: Findings
) -> dict[str, Answer]:
    """Return the answers by item, in the order of the standard; empty ones are left out."""
    _refuse_merged(form, columns, findings)
    seen: dict[str, AnyCell] = {}
    found: dict[str, Answer] = {}
    for row in form.below:
        cell = row[columns["item"]]
        text = findings.take(cell, text_of, None)
        if text is None:
            continue
        item = text.strip().upper()
        if not ITEM.fullmatch(item):
            _refuse_stray(row, columns, findings)
        elif item in seen:
            message = _("{item} stands twice, also in {place}")
            findings.add(message.format(item=item, place=seen[item].coordinate), place_of(cell))
        else:
            seen[item] = cell
            found[item] = _answer(row, columns, item, plan, findings)
    filled = {item: answer for item, answer in found.items() if answer != Answer()}
    return {item.id: filled[item.id] for item in plan.items if item.id in filled}


def _answer(
    row: Row, columns: dict[str, int], item: str, plan: ScoringPlan, findings: Findings
) -> Answer:
    """Return the answer of one row, and note what the standard does not allow."""
    before = len(findings.problems)
    choice = findings.take(row[columns["choice"]], choice_of, None)
    texts = {name: findings.take(row[columns[name]], text_of, "") for name in INPUTS[1:]}
    answer = Answer(choice=choice, **texts)
    if len(findings.problems) == before:
        for place, rule in misfits(plan, {item: answer}):
            findings.add(rule, f"{place_of(_faulty(row, columns, item, answer, plan))} ({place})")
    return answer


def _faulty(
    row: Row, columns: dict[str, int], item: str, answer: Answer, plan: ScoringPlan
) -> AnyCell:
    """Return the cell that a broken rule is about: the item, its answer, or the reason."""
    planned = {planned.id: planned for planned in plan.items}.get(item)
    if planned is None:
        return row[columns["item"]]
    lacks_reason = answer.choice == "not_applicable" and planned.not_applicable
    return row[columns["reason" if lacks_reason else "choice"]]


def _refuse_stray(row: Row, columns: dict[str, int], findings: Findings) -> None:
    """Note what was filled in beside a title or an empty cell, where it would be lost."""
    for cell in (row[columns[name]] for name in INPUTS):
        if cell.value is not None and str(cell.value).strip():
            message = _("stands beside no item; move it to the row of its item, or clear it")
            findings.add(message, place_of(cell))


def _refuse_merged(form: FoundForm, columns: dict[str, int], findings: Findings) -> None:
    """Note merged cells over answers, of which Excel keeps only the first."""
    inputs = {columns[name] + 1 for name in ("item", *INPUTS)}
    for merged in form.sheet.merged_cells.ranges:
        touched = inputs & set(range(merged.min_col, merged.max_col + 1))
        if touched and merged.max_row > form.heading[0].row:
            message = _("these cells are merged; separate them")
            findings.add(message, f"{form.sheet.title}!{merged.coord}")
