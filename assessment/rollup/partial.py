"""One part of the sheets, summed and counted: what partitions, machines and files add up.

A unit's sheets in a period may be spread over parts as long as they are of one basis: whether an
agreed sheet makes the assessors' sheets idle, and whether a sheet is there twice, is known within
a part only. Who reads several files looks at whose sheets they hold first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.errors import Problem
from assessment.plan import compile_plan
from assessment.rollup.columns import ABOUT_UNIT, BASES
from assessment.rollup.groups import Runs, counted, runs_of
from assessment.rollup.patterns import PatternCounts, count_patterns, merge_counts
from assessment.rollup.sums import GroupSums, group_sums, merge
from assessment.standard import Standard


@dataclass(frozen=True, eq=False)
class Work:
    """What is to be done with a part: items are counted ``by`` columns of ``KEYS``.

    ``register`` has the columns of ``REGISTER``; a unit it lacks is of no ministry and region.
    """

    by: tuple[str, ...] = ("period",)
    register: pd.DataFrame | None = None


@dataclass(frozen=True, eq=False)
class Partial:
    """The sums and counts of one part, and what could not be used of it."""

    standard: Standard
    sums: GroupSums
    counts: PatternCounts
    problems: tuple[Problem, ...] = field(default=())


def partial_of(matrix: AnswerMatrix, work: Work, problems: Iterable[Problem] = ()) -> Partial:
    """Sum and count the sheets of a matrix that count."""
    used = counted(matrix)
    runs = runs_of(used.who)
    counts = count_patterns(used, *_groups(runs, work))
    return Partial(matrix.standard, group_sums(used, runs), counts, tuple(problems))


def add_up(parts: Iterable[Partial]) -> Partial:
    """Add up parts of one standard, in any order; there must be one at least."""
    found = list(parts)
    standard = found[0].standard
    problems = tuple(problem for part in found for problem in part.problems)
    if len(found) == 1:
        return found[0]
    sums = merge(compile_plan(standard), [part.sums for part in found])
    return Partial(standard, sums, merge_counts([part.counts for part in found]), problems)


def unit_columns(units: "pd.Series[str]", register: pd.DataFrame | None) -> pd.DataFrame:
    """Return the columns of ``ABOUT_UNIT`` for every category of ``units``, empty if unknown."""
    names = units.cat.categories
    if register is None:
        return pd.DataFrame({name: pd.Categorical([""] * len(names)) for name in ABOUT_UNIT})
    found = register.drop_duplicates("unit").set_index("unit").reindex(names)
    return pd.DataFrame(
        {
            name: pd.Categorical(found[name].astype("string").fillna("").to_numpy(dtype=object))
            for name in ABOUT_UNIT
        }
    )


def _groups(runs: Runs, work: Work) -> tuple[pd.DataFrame, npt.NDArray[np.unsignedinteger]]:
    """Return the groups that are counted apart, and the group of every sheet."""
    columns = _grouping(runs.keys, work)
    shape = tuple(max(1, len(column.categories)) for column in columns.values())
    codes = np.zeros(len(runs.keys), dtype=np.int64)
    for column, size in zip(columns.values(), shape, strict=True):
        codes = codes * size + column.codes
    occurring, place = np.unique(codes, return_inverse=True)
    named = np.unravel_index(occurring, shape)
    keys = {
        name: column.categories.take(code).astype("string")
        for (name, column), code in zip(columns.items(), named, strict=True)
    }
    # One small number a sheet: a nation has many.
    smallest = place.astype(np.min_scalar_type(len(occurring)))
    return pd.DataFrame(keys), np.repeat(smallest, runs.sheets)


def _grouping(keys: pd.DataFrame, work: Work) -> dict[str, pd.Categorical]:
    """Return the columns that are grouped by, and the basis, a value a run."""
    about = unit_columns(keys["unit"], work.register)
    units = keys["unit"].cat.codes.to_numpy()
    found = {
        name: pd.Categorical(keys[name] if name in keys else about[name].array.take(units))
        for name in work.by
    }
    basis = np.where(keys["agreed"].to_numpy(), 0, 1).astype(np.int8)
    return {**found, "basis": pd.Categorical.from_codes(basis, pd.Index(BASES))}
