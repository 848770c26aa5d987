"""Which of the sheets that came in count: those with an answer, each of them once."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.errors import Problem
from assessment.gathering.names import place_of
from assessment.gathering.pieces import Incoming
from assessment.i18n import _
from assessment.wording import print_count

Marks = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.int64]

# Sheets of a file that are named when they stand twice; the others are counted.
NAMED = 20


def counted(found: Incoming, files: Sequence[str]) -> tuple[Incoming, list[Problem]]:
    """Return the sheets that count, and why the others do not; the first of two counts."""
    filled = np.asarray(found.codes.any(axis=1))
    problems = [*_empty(found.about.loc[~filled], files)]
    kept = found.take(filled)
    for same in (_same_id, _same_person):
        first = same(kept.about)
        again = first < np.arange(len(first))
        problems += _twice(kept.about, first, again, files)
        kept = kept.take(~again)
    return kept, problems


def _empty(about: pd.DataFrame, files: Sequence[str]) -> Iterator[Problem]:
    sizes = about.groupby(["file", "unit", "period"], observed=True).size()
    for file, unit, period, sheets in sizes.reset_index().itertuples(index=False):
        message = _("{n} sheets hold no answer and do not count").format(n=print_count(sheets))
        yield Problem(files[file], 0, place_of(unit=unit, period=period), message)


def _same_id(about: pd.DataFrame) -> Rows:
    """Return the first row of the same sheet, a row a sheet."""
    return _first_rows([about["sheet"]], (about["sheet"] != "").to_numpy())


def _same_person(about: pd.DataFrame) -> Rows:
    """Return the first row of the same assessor, or agreed sheet, of a unit and period."""
    agreed = about["agreed"].to_numpy()
    known = agreed | (about["assessor"] != "").to_numpy()
    alias = about["assessor"].where(~agreed, "")
    return _first_rows([about["unit"], about["period"], about["agreed"], alias], known)


def _first_rows(keys: Sequence["pd.Series[str]"], known: Marks) -> Rows:
    first = np.arange(len(known), dtype=np.int64)
    rows = np.flatnonzero(known)
    if len(rows):
        groups = [key.iloc[rows].reset_index(drop=True) for key in keys]
        numbers = groups[0].groupby(groups, observed=True, sort=False).ngroup().to_numpy()
        _numbers, starts = np.unique(numbers, return_index=True)
        first[rows] = rows[starts[numbers]]
    return first


def _twice(
    about: pd.DataFrame, first: Rows, again: Marks, files: Sequence[str]
) -> Iterator[Problem]:
    """Name the sheets that stand twice, with the file of the first one."""
    numbers = about["file"].to_numpy()
    for file in np.unique(numbers[again]).tolist():
        rows = np.flatnonzero(again & (numbers == file)).tolist()
        for row in rows[:NAMED]:
            place, message = _how(about.iloc[row], about.iloc[first[row]])
            yield Problem(files[file], 0, place, message.format(file=files[numbers[first[row]]]))
        if len(rows) > NAMED:
            message = _("{n} more sheets were left out for reasons like these")
            yield Problem(files[file], 0, "", message.format(n=print_count(len(rows) - NAMED)))


def _how(sheet: "pd.Series[str]", first: "pd.Series[str]") -> tuple[str, str]:
    whose = {"unit": sheet["unit"], "period": sheet["period"]}
    if sheet["sheet"] and sheet["sheet"] == first["sheet"]:
        place = place_of(**whose, sheet=sheet["sheet"])
        return place, _("is the same sheet as in {file}; counted once")
    if sheet["agreed"]:
        message = _(
            "is another agreed sheet beside that in {file}, which counts; if it is an assessor's, "
            "write an alias into it"
        )
        return place_of(**whose), message
    message = _("is another sheet of the assessor of that in {file}, which counts")
    return place_of(**whose, assessor=sheet["assessor"]), message
