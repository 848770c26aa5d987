"""The sheets of groups that too few people stand behind: they do not count among the items.

How many stand behind a group shows only when all its parts have been added up. Until then its
sheets are kept, to be taken out of the counts again.
"""

from typing import Any

import numpy as np
import pandas as pd

from assessment.answer_matrix import AnswerMatrix
from assessment.answer_matrix.joining import joined
from assessment.rollup.group_figures import hidden_groups
from assessment.rollup.groups import Keys, runs_of
from assessment.rollup.sums import GroupSums


def few_of(matrix: AnswerMatrix, sums: GroupSums) -> AnswerMatrix | None:
    """Return the sheets of the hidden groups among ``sums``, ``None`` where there are none."""
    hidden = hidden_groups(matrix.standard, sums)
    if not hidden.any():
        return None
    runs = runs_of(matrix.who)
    marked = _index(runs.keys).isin(_index(sums.keys.take(np.flatnonzero(hidden))))
    found = matrix.take(np.repeat(marked, runs.sheets))
    who = found.who.assign(**{name: _used(found.who[name]) for name in ("unit", "period")})
    return AnswerMatrix(matrix.standard, found.codes, who) if len(found) else None


def still_few(parts: list[AnswerMatrix | None], sums: GroupSums) -> AnswerMatrix | None:
    """Return the sheets of parts whose groups are still hidden among the sums of all parts."""
    found = [part for part in parts if part is not None]
    return few_of(joined(found[0].standard, found), sums) if found else None


def _index(keys: Keys) -> pd.MultiIndex:
    names = (keys.unit.astype("str"), keys.period.astype("str"))
    return pd.MultiIndex.from_arrays([*names, keys.agreed])


def _used(names: "pd.Series[Any]") -> "pd.Series[Any]":
    return names.cat.remove_unused_categories()
