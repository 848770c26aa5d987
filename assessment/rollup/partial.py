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
from assessment.loops import Loops, plain
from assessment.plan import compile_plan
from assessment.rollup.columns import ABOUT_UNIT, BASES
from assessment.rollup.few import few_of, still_few
from assessment.rollup.groups import Keys, Runs, counted, runs_of
from assessment.rollup.named import Names, categorical
from assessment.rollup.patterns import PatternCounts, count_patterns, less, merge_counts
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
    """The sums and counts of one part, and what could not be used of it.

    ``few`` are the sheets, counted too, of groups that too few people stand behind so far.
    """

    standard: Standard
    sums: GroupSums
    counts: PatternCounts
    few: AnswerMatrix | None = None
    problems: tuple[Problem, ...] = field(default=())


def partial_of(matrix: AnswerMatrix, work: Work, problems: Iterable[Problem] = ()) -> Partial:
    """Sum and count the sheets of a matrix that count."""
    used = counted(matrix)
    runs = runs_of(used.who)
    # Reading takes far longer than either kind of loops, and has its memory for itself.
    counts, sums = counts_of(used, runs, work, plain), group_sums(used, runs, plain)
    return Partial(matrix.standard, sums, counts, few_of(used, sums), tuple(problems))


def counts_of(matrix: AnswerMatrix, runs: Runs, work: Work, loops: Loops) -> PatternCounts:
    """Count the patterns of sheets that all count; ``runs`` are those of their rows."""
    return count_patterns(matrix, runs, _grouping(runs.keys, work), loops)


def add_up(parts: Iterable[Partial]) -> Partial:
    """Add up parts of one standard, in any order; there must be one at least."""
    found = list(parts)
    standard = found[0].standard
    problems = tuple(problem for part in found for problem in part.problems)
    if len(found) == 1:
        return found[0]
    sums = merge(compile_plan(standard), [part.sums for part in found])
    counts = merge_counts([part.counts for part in found])
    few = still_few([part.few for part in found], sums)
    return Partial(standard, sums, counts, few, problems)


def shown_counts(counts: PatternCounts, few: AnswerMatrix | None, work: Work) -> PatternCounts:
    """Take the sheets of hidden groups out of the counts again."""
    return counts if few is None else less(counts, counts_of(few, runs_of(few.who), work, plain))


def unit_columns(units: Names, register: pd.DataFrame | None) -> dict[str, Names]:
    """Return the columns of ``ABOUT_UNIT``, a value a unit; empty where unknown."""
    if register is None:
        nowhere = categorical(np.zeros(len(units), dtype=np.int8), ("",))
        return dict.fromkeys(ABOUT_UNIT, nowhere)
    found = register.drop_duplicates("unit").set_index("unit").reindex(units.categories)
    return {
        name: pd.Categorical(found[name].astype("str").fillna("")).take(units.codes)
        for name in ABOUT_UNIT
    }


def _grouping(keys: Keys, work: Work) -> dict[str, Names]:
    """Return the columns that are grouped by, and the basis, a value a run."""
    known = {"period": keys.period}
    if not known.keys() >= set(work.by):
        known |= unit_columns(keys.unit, work.register)
    return {**{name: known[name] for name in work.by}, "basis": basis_of(keys.agreed)}


def basis_of(agreed: npt.NDArray[np.bool_]) -> Names:
    """Name the basis of groups."""
    return categorical((~agreed).astype(np.int8), BASES)
