"""Any file in which answers come: from the page, from Excel, from other programs."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assessment.answers import AnswerSheet
from assessment.errors import AnswerError, Problem
from assessment.exchange.table_files import READERS, read_tables
from assessment.exchange.workbook_reading import read_workbook
from assessment.i18n import _
from assessment.kept_text import keepable

REPORT = "bermakna-report"
KINDS = (".json", ".xlsx", *READERS)


def receive(path: Path | str, standard: str) -> tuple[list[AnswerSheet], list[Problem]]:
    """Return the sheets of ``standard`` that a file holds, and all its problems.

    A report card holds sheets of several standards; the others are left out silently.
    """
    path = Path(path)
    try:
        sheets, problems = _read(path)
    except AnswerError as error:
        return [], list(error.problems)
    unkeepable = [problem for sheet in sheets for problem in _unkeepable(sheet, path.name)]
    if unkeepable:
        return [], [*problems, *unkeepable]
    wanted = [sheet for sheet in sheets if sheet.standard == standard]
    if sheets and not wanted:
        found = ", ".join(sorted({sheet.standard for sheet in sheets}))
        message = _("belongs to the standard {found}; allowed here: {allowed}")
        problem = Problem(path.name, 0, "", message.format(found=found, allowed=standard))
        problems = [*problems, problem]
    return wanted, problems


def _read(path: Path) -> tuple[list[AnswerSheet], list[Problem]]:
    """Read a file by its kind; raises ``AnswerError`` for one that cannot be used at all."""
    kind = path.suffix.lower()
    if kind in READERS:
        return read_tables(path)
    if kind == ".json":
        return _read_json(path), []
    if kind == ".xlsx":
        return [read_workbook(path)], []
    message = _("unknown kind of file; allowed: {allowed}").format(allowed=", ".join(KINDS))
    raise AnswerError([Problem(path.name, 0, "", message)])


def _read_json(path: Path) -> list[AnswerSheet]:
    """Return the one sheet of a file, or all sheets of a report card."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        data = None
    if isinstance(data, dict) and data.get("format") == REPORT:
        return _sheets_of_report(data.get("sheets"), path.name)
    return [AnswerSheet.read(path)]


def _sheets_of_report(found: Any, source: str) -> list[AnswerSheet]:
    """Return the sheets of a report card, all of them or none; raises ``AnswerError``."""
    if not isinstance(found, list) or not found:
        raise AnswerError([Problem(source, 0, "sheets", _("this report card holds no sheets"))])
    return [AnswerSheet.from_data(sheet, source) for sheet in found]


def _unkeepable(sheet: AnswerSheet, source: str) -> Iterator[Problem]:
    """Yield every text with a character that not every database can keep."""
    texts = {name: getattr(sheet, name) for name in ("sheet", "unit", "period", "assessor")}
    for item, answer in sheet.answers.items():
        texts |= {f"{item}.{name}": getattr(answer, name) for name in type(answer).model_fields}
    for place, text in texts.items():
        if not keepable(str(text)):
            message = _("holds a character that cannot be kept; type the text anew")
            yield Problem(source, 0, place, message)
