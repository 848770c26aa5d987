"""The verb ``score``: answer files in; tables, JSON or CSV files out."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from assessment import __version__
from assessment.answers import AnswerSheet
from assessment.csv_files import write_csv_files
from assessment.derivation import derive
from assessment.errors import Problem
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import compile_plan
from assessment.printing import make_console, print_lines, print_score
from assessment.reading import read_sheets
from assessment.results import SheetScore, score
from assessment.summary import Summary, summarise
from assessment.terminal import complain, say

FORMAT = "bermakna-scores"
FRAMES = ("overall", "sections", "items", "gaps", "unsupported")


def run_score(
    paths: Sequence[Path],
    *,
    trace: bool = False,
    as_json: bool = False,
    folder: Path | None = None,
) -> int:
    """Score the sheets at ``paths``; return 0, or 1 when something could not be read.

    Prints tables, or one JSON text with ``as_json``, or writes CSV files into ``folder``;
    ``trace`` adds the derivation of every number. Problems go to the error stream.
    """
    sheets, problems = read_sheets(paths)
    problems += [
        Problem(str(path), 0, "", _("holds no answer file"))
        for path in paths
        if path.is_dir() and not any(path.glob("*.json"))
    ]
    for problem in problems:
        complain(str(problem))
    if as_json:
        say(_json(sheets, problems))
    elif folder:
        for path in write_csv_files(folder, dict(_tables(sheets, trace=trace))):
            say(str(path))
    else:
        _print(sheets, trace=trace)
    return 1 if problems else 0


def _scored(sheets: Sequence[AnswerSheet]) -> Iterator[tuple[AnswerSheet, SheetScore, Summary]]:
    """Yield each sheet with its result, and the summary of this sheet alone."""
    for sheet in sheets:
        result = score(load_standard(sheet.standard), sheet.choices())
        yield sheet, result, summarise([sheet])


def _print(sheets: Sequence[AnswerSheet], *, trace: bool) -> None:
    console = make_console()
    for place, (sheet, result, summary) in enumerate(_scored(sheets)):
        standard = load_standard(sheet.standard)
        if place:
            console.print()
        print_score(console, sheet, standard, result, summary)
        if trace:
            print_lines(console, derive(compile_plan(standard), result))


def _json(sheets: Sequence[AnswerSheet], problems: Sequence[Problem]) -> str:
    data = {
        "format": FORMAT,
        "version": __version__,
        "sheets": [
            {
                **sheet.model_dump(exclude={"format", "answers"}),
                "score": result.to_dict(),
                "gaps": _rows(summary.gaps),
                "unsupported": _rows(summary.unsupported),
            }
            for sheet, result, summary in _scored(sheets)
        ],
        "problems": [asdict(problem) for problem in problems],
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2)


def _tables(sheets: Sequence[AnswerSheet], *, trace: bool) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tables of each standard, named ``unit-overall`` and so on."""
    for name in dict.fromkeys(sheet.standard for sheet in sheets):
        group = [sheet for sheet in sheets if sheet.standard == name]
        summary = summarise(group)
        for frame in FRAMES:
            yield f"{name}-{frame}", getattr(summary, frame)
        if trace:
            yield f"{name}-trace", _trace_table(group)


def _trace_table(sheets: Sequence[AnswerSheet]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"sheet": sheet.sheet, **asdict(row)}
            for sheet in sheets
            for row in score(load_standard(sheet.standard), sheet.choices()).trace
        ]
    ).convert_dtypes()


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a table as plain data, with ``None`` for what is missing."""
    rows: list[dict[str, Any]] = json.loads(table.to_json(orient="records"))
    return rows
