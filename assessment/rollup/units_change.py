"""The tables of a change: a row a unit and part, and a row a part over all units."""

import numpy as np
import pandas as pd

from assessment.indices import NONE, Hundredths, half_up
from assessment.rollup.named import Names, categorical
from assessment.rollup.quantiles import Marks
from assessment.rollup.units_frames import counts, decimals, part_columns
from assessment.rollup.units_pairs import Pairs
from assessment.standard import Standard
from assessment.suppression import MIN_GROUP
from assessment.tables import Integers

CHANGES = {
    "unit": "category",
    "earlier": "category",
    "later": "category",
    "section": "category",
    "title": "category",
    "items": "int64",
    "before": "Float64",
    "after": "Float64",
    "change": "Float64",
}
MEANS = {
    "section": "category",
    "title": "category",
    "units": "Int64",
    **dict.fromkeys(("before", "after", "change", "up", "same", "down"), "Float64"),
}


def change_table(standard: Standard, pairs: Pairs, earlier: str, later: str) -> pd.DataFrame:
    """Return the columns of ``CHANGES``."""
    units, parts = pairs.items.shape
    missing = (pairs.before == NONE) | (pairs.after == NONE)
    columns = {
        "unit": pairs.units.repeat(parts),
        "earlier": _always(earlier, units * parts),
        "later": _always(later, units * parts),
        **part_columns(standard, units),
        "items": pairs.items.ravel(),
        "before": decimals(pairs.before, missing),
        "after": decimals(pairs.after, missing),
        "change": decimals(_difference(pairs), missing),
    }
    return pd.DataFrame(columns, columns=list(CHANGES))


def _always(name: str, rows: int) -> Names:
    return categorical(np.zeros(rows, dtype=np.int8), (name,))


def _difference(pairs: Pairs) -> Integers:
    return pairs.after.astype(np.int64) - pairs.before


def mean_table(standard: Standard, pairs: Pairs) -> pd.DataFrame:
    """Return the columns of ``MEANS``."""
    known = (pairs.before != NONE) & (pairs.after != NONE)
    units = known.sum(axis=0)
    hidden = units < MIN_GROUP
    before, after = _mean(pairs.before, known), _mean(pairs.after, known)
    steps = np.sign(_difference(pairs))
    directions = {"up": 1, "same": 0, "down": -1}
    shares = {
        name: ((steps == step) & known).sum(axis=0) / np.maximum(units, 1)
        for name, step in directions.items()
    }
    columns = {
        **part_columns(standard, 1),
        "units": counts(units, hidden),
        "before": decimals(before, hidden),
        "after": decimals(after, hidden),
        "change": decimals(after - before, hidden),
        **{name: pd.arrays.FloatingArray(share, hidden) for name, share in shares.items()},
    }
    return pd.DataFrame(columns, columns=list(MEANS))


def _mean(index: Hundredths, known: Marks) -> Integers:
    """Return the mean of each part over the units that have both indices."""
    return half_up(np.where(known, index, 0).sum(axis=0, dtype=np.int64), known.sum(axis=0))
