"""The rows of a table as sheets of answers: a sheet comes whole, or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from assessment.answers import FORMAT, Answer, AnswerSheet, misfits
from assessment.errors import AnswerError, Problem
from assessment.exchange.table_cells import Table
from assessment.exchange.table_choices import Where, plain_version, tidy_choice, wide_choice
from assessment.i18n import _
from assessment.loading import load_standard, standard_ids
from assessment.plan import ScoringPlan, compile_plan
from assessment.reading import COLUMNS

# The columns that say something of a whole sheet. What follows from others is not read.
HEAD = tuple(name for name in COLUMNS if name in AnswerSheet.model_fields)
TEXTS = tuple(name for name in COLUMNS if name in Answer.model_fields)
NEEDED = {"sheet", "standard", "version"}
NEEDED_IF_TIDY = {"item", "state", "level"}

Row = Mapping[str, str]


@dataclass
class Draft:
    """A sheet on its way: its first line, its head, its answers with their lines."""

    line: int
    head: Row
    answers: dict[str, tuple[int, Answer]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def sheets_of(table: Table) -> tuple[list[AnswerSheet], list[Problem]]:
    """Return the good sheets of a tidy or wide table, and all problems in their order."""
    if problems := [*_wrong_columns(table)]:
        return [], [*table.remarks, *problems]
    drafts: dict[str, Draft] = {}
    for line, cells in table.rows:
        problems += _add_row(drafts, table, line, cells)
    tidy = "item" in table.columns
    made = [_sheet(draft, table.file, tidy=tidy) for draft in drafts.values()]
    problems += [problem for draft in drafts.values() for problem in draft.problems]
    return [sheet for sheet in made if sheet], sorted([*table.remarks, *problems])


def _add_row(
    drafts: dict[str, Draft], table: Table, line: int, cells: list[str]
) -> Iterator[Problem]:
    """Add a row to its sheet, or yield why it is in none."""
    where = partial(Problem, table.file, line)
    missing = [""] * (len(table.columns) - len(cells))
    row = dict(zip(table.columns, [*cells, *missing], strict=False))
    if not row["sheet"].strip():
        yield where("sheet", _("is missing"))
        return
    head = {name: row.get(name, "") for name in HEAD}
    head |= {"standard": head["standard"].strip(), "version": plain_version(head["version"])}
    may_go_on = "item" in row or row["sheet"] not in drafts
    draft = drafts.setdefault(row["sheet"], Draft(line, head))
    if any(cells[len(table.columns) :]):
        draft.problems.append(where("", _("has more cells than the table has columns")))
    if wrong := [*_misplaced(draft, head, where, may_go_on=may_go_on)]:
        draft.problems += wrong
    else:
        _add_answers(draft, line, row, where)


def _wrong_columns(table: Table) -> Iterator[Problem]:
    """Yield what the heading lacks, has twice, or has and should not."""
    where = partial(Problem, table.file, table.line)
    tidy = "item" in table.columns
    items = [item.id for name in standard_ids() for item in load_standard(name).items]
    allowed = COLUMNS if tidy else [*HEAD, *items]
    for name in sorted((NEEDED | NEEDED_IF_TIDY if tidy else NEEDED) - {*table.columns}):
        yield where(name, _("this column is missing"))
    for place, name in enumerate(table.columns):
        if not name and any(
            "".join(cells[place : place + 1]).strip() for _line, cells in table.rows
        ):
            number = _("column {number}").format(number=place + 1)
            yield where(number, _("this column has no name"))
        elif name and name not in allowed:
            message = _("unknown column; allowed: {allowed}")
            yield where(name, message.format(allowed=", ".join(COLUMNS if tidy else HEAD)))
        elif name and name in table.columns[:place]:
            yield where(name, _("this column stands twice"))


def _misplaced(draft: Draft, head: Row, where: Where, *, may_go_on: bool) -> Iterator[Problem]:
    """Yield what a further row says of a sheet that its first row does not say."""
    if not may_go_on:
        message = _("stands twice; first in line {line}").format(line=draft.line)
        yield where(f"sheet = {head['sheet']!r}", message)
        return
    for name in HEAD:
        if head[name] != draft.head[name]:
            message = _("differs from {value} in line {line}")
            message = message.format(value=repr(draft.head[name]), line=draft.line)
            yield where(f"{name} = {head[name]!r}", message)


def _add_answers(draft: Draft, line: int, row: Row, where: Where) -> None:
    """Add the answers of a row to its sheet, or their problems."""
    wide = [name for name in row if name and name not in COLUMNS and row[name].strip()]
    for item in [row["item"].strip()] if "item" in row else wide:
        if item in draft.answers:
            message = _("stands twice; first in line {line}").format(line=draft.answers[item][0])
            draft.problems.append(where(item, message))
            continue
        try:
            answer = _tidy_answer(row, where) if "item" in row else wide_choice(row, item, where)
        except AnswerError as error:
            draft.problems += error.problems
        else:
            draft.answers[item] = (line, answer)


def _tidy_answer(row: Row, where: Where) -> Answer:
    texts = {name: row.get(name, "") for name in TEXTS}
    return Answer.model_validate({"choice": tidy_choice(row, where), **texts})


def _sheet(draft: Draft, file: str, *, tidy: bool) -> AnswerSheet | None:
    """Make the sheet, or add to its problems why there is none."""
    told = {name: text for name, text in draft.head.items() if text}
    times = {"created": told["updated"]} if "updated" in told else {}
    try:
        sheet = AnswerSheet.from_data({"format": FORMAT, **told, **times}, file)
    except AnswerError as error:
        draft.problems += [replace(problem, line=draft.line) for problem in error.problems]
        return None
    draft.problems += _not_of(draft, compile_plan(load_standard(sheet.standard)), file, tidy=tidy)
    answers = {
        item: answer for item, (_line, answer) in draft.answers.items() if answer != Answer()
    }
    return None if draft.problems else sheet.model_copy(update={"answers": answers})


def _not_of(draft: Draft, plan: ScoringPlan, file: str, *, tidy: bool) -> Iterator[Problem]:
    """Yield what a standard does not allow, and what a sheet lacks that has lost rows."""
    for item, (line, answer) in draft.answers.items():
        for place, rule in misfits(plan, {item: answer}):
            yield Problem(file, line, place, rule)
    lost = [item.id for item in plan.items if item.id not in draft.answers]
    if tidy and lost and not draft.problems:
        message = _("has no row for {items}").format(items=", ".join(lost))
        yield Problem(file, draft.line, f"sheet = {draft.head['sheet']!r}", message)
