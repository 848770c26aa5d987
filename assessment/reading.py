"""Many answer files as one tidy DataFrame, the bad ones listed and left out."""

import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.answers import Answer, AnswerSheet
from assessment.errors import AnswerError, Problem
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.matrix import STATE_NAMES
from assessment.plan import ScoringPlan, compile_plan
from assessment.standard import Standard

if TYPE_CHECKING:
    import pandas as pd

Paths = Path | str | Iterable[Path | str]

COLUMNS = {
    "sheet": "string",
    "standard": "string",
    "version": "string",
    "unit": "string",
    "period": "string",
    "assessor": "string",
    "section": "string",
    "item": "string",
    "state": "category",
    "level": "Int8",
    "unsupported": "bool",
    "evidence": "string",
    "note": "string",
    "reason": "string",
    "updated": "string",
}


class AnswerWarning(UserWarning):
    """Some answer files were left out; the message lists them with their problems."""


def read_sheets(paths: Paths) -> tuple[list[AnswerSheet], list[Problem]]:
    """Read files and folders of ``*.json``; return the good sheets and all problems.

    A sheet that stands in two files, or two sheets of one assessor for one unit and period,
    count once: the first file counts and the second is a problem.
    """
    sheets: list[AnswerSheet] = []
    problems: list[Problem] = []
    first_file: dict[tuple[str, ...], str] = {}
    for path in _files(paths):
        try:
            sheet = AnswerSheet.read(path)
        except AnswerError as error:
            problems += error.problems
            continue
        keys = _identities(sheet)
        earlier = next((first_file[key] for key in keys if key in first_file), None)
        if earlier is not None:
            message = _("is the same sheet as {file}; counted once").format(file=earlier)
            problems.append(Problem(path.name, 0, "", message))
            continue
        first_file.update(dict.fromkeys(keys, path.name))
        sheets.append(sheet)
    return sheets, problems


def read_answers(paths: Paths) -> "pd.DataFrame":
    """Return the answers of many files, one row a sheet and item, unanswered items included.

    The columns and dtypes are those of ``COLUMNS``. Files that cannot be used are left out and
    listed in one ``AnswerWarning``.
    """
    sheets, problems = read_sheets(paths)
    if problems:
        warnings.warn("\n".join(map(str, problems)), AnswerWarning, stacklevel=2)
    return tidy(sheets)


def tidy(sheets: Sequence[AnswerSheet], standard: Standard | None = None) -> "pd.DataFrame":
    """Return sheets as one tidy frame with the columns of ``COLUMNS``.

    The sheets of ``standard`` get a row for each of its items, those of others, or of all when
    none is given, a row for each item of the package's standard.
    """
    import pandas as pd

    given = {standard.id: standard} if standard else {}
    names = {sheet.standard for sheet in sheets}
    plans = {name: compile_plan(given.get(name) or load_standard(name)) for name in names}
    rows = [
        [_whole(cell) for cell in row]
        for sheet in sheets
        for row in _rows(sheet, plans[sheet.standard])
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    frame["state"] = frame["state"].cat.set_categories(STATE_NAMES)
    return frame


def _files(paths: Paths) -> list[Path]:
    """List the files that are meant: a folder stands for its ``*.json``, sorted by name."""
    given = [paths] if isinstance(paths, str | Path) else list(paths)
    found: list[Path] = []
    for path in map(Path, given):
        found += sorted(path.glob("*.json")) if path.is_dir() else [path]
    return found


def _whole(cell: object) -> object:
    """Put a question mark for half of a surrogate pair, which no table can hold."""
    return cell.encode(errors="replace").decode() if isinstance(cell, str) else cell


def _identities(sheet: AnswerSheet) -> list[tuple[str, ...]]:
    same_person = (sheet.standard, sheet.unit, sheet.period, sheet.assessor)
    return [(sheet.sheet,), same_person] if sheet.assessor else [(sheet.sheet,)]


def _rows(sheet: AnswerSheet, plan: ScoringPlan) -> Iterable[list[object]]:
    head = [sheet.sheet, sheet.standard, sheet.version, sheet.unit, sheet.period, sheet.assessor]
    for item in plan.items:
        answer = sheet.answers.get(item.id, Answer())
        is_level = isinstance(answer.choice, int)
        state = "level" if is_level else answer.choice or "unanswered"
        level = answer.choice if is_level else None
        claim = is_level and plan.evidence_asked and answer.choice != item.levels[0]
        unsupported = bool(claim and not answer.evidence.strip())
        yield [
            *head, plan.sections[item.section].id, item.id, state, level, unsupported,
            answer.evidence, answer.note, answer.reason, sheet.updated,
        ]  # fmt: skip
