"""One file that a unit has sent, whatever its kind, as a source of sheets."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from assessment.answer_matrix.parquet import batches, is_matrix
from assessment.answers import AnswerSheet
from assessment.errors import AnswerError, Problem
from assessment.exchange.receiving import KINDS, receive
from assessment.gathering.gathered import Source
from assessment.gathering.names import renamed
from assessment.gathering.pieces import Piece
from assessment.gathering.stores import STORE, unit_store
from assessment.i18n import _
from assessment.loading import load_standard
from assessment.plan import ScoringPlan, compile_plan
from assessment.standard import Standard

# Office writes its owner's name into a file of this beginning while a document is open.
TEMPORARY = "~$"
PARQUET = ".parquet"


def read_source(path: Path, name: str, standard: Standard) -> Source:
    """Read a file, which problems call ``name``; what cannot be used is among the problems."""
    if path.name.startswith(TEMPORARY):
        return _temporary(path, name)
    if path.suffix.lower() == STORE:
        return unit_store(path, name, standard)
    if path.suffix.lower() not in KINDS:
        message = _("unknown kind of file; allowed: {allowed}")
        message = message.format(allowed=", ".join((*KINDS, STORE)))
        return Source(name, _("other file"), problems=[Problem(name, 0, "", message)])
    is_table = path.suffix.lower() == PARQUET and is_matrix(path)
    return (_matrix if is_table else _sheets)(path, name, standard)


def _temporary(path: Path, name: str) -> Source:
    message = _("is what Office keeps beside {file} while it is open; close it and remove this one")
    problem = Problem(name, 0, "", message.format(file=path.name.removeprefix(TEMPORARY)))
    return Source(name, _("temporary file of Office"), problems=[problem])


def _matrix(path: Path, name: str, standard: Standard) -> Source:
    source = Source(name, _("table of codes"))
    try:
        for batch in batches(path, standard):
            source.pieces.append(Piece.of_matrix(batch.matrix))
            source.problems += renamed(batch.problems, name)
    except AnswerError as error:
        source.problems += renamed(error.problems, name)
    return source


def _sheets(path: Path, name: str, standard: Standard) -> Source:
    """Read a file of answers; a sheet must say of which unit and period it is."""
    sheets, problems = receive(path, standard.id)
    source = Source(name, _kinds()[path.suffix.lower()], problems=[*renamed(problems, name)])
    good = []
    for sheet in sheets:
        nameless = [*_nameless(sheet, name)]
        source.problems += nameless
        if not nameless:
            good.append(sheet)
    if good:
        source.pieces.append(Piece.of_sheets(_plan(standard.id), good))
    return source


@cache
def _plan(standard: str) -> ScoringPlan:
    """Compile a plan once: a ministry sends thousands of files."""
    return compile_plan(load_standard(standard))


def _kinds() -> dict[str, str]:
    answers = _("table of answers")
    return {
        ".json": _("sheet of answers"),
        ".xlsx": _("form in Excel"),
        ".csv": answers,
        ".parquet": answers,
    }


def _nameless(sheet: AnswerSheet, file: str) -> Iterator[Problem]:
    for place in ("unit", "period"):
        if not getattr(sheet, place).strip():
            message = _("sheet {sheet} does not say it; fill it in and send the file again")
            yield Problem(file, 0, place, message.format(sheet=repr(sheet.sheet)))
